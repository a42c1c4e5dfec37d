package org.pollex.eval.trial.seal;

import java.util.List;
import org.pollex.hardware.world.InitialCondition;

/**
 * The public side of one trial: a line of {@code trials.jsonl}.
 *
 * @param index position in the sealed order, from 0
 * @param code fresh random name of this trial, which alone leads the policy host to a policy
 * @param task task id
 * @param condition id of the initial condition; shared by the trials of a bundle
 * @param parameters of the initial condition
 * @param seed of whatever the policy draws; shared by the trials of a bundle
 * @param film true when the camera's cloud is kept for a film strip
 * @param commitment to the policy that acts, 64 hexadecimal characters
 */
public record SealedTrial(
    int index,
    String code,
    String task,
    String condition,
    List<Double> parameters,
    long seed,
    boolean film,
    String commitment) {
  /** Copies the list. */
  public SealedTrial {
    parameters = List.copyOf(parameters);
  }

  /** Returns where the rollout starts. */
  public InitialCondition initialCondition() {
    return new InitialCondition(
        task, parameters.stream().mapToDouble(Double::doubleValue).toArray(), condition);
  }
}
