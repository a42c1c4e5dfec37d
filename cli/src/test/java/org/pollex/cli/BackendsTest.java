package org.pollex.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.hdf5.Demonstration;
import org.pollex.datasets.hdf5.DemonstrationFile;
import picocli.CommandLine;

/** The same command gives the same answer on the simulation server and in this process. */
class BackendsTest {
  @TempDir private Path folder;

  private static String run(int exitCode, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    assertEquals(exitCode, line.execute(arguments), err.toString());
    return exitCode == 0 ? out.toString() : err.toString();
  }

  private static JsonNode rollout(String backend, String tasks, String policy, int episodes)
      throws Exception {
    String[] arguments = {
      "rollout", "--task", tasks, "--policy", policy, "--episodes", "" + episodes, "--seed", "7"
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + 3);
    all[arguments.length] = "--backend";
    all[arguments.length + 1] = backend;
    all[arguments.length + 2] = "--json";
    ObjectNode answer = (ObjectNode) new ObjectMapper().readTree(run(0, all));
    assertTrue(answer.remove("env_steps_per_second").asDouble() > 0);
    return answer;
  }

  @Test
  void rolloutsOfSomeTasksAreEqual() throws Exception {
    String tasks = "door-open-v3,stick-push-v3";
    assertEquals(rollout("grpc", tasks, "expert", 2), rollout("native", tasks, "expert", 2));
  }

  @Test
  void recordingsOfSomeTasksAreEqual() {
    recordings("button-press-v3,coffee-push-v3", 1);
  }

  @Test
  @Tag("long")
  void recordingsOfAllTasksAreEqual() {
    recordings("all", 1);
  }

  /** Same goals, same actions, same observations in the recorded files. */
  private void recordings(String tasks, int episodes) {
    String[] files = new String[2];
    String[] backends = {"grpc", "native"};
    for (int i = 0; i < 2; i++) {
      files[i] = folder.resolve(backends[i] + ".hdf5").toString();
      run(
          0,
          "rollout",
          "--task",
          tasks,
          "--policy",
          "expert",
          "--episodes",
          "" + episodes,
          "--seed",
          "7",
          "--backend",
          backends[i],
          "--record",
          files[i]);
    }
    try (DemonstrationFile server = DemonstrationFile.open(Path.of(files[0]));
        DemonstrationFile here = DemonstrationFile.open(Path.of(files[1]))) {
      assertEquals(server.demonstrations().size(), here.demonstrations().size());
      for (Demonstration theirs : server.demonstrations()) {
        Demonstration ours = here.demonstration(theirs.name());
        assertEquals(theirs.metadata().task(), ours.metadata().task());
        assertEquals(theirs.metadata().randVec(), ours.metadata().randVec());
        for (String stream : List.of("actions", "obs/state39")) {
          assertEquals(theirs.read().stream(stream), ours.read().stream(stream), stream);
        }
      }
    }
  }

  @Test
  @Tag("long")
  void rolloutsOfAllTasksAreEqual() throws Exception {
    assertEquals(rollout("grpc", "all", "expert", 3), rollout("native", "all", "expert", 3));
    assertEquals(rollout("grpc", "all", "random", 1), rollout("native", "all", "random", 1));
  }

  @Test
  void serversAndThisProcessExcludeEachOther() {
    String message =
        run(
            2,
            "rollout",
            "--task",
            "reach-v3",
            "--policy",
            "zero",
            "--backend",
            "native",
            "--sim",
            "x:1");
    assertTrue(message.contains("--backend native"), message);
  }
}
