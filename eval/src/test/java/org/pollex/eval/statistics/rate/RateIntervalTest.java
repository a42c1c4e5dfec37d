package org.pollex.eval.statistics.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pollex.eval.statistics.ReferenceValues.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pollex.eval.statistics.ReferenceValues;

class RateIntervalTest {

  /** scipy 1.10.1 and statsmodels 0.13.5. */
  @ParameterizedTest
  @CsvSource({
    "CLOPPER_PEARSON, 0, 50, .95, 0, .07112173646",
    "CLOPPER_PEARSON, 1, 50, .95, .0005062279831, .1064695457",
    "CLOPPER_PEARSON, 25, 50, .95, .3552729971, .6447270029",
    "CLOPPER_PEARSON, 41, 50, .95, .6856305887, .9142379219",
    "CLOPPER_PEARSON, 50, 50, .95, .9288782635, 1",
    "CLOPPER_PEARSON, 67, 200, .95, .2699791552, .4049966413",
    "CLOPPER_PEARSON, 137, 200, .95, .6157223023, .7486946743",
    "CLOPPER_PEARSON, 8, 10, .95, .4439045377, .9747892737",
    "CLOPPER_PEARSON, 149, 200, .90, .6892622869, .7952119839",
    "WILSON, 0, 50, .95, 0, .07134759913",
    "WILSON, 25, 50, .95, .3664451432, .6335548568",
    "WILSON, 41, 50, .95, .6920394633, .9022980733",
    "WILSON_CONTINUITY, 41, 50, .95, .6807860696, .9095159516",
    "WILSON, 67, 200, .95, .2732408698, .4029780879",
    "WILSON, 8, 10, .95, .4901624715, .9433178485",
    "AGRESTI_COULL, 41, 50, .95, .6897618556, .9045756810",
    "JEFFREYS, 41, 50, .95, .6971952218, .9070238900",
  })
  void publishedValues(RateInterval method, int k, int n, double level, double low, double high) {
    Interval interval = method.of(new SuccessCount(k, n), level);
    assertClose(low, interval.low(), 1e-9, method);
    assertClose(high, interval.high(), 1e-9, method);
  }

  static List<JsonNode> tables() {
    return ReferenceValues.list("fixed-sample.json", "tables");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void referenceTables(JsonNode table) {
    for (int arm = 0; arm < 2; arm++) {
      SuccessCount count =
          new SuccessCount(table.get("s" + arm).asInt(), table.get("n" + arm).asInt());
      JsonNode byLevel = table.get("intervals").get("arm" + arm);
      for (String level : List.of("0.95", "0.9", "0.99")) {
        JsonNode methods = byLevel.get(level);
        check(methods.get("clopper_pearson"), RateInterval.CLOPPER_PEARSON, count, level);
        check(methods.get("wilson"), RateInterval.WILSON, count, level);
        check(methods.get("jeffreys_equal_tailed"), RateInterval.JEFFREYS, count, level);
      }
    }
  }

  private static void check(
      JsonNode expected, RateInterval method, SuccessCount count, String level) {
    Interval interval = method.of(count, Double.parseDouble(level));
    assertClose(expected.get(0).asDouble(), interval.low(), 1e-9, method + " " + count);
    assertClose(expected.get(1).asDouble(), interval.high(), 1e-9, method + " " + count);
  }

  @ParameterizedTest
  @EnumSource
  void failuresMirrorSuccesses(RateInterval method) {
    for (int n : new int[] {1, 2, 7, 30}) {
      for (int k = 0; k <= n; k++) {
        Interval interval = method.of(new SuccessCount(k, n), 0.9);
        Interval mirror = method.of(new SuccessCount(n - k, n), 0.9);
        assertEquals(interval.low(), 1 - mirror.high(), 1e-12, method + " " + k + "/" + n);
        assertTrue(interval.low() <= (double) k / n + 1e-3 || method == RateInterval.JEFFREYS);
        assertTrue(interval.low() >= 0 && interval.high() <= 1 && interval.width() > 0);
      }
    }
  }

  /** The defining guarantee: at every true rate the interval covers it at least at its level. */
  @Test
  void clopperPearsonCoversAtLeastItsLevel() {
    int n = 20;
    for (double rate = 0.01; rate < 1; rate += 0.01) {
      double covered = 0;
      double mass = Math.pow(1 - rate, n);
      for (int k = 0; k <= n; k++) {
        if (RateInterval.CLOPPER_PEARSON.of(new SuccessCount(k, n), 0.95).contains(rate)) {
          covered += mass;
        }
        mass *= (double) (n - k) / (k + 1) * rate / (1 - rate);
      }
      assertTrue(covered >= 0.95, "rate " + rate + " covered " + covered);
    }
  }

  @Test
  void refusesWhatIsNoCountAndNoLevel() {
    assertThrows(IllegalArgumentException.class, () -> new SuccessCount(3, 2));
    assertThrows(IllegalArgumentException.class, () -> new SuccessCount(-1, 2));
    assertThrows(
        IllegalArgumentException.class, () -> RateInterval.WILSON.of(new SuccessCount(1, 2), 1.0));
  }

  @Test
  void withoutTrialsNothingIsKnown() {
    assertEquals(new Interval(0, 1), RateInterval.WILSON.of(new SuccessCount(0, 0), 0.95));
  }
}
