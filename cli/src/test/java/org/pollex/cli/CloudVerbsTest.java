package org.pollex.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CloudVerbsTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  /** The top of an L-shaped plate with an upright post, turned by yaw and shifted. */
  private Path plate(String name, double yaw, double x, double y, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1500; i++) {
      double u = 0.1 * random.nextDouble();
      double v = (u < 0.03 ? 0.12 : 0.04) * random.nextDouble();
      double w = 0;
      if (i % 4 == 0) {
        u = 0.08 + 0.02 * random.nextDouble();
        v = 0.01;
        w = 0.05 * random.nextDouble();
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%.6f %.6f %.6f%n",
              Math.cos(yaw) * u - Math.sin(yaw) * v + x,
              Math.sin(yaw) * u + Math.cos(yaw) * v + y,
              w));
    }
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void registerAnswersWithAMotionAsJson() throws IOException {
    Path source = plate("source.xyz", 0, 0, 0, 1);
    Path target = plate("target.xyz", 2, 0.2, -0.1, 2);
    assertEquals(
        0, run("cloud", "register", source.toString(), target.toString(), "--json"), err::toString);
    JsonNode answer = new ObjectMapper().readTree(out.toString());
    JsonNode best = answer.at("/answers/0");
    assertEquals(2, best.get("yaw").asDouble(), 0.06);
    assertEquals(0.2, best.at("/translation/0").asDouble(), 0.01);
    assertEquals(-0.1, best.at("/translation/1").asDouble(), 0.01);
    assertEquals(Math.cos(2), best.at("/rotation/0").asDouble(), 0.06);
    assertEquals(9, best.get("rotation").size());
    assertTrue(best.get("score").isNumber() && best.get("confidence").isNumber());
    assertTrue(answer.get("ambiguous").isBoolean() && answer.get("ms").isNumber());
  }

  @Test
  void aListGivesOneAnswerALine() throws IOException {
    plate("a.xyz", 0, 0, 0, 1);
    plate("b.xyz", 1, 0.1, 0, 2);
    plate("c.xyz", -1, 0, 0.1, 3);
    Path list =
        Files.writeString(folder.resolve("list.csv"), "source,target\na.xyz,b.xyz\na.xyz,c.xyz\n");
    assertEquals(0, run("cloud", "register", "--pairs", list.toString(), "--json"), err::toString);
    String[] lines = out.toString().strip().split("\\R");
    assertEquals(2, lines.length);
    assertEquals(1, new ObjectMapper().readTree(lines[0]).at("/answers/0/yaw").asDouble(), 0.06);
    assertEquals(-1, new ObjectMapper().readTree(lines[1]).at("/answers/0/yaw").asDouble(), 0.06);
  }

  @Test
  void registerForPeople() throws IOException {
    String source = plate("source.xyz", 0, 0, 0, 1).toString();
    assertEquals(0, run("cloud", "register", source, source, "--view-from", "0,0,2"));
    assertTrue(out.toString().matches("(?s).*yaw +-?0.00 deg.*"), out.toString());
  }

  @Test
  void badUseIsRefused() throws IOException {
    String source = plate("source.xyz", 0, 0, 0, 1).toString();
    String few = Files.writeString(folder.resolve("few.xyz"), "0 0 0\n1 0 0\n").toString();
    assertEquals(2, run("cloud", "register", source));
    assertEquals(2, run("cloud", "register", source, source, "--dof", "5"));
    assertEquals(2, run("cloud", "register", source, source, "--view-from", "1,2"));
    assertEquals(2, run("cloud", "register", source, few));
    assertTrue(err.toString().contains("at least 12"), err.toString());
    assertEquals(2, run("cloud", "register", source, folder.resolve("none.ply").toString()));
    assertEquals(2, run("cloud", "register", "--pairs", few));
  }
}
