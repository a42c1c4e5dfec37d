package org.pollex.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The same command gives the same answer on the simulation server and in this process. */
class BackendsTest {
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
