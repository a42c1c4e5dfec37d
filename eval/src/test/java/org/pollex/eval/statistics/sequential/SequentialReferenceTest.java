package org.pollex.eval.statistics.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pollex.eval.statistics.ReferenceValues.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pollex.eval.statistics.ReferenceValues;
import org.pollex.eval.statistics.twosample.BarnardTest;
import org.pollex.eval.statistics.twosample.TwoByTwo;

/** Decisions and stopping pairs of Lai's test and SAVI on recorded streams. */
class SequentialReferenceTest {

  private static final Map<String, Decision> DECISIONS =
      Map.of(
          "p1_greater", Decision.B_GREATER,
          "p0_greater", Decision.A_GREATER,
          "undecided", Decision.UNDECIDED);

  static List<JsonNode> cases() {
    return ReferenceValues.list("sequential.json", "cases");
  }

  static Stream<Map.Entry<String, JsonNode>> calibration() {
    return ReferenceValues.read("sequential.json").get("calibration").properties().stream();
  }

  static SequentialRun run(SequentialTest test, String bitsA, String bitsB) {
    SequentialRun run = new SequentialRun(test);
    for (int i = 0; i < bitsA.length(); i++) {
      run.observe(bitsA.charAt(i) == '1', bitsB.charAt(i) == '1');
    }
    return run;
  }

  private static void check(JsonNode expected, SequentialTest test, JsonNode entry) {
    SequentialRun run = run(test, entry.get("bits0").asText(), entry.get("bits1").asText());
    String what = entry.get("id").asText() + " " + test.getClass().getSimpleName();
    assertEquals(DECISIONS.get(expected.get("decision").asText()), run.decision(), what);
    OptionalInt stop =
        expected.get("stop").isNull()
            ? OptionalInt.empty()
            : OptionalInt.of(expected.get("stop").asInt());
    assertEquals(stop, run.stop(), what);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void laiAndSaviDecideAsTheReference(JsonNode entry) {
    int pairs = entry.get("n_max").asInt();
    for (String alpha : List.of("0.05", "0.01")) {
      JsonNode expected = entry.get("by_alpha").get(alpha);
      double level = Double.parseDouble(alpha);
      check(expected.get("lai_exact_c"), LaiTest.exact(level, pairs), entry);
      check(expected.get("lai_package_c"), LaiTest.published(level, pairs), entry);
      check(expected.get("savi"), new SaviTest(level), entry);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saviWealthOverTheWholeStream(JsonNode entry) {
    SequentialTest.Monitor monitor = new SaviTest(0.05).monitor();
    String bitsA = entry.get("bits0").asText();
    String bitsB = entry.get("bits1").asText();
    for (int i = 0; i < bitsA.length(); i++) {
      monitor.observe(bitsA.charAt(i) == '1', bitsB.charAt(i) == '1');
    }
    JsonNode expected = entry.get("savi_full_stream");
    Map<String, Double> evidence = monitor.evidence();
    assertEquals(
        expected.get("log_e_p1_greater").asDouble(), evidence.get("log_e_b_greater"), 1e-9);
    assertEquals(
        expected.get("log_e_p0_greater").asDouble(), evidence.get("log_e_a_greater"), 1e-9);
    double largest = expected.get("max_log_e_p1_greater").asDouble();
    assertClose(Math.min(1, Math.exp(-largest)), evidence.get("p_b_greater"), 1e-9, "p");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void barnardAtTheEndOfTheRecord(JsonNode entry) {
    int a = entry.get("s0").asInt();
    int b = entry.get("s1").asInt();
    int n = entry.get("pairs").asInt();
    BarnardTest test = BarnardTest.of(TwoByTwo.of(a, n - a, b, n - b));
    JsonNode expected = entry.get("barnard_at_end");
    assertClose(
        expected.at("/p1_greater/p_true_sup").asDouble(), test.less().value(), 1e-9, "less");
    assertClose(
        expected.at("/p0_greater/p_true_sup").asDouble(), test.greater().value(), 1e-9, "greater");
  }

  @ParameterizedTest
  @MethodSource("calibration")
  void criticalTables(Map.Entry<String, JsonNode> entry) {
    String[] name = entry.getKey().split("_a");
    int pairs = Integer.parseInt(name[0].substring(1));
    double alpha = Double.parseDouble(name[1]);
    JsonNode expected = entry.getValue();
    LaiTest exact = LaiTest.exact(alpha, pairs);
    checkTable(expected.get("exact_crit"), exact);
    assertClose(expected.get("exact_size").asDouble(), exact.size(), 1e-9, "size");
    assertClose(expected.get("exact_c_mid").asDouble(), exact.cost(), 1e-6, "cost");
    LaiTest published = LaiTest.published(alpha, pairs);
    checkTable(expected.get("package_crit"), published);
    assertClose(expected.get("package_exact_size").asDouble(), published.size(), 1e-9, "size");
    assertClose(expected.get("package_c").asDouble(), published.cost(), 1e-6, "cost");
  }

  private static void checkTable(JsonNode expected, LaiTest test) {
    int[] table = test.criticalTable();
    assertEquals(expected.size(), table.length);
    for (int i = 0; i < table.length; i++) {
      assertEquals(expected.get(i).isNull() ? i + 2 : expected.get(i).asInt(), table[i], "m " + i);
    }
  }

  /** Costs and sizes by own enumeration in Python. */
  @ParameterizedTest
  @CsvSource({
    "20, .05, 1.622404e-3, .046711", "20, .025, 8.432857e-4, .021277",
    "20, .0166666666667, 5.321683e-4, .012080", "20, .00833333333333, 2.782491e-4, .007831",
    "20, .00416666666667, 2.642211e-4, .003926", "20, .01, 4.816721e-4, .009580",
    "50, .05, 6.285781e-4, .049489", "50, .025, 3.266672e-4, .024029",
    "50, .0166666666667, 2.655394e-4, .016112", "50, .00833333333333, 1.405096e-4, .007660",
    "50, .00416666666667, 7.293073e-5, .003541", "50, .01, 1.563003e-4, .009791",
    "100, .05, 3.227919e-4, .049786", "100, .025, 1.694862e-4, .024546",
    "100, .0166666666667, 1.243211e-4, .016455", "100, .00833333333333, 6.976073e-5, .008299",
    "100, .00416666666667, 3.928974e-5, .004143", "100, .01, 7.659859e-5, .009893",
    "200, .05, 1.602679e-4, .049740", "200, .025, 8.561906e-5, .024970",
    "200, .0166666666667, 6.128729e-5, .016624", "200, .00833333333333, 3.428601e-5, .008301",
    "200, .00416666666667, 1.901554e-5, .004142", "200, .01, 3.942316e-5, .009840",
    "500, .05, 6.356072e-5, .049928", "500, .025, 3.406801e-5, .024986",
    "500, .0166666666667, 2.373200e-5, .016652", "500, .00833333333333, 1.324087e-5, .008310",
    "500, .00416666666667, 7.391091e-6, .004160", "500, .01, 1.550970e-5, .009998",
  })
  void exactCosts(int pairs, double alpha, double cost, double size) {
    LaiTest test = LaiTest.exact(alpha, pairs);
    assertEquals(size, test.size(), 6e-7);
    assertClose(cost, test.cost(), 2e-6, "cost");
  }

  @Test
  void laiApproximationAtItsFourStretches() {
    assertClose(.041838133, LaiBoundary.lai(1e-4), 1e-7, "1e-4");
    assertClose(.106809923, LaiBoundary.lai(1e-3), 1e-7, "1e-3");
    assertClose(.191578985, LaiBoundary.lai(5e-3), 1e-7, "5e-3");
    assertClose(.24, LaiBoundary.lai(.01), 1e-9, ".01");
    assertClose(.322917961, LaiBoundary.lai(.05), 1e-7, ".05");
    assertClose(.343351697, LaiBoundary.lai(.1), 1e-7, ".1");
    assertClose(.260539708, LaiBoundary.lai(.5), 1e-7, ".5");
    assertClose(.211461471, LaiBoundary.lai(.8), 1e-7, ".8");
    assertClose(.139878209, LaiBoundary.lai(2), 1e-7, "2");
  }

  @ParameterizedTest
  @CsvSource({
    "50, .5, .5, .04949, 47.740", "50, .3, .5, .56820, 38.168", "50, .3, .6, .87600, 28.364",
    "50, .5, .8, .89304, 27.626", "50, .1, .3, .65508, 36.168", "50, .6, .8, .59151, 37.698",
    "50, .5, .6, .21781, 45.428", "200, .5, .5, .04974, 190.556", "200, .3, .5, .98454, 77.324",
    "200, .1, .3, .99836, 62.276", "200, .5, .6, .56234, 151.445",
  })
  void exactCharacteristics(int pairs, double a, double b, double up, double expected) {
    OperatingCharacteristics at = LaiTest.exact(.05, pairs).at(a, b);
    assertEquals(up, at.bGreater(), 6e-6);
    assertEquals(expected, at.expectedPairs(), 6e-4);
    OperatingCharacteristics mirrored = LaiTest.exact(.05, pairs).at(b, a);
    assertEquals(at.bGreater(), mirrored.aGreater(), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "50, 5.61395711e-4, 6:6 7:7 8:8 9:9 10:9 12:11 15:13 20:16 25:18 30:21 40:27 50:32, .045430",
    "200, 1.41213959e-4, 9:9 10:10 12:12 15:14 20:17 25:20 30:23 40:29 50:34 75:48 100:62 150:88"
        + " 200:113, .042088",
    "200, 4.003143e-5, 10:10 15:14 20:18 25:21 30:24 40:30 50:36 100:64 200:118,",
  })
  void publishedCriticalNumbers(int pairs, double cost, String table, Double size) {
    LaiTest test = LaiTest.withCost(.05, cost, pairs);
    for (String item : table.split(" ")) {
      int m = Integer.parseInt(item.split(":")[0]);
      assertEquals(Integer.parseInt(item.split(":")[1]), test.criticalTable()[m - 1], item);
    }
    if (size != null) {
      assertEquals(size, test.size(), 6e-7);
    }
  }
}
