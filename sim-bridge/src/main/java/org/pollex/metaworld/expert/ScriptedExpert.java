package org.pollex.metaworld.expert;

import java.util.Set;
import java.util.function.Function;
import org.pollex.errors.BadInputException;

/**
 * The scripted expert of one Meta-World task; stateless, so one may serve any number of episodes
 * and threads.
 *
 * <pre>{@code
 * ScriptedExpert expert = ScriptedExpert.of("door-open-v3");
 * float[] action = expert.act(observation);
 * }</pre>
 */
public final class ScriptedExpert {
  private final String task;
  private final Function<Sight, Command> rule;

  private ScriptedExpert(String task, Function<Sight, Command> rule) {
    this.task = task;
    this.rule = rule;
  }

  /**
   * Returns the expert of a task.
   *
   * @param task the id, for example {@code door-open-v3}
   * @throws BadInputException for an unknown task; gives the nearest valid ones
   */
  public static ScriptedExpert of(String task) {
    Function<Sight, Command> rule = Repertoire.RULES.get(task);
    if (rule == null) {
      throw BadInputException.unknownName("task", task, tasks());
    }
    return new ScriptedExpert(task, rule);
  }

  /** Returns the ids of the 50 tasks that have an expert. */
  public static Set<String> tasks() {
    return Repertoire.RULES.keySet();
  }

  /** Returns the id of the task. */
  public String task() {
    return task;
  }

  /**
   * Returns what to do now.
   *
   * @param observation Meta-World's 39 numbers, with the goal not masked; a one-hot task id may
   *     follow. It is only read, while the door experts of the Python package shift the object in
   *     the array that they are given.
   * @return the action [dx, dy, dz, grip] in units of the action space, often beyond ±1; the
   *     environment clips it
   * @throws BadInputException for fewer than 39 numbers
   */
  public float[] act(double[] observation) {
    if (observation.length < Sight.OBSERVATION) {
      throw new BadInputException(
          "the expert of " + task + " was given " + observation.length + " numbers",
          "Give it a whole observation: 39 numbers, optionally followed by a one-hot task id.");
    }
    Sight sight = Sight.of(observation);
    return rule.apply(sight).action(sight.hand());
  }
}
