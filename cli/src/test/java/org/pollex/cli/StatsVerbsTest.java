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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StatsVerbsTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private JsonNode json(String... arguments) throws IOException {
    assertEquals(0, run(arguments), err.toString());
    return new ObjectMapper().readTree(out.toString());
  }

  private String outcomes() throws IOException {
    StringBuilder text = new StringBuilder("policy,task,success,time\n");
    for (int i = 0; i < 50; i++) {
      text.append("new,door-open-v3,%d,%d\n".formatted(i < 41 ? 1 : 0, 10 + i));
      text.append("old,door-open-v3,%d,%d\n".formatted(i < 22 ? 1 : 0, 10 + i));
      text.append("new,reach-v3,1,5\n");
      text.append("old,reach-v3,1,6\n");
    }
    return Files.writeString(folder.resolve("outcomes.csv"), text).toString();
  }

  @Test
  void tableAsJson() throws IOException {
    JsonNode answer = json("stats", "table", "41", "9", "22", "28", "--json");
    assertEquals(7.943240511589363e-05, answer.at("/barnard/two_sided").asDouble(), 1e-12);
    assertEquals(7.943854876e-5, answer.at("/boschloo/two_sided").asDouble(), 1e-12);
    assertEquals(.0001542294918, answer.at("/fisher/two_sided").asDouble(), 1e-12);
    assertEquals(1 - .9999615086442509, answer.get("prob_b_greater").asDouble(), 1e-12);
    assertEquals(.6856305887, answer.at("/a/intervals/clopper_pearson/0").asDouble(), 1e-9);
    assertEquals(.8076923077, answer.at("/a/posterior/mean").asDouble(), 1e-9);
  }

  @Test
  void tableForPeople() {
    assertEquals(0, run("stats", "table", "41", "9", "22", "28"), err.toString());
    assertTrue(out.toString().contains("Barnard       7.9e-05"), out.toString());
    assertTrue(out.toString().contains("68.6 to 91.4 %"), out.toString());
  }

  @Test
  void tableRefusesNonsense() {
    assertEquals(2, run("stats", "table", "0", "0", "22", "28"));
    assertTrue(err.toString().contains("the table [0, 0, 22, 28]"), err.toString());
    assertEquals(2, run("stats", "table", "1", "2", "3"));
    assertEquals(2, run("stats", "table", "1", "2", "3", "x"));
    assertEquals(2, run("stats", "table", "1", "2", "3", "4", "--level", "95"));
  }

  @Test
  void compareAsJson() throws IOException {
    JsonNode answer = json("stats", "compare", outcomes(), "--json");
    JsonNode door = answer.at("/tasks/0");
    assertEquals("door-open-v3", door.get("task").asText());
    assertEquals(7.943240511589363e-05, door.at("/pairs/0/p_raw").asDouble(), 1e-12);
    assertEquals("a", door.at("/letters/new").asText());
    assertEquals("b", door.at("/letters/old").asText());
    assertEquals("a", answer.at("/tasks/1/letters/old").asText());
    assertEquals(91, answer.at("/pooled/policies/0/k").asInt());
    assertEquals(100, answer.at("/pooled/policies/0/n").asInt());
    assertTrue(answer.at("/pooled/pairs/0/secondary/log_rank/p_raw").isNumber());
    assertEquals(0, answer.get("warnings").size());
  }

  @Test
  void compareForPeople() throws IOException {
    assertEquals(0, run("stats", "compare", outcomes()), err.toString());
    assertTrue(out.toString().contains("new v old *"), out.toString());
    assertTrue(out.toString().contains("share a letter"), out.toString());
  }

  @Test
  void compareNamesFileAndLineOfBadInput() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), "a,t,1\nb,t,x\n");
    assertEquals(2, run("stats", "compare", file.toString(), "--json"));
    assertEquals("", out.toString());
    assertTrue(err.toString().contains("bad.csv line 2: success 'x'"), err.toString());
  }
}
