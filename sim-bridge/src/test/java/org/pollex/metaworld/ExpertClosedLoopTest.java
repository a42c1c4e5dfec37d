package org.pollex.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pollex.metaworld.expert.ScriptedExpert;
import org.pollex.metaworld.task.RewardVersion;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;
import org.pollex.mujoco.MuJoCo;

/**
 * The experts in Java, in worlds in Java, succeed at the very step at which the Python experts do
 * in Python's worlds, run for the same goals at the same time.
 */
class ExpertClosedLoopTest {
  private static final int SEED = 42;

  private record Episode(String task, double[] randVec, int firstSuccess) {
    static Episode of(JsonNode line) {
      double[] randVec =
          StreamSupport.stream(line.get("rand_vec").spliterator(), false)
              .mapToDouble(JsonNode::asDouble)
              .toArray();
      return new Episode(line.get("task").asText(), randVec, line.get("first_success").asInt());
    }
  }

  @Test
  void someGoalsOfSomeTasks() throws Exception {
    compare(2, List.of("assembly-v3", "coffee-push-v3", "door-open-v3", "handle-pull-v3"));
  }

  @Test
  @Tag("long")
  void fiftyGoalsOfAllTasks() throws Exception {
    compare(50, ScriptedExpert.tasks());
  }

  private static void compare(int goals, Collection<String> tasks) throws Exception {
    Process python = startPython(goals, tasks);
    List<String> differences = new ArrayList<>();
    int episodes = 0;
    int successes = 0;
    try (SceneModels models = new SceneModels();
        Stream<String> lines = python.inputReader().lines()) {
      ObjectMapper json = new ObjectMapper();
      for (String line : (Iterable<String>) lines::iterator) {
        Episode episode = Episode.of(json.readTree(line));
        int firstSuccess = MuJoCo.call(() -> firstSuccess(models, episode));
        episodes++;
        successes += firstSuccess > 0 ? 1 : 0;
        if (firstSuccess != episode.firstSuccess()) {
          differences.add(
              "%s: step %d, in Python %d".formatted(line, firstSuccess, episode.firstSuccess()));
        }
      }
    }
    System.out.printf(
        "%d of %d episodes succeed; differing: %s%n", successes, episodes, differences);
    assertEquals(0, python.waitFor());
    assertEquals(goals * tasks.size(), episodes);
    assertEquals(List.of(), differences);
  }

  private static Process startPython(int goals, Collection<String> tasks) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("pollex.python"));
    command.add(Path.of("src", "test", "python", "expert_rollouts.py").toString());
    command.add(Integer.toString(SEED));
    command.add(Integer.toString(goals));
    command.addAll(tasks);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Returns the step of the first success, 0 for none. */
  private static int firstSuccess(SceneModels models, Episode episode) {
    TaskSpec spec = Tasks.of(episode.task());
    ScriptedExpert expert = ScriptedExpert.of(episode.task());
    double[] observation = new double[MetaworldEnv.OBSERVATION];
    try (MetaworldEnv world = new MetaworldEnv(spec, models.of(spec), RewardVersion.V2, false)) {
      world.reset(episode.randVec(), observation);
      for (int step = 1; step <= MetaworldEnv.HORIZON; step++) {
        world.step(expert.act(observation), 0, observation);
        if (world.info().success()) {
          return step;
        }
      }
    }
    return 0;
  }
}
