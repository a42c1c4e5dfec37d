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

  private String pairs(String name, String a, String b) throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < a.length(); i++) {
      text.append(a.charAt(i)).append(',').append(b.charAt(i)).append('\n');
    }
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void sequentialDecidesAndSaysWhen() throws IOException {
    String file = pairs("pairs.csv", "0000000000", "1111111111");
    JsonNode answer =
        json(
            "stats",
            "sequential",
            "--test",
            "lai",
            "--alpha",
            "0.05",
            "--n-max",
            "20",
            file,
            "--json");
    assertEquals("b_greater", answer.get("decision").asText());
    assertEquals(5, answer.get("stop").asInt());
    assertEquals(10, answer.get("pairs").asInt());
    assertEquals(.05, answer.get("alpha_per_direction").asDouble());
    assertEquals(.046711244795005775, answer.get("size").asDouble(), 1e-12);
  }

  @Test
  void sequentialAnswersOneLineForEachFile() throws IOException {
    String one = pairs("one.csv", "0000", "1111");
    String two = pairs("two.csv", "1010", "0101");
    assertEquals(0, run("stats", "sequential", "--test", "savi", one, two, "--json"));
    String[] lines = out.toString().strip().split("\n");
    assertEquals(2, lines.length);
    JsonNode first = new ObjectMapper().readTree(lines[0]);
    JsonNode second = new ObjectMapper().readTree(lines[1]);
    assertEquals(4, first.get("stop").asInt());
    assertEquals("undecided", second.get("decision").asText());
    assertTrue(second.get("stop").isNull());
  }

  @Test
  void sequentialForPeopleAndItsErrors() throws IOException {
    String file = pairs("pairs.csv", "0000000000", "1111111111");
    assertEquals(0, run("stats", "sequential", "--test", "step", "--n-max", "20", file));
    assertTrue(out.toString().contains("B is better, decided at pair"), out.toString());
    assertEquals(2, run("stats", "sequential", "--test", "step", file));
    assertTrue(err.toString().contains("--n-max"), err.toString());
    assertEquals(2, run("stats", "sequential", "--test", "stepp", "--n-max", "20", file));
    assertTrue(err.toString().contains("step"), err.toString());
    assertEquals(2, run("stats", "sequential", "--test", "lai", "--n-max", "0", file));
    assertEquals(
        2, run("stats", "sequential", "--test", "lai", "--n-max", "9", "--alpha", "5", file));
  }

  private static JsonNode row(JsonNode answer, String test) {
    for (JsonNode row : answer.get("tests")) {
      if (row.get("test").asText().equals(test)) {
        return row;
      }
    }
    throw new AssertionError("no row " + test + " in " + answer);
  }

  @Test
  void powerOfABudget() throws IOException {
    JsonNode answer = json("stats", "power", "--p-a", ".5", "--p-b", ".8", "--n", "50", "--json");
    assertEquals(.8940252016, row(answer, "z").get("power").asDouble(), 1e-9);
    double once = row(answer, "barnard-once").get("power").asDouble();
    for (String test : new String[] {"lai", "step", "barnard", "optimal"}) {
      JsonNode row = row(answer, test);
      assertTrue(row.get("power").asDouble() < once, test);
      assertTrue(row.get("expected_pairs").asDouble() < 45, test);
    }
  }

  @Test
  void budgetOfAPowerAndDetectableRate() throws IOException {
    JsonNode answer =
        json("stats", "power", "--p-a", ".8", "--p-b", ".5", "--power", ".8", "--json");
    assertEquals(38.48004256, row(answer, "z").get("n").asDouble(), 1e-6);
    assertTrue(row(answer, "lai").get("n").asInt() >= 38);
    out.getBuffer().setLength(0);
    answer = json("stats", "power", "--p-a", ".5", "--n", "50", "--power", ".8", "--json");
    assertEquals(.7668301789524826, answer.get("p_b").asDouble(), 1e-9);
  }

  @Test
  void powerForPeopleAndItsErrors() {
    assertEquals(0, run("stats", "power", "--p-a", ".3", "--p-b", ".6", "--n", "30"));
    assertTrue(out.toString().contains("barnard-once"), out.toString());
    assertEquals(2, run("stats", "power", "--p-a", ".3"));
    assertTrue(err.toString().contains("exactly two"), err.toString());
    assertEquals(2, run("stats", "power", "--p-a", ".3", "--p-b", ".3", "--power", ".8"));
    assertEquals(2, run("stats", "power", "--p-a", "3", "--p-b", ".3", "--power", ".8"));
    assertEquals(2, run("stats", "power", "--p-a", ".3", "--n", "0", "--power", ".8"));
  }

  @Test
  void calibrateCountsErrors() throws IOException {
    JsonNode answer =
        json("stats", "calibrate", "--tasks", "2", "--n", "20", "--studies", "300", "--json");
    assertTrue(answer.at("/per_task/family_wise_error").asDouble() < .1);
    assertTrue(answer.at("/pooled/family_wise_error").isNumber());
    out.getBuffer().setLength(0);
    answer =
        json(
            "stats",
            "calibrate",
            "--rates",
            ".2,.8",
            "--test",
            "lai",
            "--tasks",
            "1",
            "--n",
            "30",
            "--studies",
            "100",
            "--json");
    assertTrue(answer.get("pooled").isNull());
    assertTrue(answer.at("/per_task/power").asDouble() > .8);
    assertTrue(answer.get("rollouts_per_policy_and_task").asDouble() < 30);
    assertEquals(2, run("stats", "calibrate", "--rates", ".5"));
    assertEquals(2, run("stats", "calibrate", "--test", "t"));
    assertEquals(0, run("stats", "calibrate", "--studies", "10"), err.toString());
    assertTrue(out.toString().contains("family of one task"), out.toString());
  }

  @Test
  void optimalTakesAPriorAndACost() throws IOException {
    String pairs =
        Files.writeString(folder.resolve("pairs.csv"), "a,b\n" + "1,0\n".repeat(12)).toString();
    JsonNode answer =
        json(
            "stats",
            "sequential",
            "--test",
            "optimal",
            "--n-max",
            "20",
            "--prior",
            "0.3:0.5,0.1:0.3",
            "--cost",
            "0.01",
            "--json",
            pairs);
    assertEquals("a_greater", answer.get("decision").asText());
    assertEquals(.01, answer.at("/optimality/cost").asDouble());
    assertTrue(
        answer.at("/optimality/bound").asDouble() >= answer.at("/optimality/value").asDouble());
    assertTrue(answer.get("size").asDouble() <= .05 + 1e-5);
    assertEquals(
        2, run("stats", "sequential", "--test", "lai", "--cost", "1", "--n-max", "9", pairs));
    assertTrue(err.toString().contains("--cost with --test lai"), err.toString());
    assertEquals(
        2, run("stats", "sequential", "--test", "optimal", "--prior", "x", "--n-max", "9", pairs));
  }

  @Test
  void importsAndScoresResultsOfBenchmarks() throws IOException {
    for (String policy : new String[] {"one", "two"}) {
      Path results = Files.createDirectories(folder.resolve(policy)).resolve("results-1.json");
      StringBuilder evaluations = new StringBuilder();
      for (int i = 0; i < 4; i++) {
        evaluations.append(i == 0 ? "" : ",");
        evaluations.append(
            "{\"skill_type\":\"push\",\"scenario_index\":%d,\"is_success\":%b}"
                .formatted(i, i < 3 == policy.equals("one")));
      }
      Files.writeString(results, "{\"evaluations\":[" + evaluations + "]}");
    }
    String table = folder.resolve("all.csv").toString();
    JsonNode read =
        json(
            "stats",
            "import",
            "--json",
            "--out",
            table,
            folder.resolve("one").toString(),
            "second=" + folder.resolve("two"));
    assertEquals(4, read.at("/outcomes/second").asInt());
    out.getBuffer().setLength(0);
    JsonNode pair = json("stats", "compare", "--json", table).at("/pooled/pairs/0");
    assertEquals(2.0, pair.at("/secondary/mcnemar/statistic").asDouble());
    out.getBuffer().setLength(0);
    assertEquals(0, run("stats", "suite", "--scorer", "strict", "--episodes", "4", table));
    assertTrue(out.toString().contains("Scorer: strict"), out.toString());
    assertTrue(out.toString().contains("75.0 %"), out.toString());
  }
}
