package org.pollex.policies.mt3;

import java.util.Arrays;
import java.util.Optional;
import org.pollex.datasets.episode.Episode;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.index.ObjectCloud;

/**
 * One demonstration as MT3 uses it: what a robot could have recorded, nothing else. World frame,
 * metres; T steps.
 *
 * @param id where it came from
 * @param task the task's id in its world
 * @param hand end-effector positions, T + 1
 * @param command commanded positions, T + 1: entry k stood before action k, entry k + 1 after it
 * @param fingers gripper opening, T + 1, 1 open
 * @param gripper gripper commands, T; positive closes
 * @param success number of steps after which the task was done
 * @param target the object's cloud at the start
 * @param fixture the cloud of the fixture that shows the goal, where there is one
 * @param goal the goal point, where no visible geometry shows the goal
 */
record Demonstration(
    String id,
    String task,
    Vec3[] hand,
    Vec3[] command,
    double[] fingers,
    float[] gripper,
    int success,
    PointCloud target,
    Optional<PointCloud> fixture,
    Optional<Vec3> goal) {

  /** Reads a recorded episode. */
  static Demonstration of(String id, Episode episode) {
    String task = episode.metadata().task();
    Tensor actions = episode.actions();
    int dimension = actions.shape()[1];
    float[] gripper = new float[episode.steps()];
    for (int k = 0; k < gripper.length; k++) {
      gripper[k] = (float) actions.get(k * dimension + dimension - 1);
    }
    Tensor points = episode.tensor(ObjectCloud.POINTS);
    Tensor labels = episode.tensor(ObjectCloud.LABELS);
    PointCloud target =
        ObjectCloud.ofTarget(points, labels, null)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "demonstration " + id + " shows no point of its object",
                        "Record it again with the object in the camera's view."));
    return new Demonstration(
        id,
        task,
        path(episode, "ee_pos"),
        path(episode, "command_pos"),
        numbers(episode, "gripper"),
        gripper,
        success(episode),
        target,
        Clouds.fixture(points, labels),
        HiddenGoals.isHidden(task) ? Optional.of(path(episode, "goal")[0]) : Optional.empty());
  }

  private static int success(Episode episode) {
    int steps = episode.steps();
    return episode
        .outcome()
        .map(outcome -> Math.clamp(outcome.firstSuccessStep(), 1, steps))
        .orElse(steps);
  }

  /** Returns the number of steps. */
  int steps() {
    return gripper.length;
  }

  private static Vec3[] path(Episode episode, String stream) {
    double[] values = numbers(episode, stream);
    Vec3[] path = new Vec3[values.length / 3];
    Arrays.setAll(path, k -> Vec3.of(values, 3 * k));
    return path;
  }

  /** All rows of an observation stream, then the last observation. */
  private static double[] numbers(Episode episode, String stream) {
    double[] rows = episode.observation(stream).toDoubles();
    double[] last = episode.tensor(Episode.LAST_OBSERVATION + stream).toDoubles();
    double[] all = Arrays.copyOf(rows, rows.length + last.length);
    System.arraycopy(last, 0, all, rows.length, last.length);
    return all;
  }
}
