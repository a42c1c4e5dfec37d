package org.pollex.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code pollex trial console} from the command line. */
class TrialConsoleTest {
  @TempDir private Path scratch;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    return line.execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
  }

  @BeforeEach
  void seal() {
    Path plan = scratch.resolve("plan.yaml");
    assertEquals(
        0,
        run(
            "trial",
            "plan",
            "--world",
            "manual",
            "--task",
            "stack",
            "--policy",
            "zebra=command:run zebra",
            "--policy",
            "okapi=command:run okapi",
            "--rollouts",
            "1",
            "--horizon",
            "600",
            "--out",
            plan),
        err::toString);
    assertEquals(0, run("trial", "seal", plan, "--out", trial(), "--keys", keys()), err::toString);
  }

  private Path trial() {
    return scratch.resolve("trial");
  }

  private Path keys() {
    return scratch.resolve("keys");
  }

  private int console(String typed, Object... more) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    try {
      Object[] arguments =
          new Object[] {"trial", "console", trial(), "--keys", keys(), "--port", "0", "--json"};
      Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
      System.arraycopy(more, 0, all, arguments.length, more.length);
      return run(all);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void itInvitesDevicesUntilItIsToldToQuit() throws Exception {
    Path picture = scratch.resolve("code.svg");
    assertEquals(0, console("\nreview\nwhat\nquit\n", "--qr", picture), err::toString);
    JsonNode answer = new ObjectMapper().readTree(out.toString());
    assertEquals(2, answer.get("trials").asInt());
    assertEquals(0, answer.get("outcomes").asInt());
    assertFalse(answer.get("closed").asBoolean());
    assertTrue(answer.get("address").asText().startsWith("http://127.0.0.1:"));
    String said = err.toString();
    assertEquals(2, said.split("as operator").length - 1);
    assertEquals(1, said.split("as reviewer").length - 1);
    assertFalse(said.contains("zebra") || said.contains("okapi"));
    assertTrue(Files.readString(picture).startsWith("<svg"));
  }

  @Test
  void whatIsMissingOrWrongIsNamed() {
    assertEquals(2, console("quit\n", "--port", "70000"));
    assertEquals(2, console("quit\n", "--camera", "file:///etc/passwd"));
    assertEquals(2, console("quit\n", "--scenes", scratch.resolve("nowhere")));
    assertEquals(
        3, run("trial", "console", trial(), "--keys", scratch.resolve("none"), "--port", "0"));
    assertTrue(err.toString().contains("run key"), err::toString);
  }
}
