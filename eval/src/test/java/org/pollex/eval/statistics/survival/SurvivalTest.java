package org.pollex.eval.statistics.survival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pollex.eval.statistics.ReferenceValues.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pollex.eval.statistics.ReferenceValues;

class SurvivalTest {

  static List<JsonNode> cases() {
    return ReferenceValues.list("fixed-sample.json", "time_to_success");
  }

  private static List<EventTime> sample(JsonNode entry, int arm) {
    List<EventTime> sample = new ArrayList<>();
    JsonNode times = entry.get("t" + arm);
    for (int i = 0; i < times.size(); i++) {
      boolean event = entry.get("event" + arm).get(i).asInt() == 1;
      sample.add(new EventTime(times.get(i).asDouble(), event));
    }
    return sample;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void referenceValues(JsonNode entry) {
    LogRankTest test = LogRankTest.of(sample(entry, 0), sample(entry, 1));
    JsonNode expected = entry.get("logrank");
    assertClose(expected.get("chi2").asDouble(), test.chiSquare(), 1e-9, "chi-square");
    assertClose(expected.get("p").asDouble(), test.p(), 1e-9, "p");
    for (int arm = 0; arm < 2; arm++) {
      JsonNode curve = expected.get("arm" + arm);
      List<KaplanMeier.Step> steps = KaplanMeier.of(sample(entry, arm)).steps();
      assertEquals(curve.get("times").size(), steps.size());
      for (int i = 0; i < steps.size(); i++) {
        assertClose(curve.get("times").get(i).asDouble(), steps.get(i).time(), 1e-12, "time");
        assertClose(curve.get("S").get(i).asDouble(), steps.get(i).survival(), 1e-9, "S");
        JsonNode error = curve.get("greenwood_se").get(i);
        assertClose(
            error.isNumber() ? error.asDouble() : Double.NaN,
            steps.get(i).standardError(),
            1e-9,
            "standard error");
      }
    }
  }

  @Test
  void withoutCensoringTheCurveIsTheEmpiricalShare() {
    List<EventTime> sample =
        List.of(new EventTime(3, true), new EventTime(1, true), new EventTime(4, true));
    KaplanMeier curve = KaplanMeier.of(sample);
    assertEquals(1, curve.survival(0.5));
    assertEquals(2.0 / 3, curve.survival(1), 1e-15);
    assertEquals(3, curve.median());
    assertEquals(8.0 / 3, curve.restrictedMean(10), 1e-12);
  }

  @Test
  void failuresOnlyNeverReachTheMedian() {
    List<EventTime> failures = List.of(new EventTime(45, false), new EventTime(45, false));
    assertTrue(Double.isNaN(KaplanMeier.of(failures).median()));
    assertEquals(45, KaplanMeier.of(failures).restrictedMean(45));
    assertEquals(new LogRankTest(0, 1), LogRankTest.of(failures, failures));
    assertThrows(IllegalArgumentException.class, () -> new EventTime(-1, true));
  }
}
