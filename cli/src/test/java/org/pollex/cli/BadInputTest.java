package org.pollex.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * What a person who made a mistake sees: an exit code, one clear message, and nothing half-written.
 */
class BadInputTest {
  @TempDir Path folder;

  private record Seen(int code, String out, String err) {
    void says(int expected, String... parts) {
      assertEquals(expected, code, err);
      for (String part : parts) {
        assertTrue(err.contains(part), "'" + part + "' is missing in: " + err);
      }
      assertFalse(err.contains("\tat "), "a stack trace: " + err);
      assertEquals("", out);
    }
  }

  private static Seen run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(arguments);
    return new Seen(code, out.toString(), err.toString());
  }

  @Test
  void misspeltVerbsGetTheNearestOne() {
    run("rolout").says(2, "rolout", "rollout", "pollex --help");
    run("data", "recrod").says(2, "recrod", "record");
  }

  @Test
  void aNounWithoutVerbShowsItsVerbs() {
    run("data").says(2, "record", "info");
  }

  @Test
  void unknownTasksGetTheNearestNames() {
    run("rollout", "--task", "dor-open-v3", "--policy", "expert")
        .says(2, "dor-open-v3", "door-open-v3");
  }

  @Test
  void unknownPoliciesAndWorldsGetTheList() {
    run("rollout", "--task", "reach-v3", "--policy", "expret").says(2, "expret", "expert", "zero");
    run("rollout", "--world", "mujoco", "--task", "reach-v3", "--policy", "expert")
        .says(2, "mujoco", "metaworld");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    run("rollout", "--task", "reach-v3", "--policy", "expert", "--episodes", "0")
        .says(2, "--episodes 0", "1 or more");
    run("rollout", "--task", "reach-v3", "--policy", "expert", "--episodes", "many")
        .says(2, "many");
  }

  @Test
  void aTruncatedFileIsNamed() throws IOException {
    Path demos = folder.resolve("demos.hdf5");
    assertEquals(
        0,
        run("data", "record", "--task", "reach-v3", "--seed", "3", "--out", demos.toString())
            .code());
    byte[] whole = Files.readAllBytes(demos);
    Path half = folder.resolve("half.hdf5");
    Files.write(half, java.util.Arrays.copyOf(whole, whole.length / 2));
    run("data", "info", half.toString()).says(2, "half.hdf5");
    run("index", "build", half.toString(), "--out", folder.resolve("index").toString())
        .says(2, "half.hdf5");
    assertFalse(Files.exists(folder.resolve("index")), "an index was half-written");
    run("data", "record", "--task", "reach-v3", "--out", demos.toString())
        .says(2, "demos.hdf5", "exists");
    assertEquals(whole.length, Files.size(demos));
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamed() {
    run("data", "record", "--task", "reach-v3", "--out", "/proc/demos.hdf5")
        .says(1, "/proc/demos.hdf5");
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      run("sim", "serve", "--listen", "127.0.0.1:" + port).says(1, port);
    }
  }

  @Test
  void aMissingEnvironmentIsNamedWithItsFix() {
    String home = System.getProperty("pollex.home");
    String python = System.getProperty("pollex.python");
    System.setProperty("pollex.home", folder.resolve("nothing").toString());
    System.clearProperty("pollex.python");
    try {
      run("rollout", "--task", "reach-v3", "--policy", "expert").says(3, "bootstrap.py");
    } finally {
      System.setProperty("pollex.home", home);
      System.setProperty("pollex.python", python);
    }
  }
}
