package org.pollex.eval.trial.world;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;

/**
 * A stand-in for a policy in the {@link BernoulliWorld}: it succeeds at declared rates after
 * declared times. Its address says so: {@code bernoulli:0.6} or {@code bernoulli:0.6@20-80}
 * (success at a step drawn evenly from 20 to 80), with other rates for named tasks after commas, as
 * in {@code bernoulli:0.6@20-80,door=0.3@100-200}.
 *
 * <p>Draws are a function of the trial's seed and of the policy's name, so policies are independent
 * of each other though a bundle shares its seed.
 */
public final class BernoulliPolicy implements Policy {
  private static final String KIND = "bernoulli";
  private static final String FORM =
      "Allowed: bernoulli:RATE[@FROM-TO][,TASK=RATE[@FROM-TO]]..., for example bernoulli:0.6@20-80.";

  private final String name;
  private final Declared usual;
  private final Map<String, Declared> byTask;

  private BernoulliPolicy(String name, Declared usual, Map<String, Declared> byTask) {
    this.name = name;
    this.usual = usual;
    this.byTask = byTask;
  }

  /**
   * What is declared for one task.
   *
   * @param rate probability of success
   * @param from first step at which it may succeed
   * @param to last step at which it may succeed
   */
  private record Declared(double rate, int from, int to) {}

  /** Returns true for the addresses of this kind. */
  public static boolean isAddress(String address) {
    return address.startsWith(KIND + ":");
  }

  /** Opens the policy of an address; a name tells apart policies of equal address. */
  public static BernoulliPolicy of(String name, String address) {
    try {
      Declared usual = null;
      Map<String, Declared> byTask = new HashMap<>();
      for (String part : address.substring(KIND.length() + 1).split(",")) {
        int equals = part.indexOf('=');
        if (equals < 0) {
          usual = declared(part);
        } else {
          byTask.put(part.substring(0, equals), declared(part.substring(equals + 1)));
        }
      }
      if (usual != null) {
        return new BernoulliPolicy(name, usual, byTask);
      }
    } catch (NumberFormatException malformed) {
      throw new BadInputException("policy address '" + address + "'", FORM, malformed);
    }
    throw new BadInputException("policy address '" + address + "'", FORM);
  }

  private static Declared declared(String text) {
    String[] parts = text.split("@", 2);
    double rate = Double.parseDouble(parts[0]);
    int from = 1;
    int to = 1;
    if (parts.length == 2) {
      String[] ends = parts[1].split("-", 2);
      from = Integer.parseInt(ends[0]);
      to = ends.length == 2 ? Integer.parseInt(ends[1]) : from;
    }
    if (!(rate >= 0 && rate <= 1) || from < 1 || to < from) {
      throw new NumberFormatException(text);
    }
    return new Declared(rate, from, to);
  }

  /** The declared success rate in a task. */
  public double rate(String task) {
    return byTask.getOrDefault(task, usual).rate();
  }

  /**
   * Returns the step at which a rollout succeeds; none when it does not.
   *
   * @param seed of the trial
   */
  public Optional<Integer> success(String task, long seed) {
    Declared declared = byTask.getOrDefault(task, usual);
    SplittableRandom random = new SplittableRandom(31 * seed + name.hashCode());
    random.nextLong();
    boolean succeeds = random.nextDouble() < declared.rate();
    int step = random.nextInt(declared.from(), declared.to() + 1);
    return succeeds ? Optional.of(step) : Optional.empty();
  }

  @Override
  public PolicySpec spec() {
    return new PolicySpec(KIND, KIND, List.of(BernoulliWorld.COMMAND_POSITION));
  }

  @Override
  public Session reset(TaskInstruction task, Observation first) {
    Optional<Integer> success = success(task.text(), task.seed());
    int length = Math.min(task.horizon(), success.orElse(task.horizon()));
    float[][] chunk = new float[length][3];
    if (success.isPresent() && success.get() == length) {
      Arrays.fill(chunk[length - 1], BernoulliWorld.SUCCEED);
    }
    return observation -> new Decision.Act(chunk);
  }
}
