package org.pollex.eval.statistics.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pollex.eval.statistics.ReferenceValues.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pollex.eval.statistics.ReferenceValues;

class BetaPosteriorTest {

  /** scipy 1.10.1. */
  @ParameterizedTest
  @CsvSource({
    "0, 50, .01923076923, .01886443531, .0134991789, .0004963044077, .06977703075, 0, .05704795236",
    "41, 50, .8076923077, .05413565138, .8116553301, .6912740139, .9017565835, .700256539,"
        + " .9084056288",
    "8, 10, .75, .1200961154, , .4822441476, .9397822658, .5162763407, .9594448336",
    "67, 200, .3366336634, .03316709748, , .2732413249, .403090316, .2721958886, .4019755958",
    "50, 50, .9807692308, .01886443531, , .9302229693, .9995036956, .9429520476, 1",
  })
  void publishedValues(
      int k,
      int n,
      double mean,
      double sd,
      Double median,
      double low,
      double high,
      double hdiLow,
      double hdiHigh) {
    BetaPosterior posterior = BetaPosterior.uniformPrior(new SuccessCount(k, n));
    assertClose(mean, posterior.mean(), 1e-9, "mean");
    assertClose(sd, posterior.standardDeviation(), 1e-9, "sd");
    if (median != null) {
      assertClose(median, posterior.median(), 1e-8, "median");
    }
    assertClose(low, posterior.equalTailed(.95).low(), 1e-9, "low");
    assertClose(high, posterior.equalTailed(.95).high(), 1e-9, "high");
    assertClose(hdiLow, posterior.highestDensity(.95).low(), 1e-8, "HDI low");
    assertClose(hdiHigh, posterior.highestDensity(.95).high(), 1e-8, "HDI high");
  }

  @Test
  void probabilityBelowOneHalf() {
    SuccessCount count = new SuccessCount(41, 50);
    assertClose(1.694413974e-6, BetaPosterior.uniformPrior(count).cumulative(.5), 1e-9, "41/50");
    assertClose(
        .03271484375,
        BetaPosterior.uniformPrior(new SuccessCount(8, 10)).cumulative(.5),
        1e-12,
        "8/10");
  }

  static List<JsonNode> superiority() {
    return ReferenceValues.list("fixed-sample.json", "beta_superiority_P_A_gt_B");
  }

  @ParameterizedTest
  @MethodSource("superiority")
  void probabilityOfSuperiority(JsonNode entry) {
    SuccessCount a = new SuccessCount(entry.get("kA").asInt(), entry.get("nA").asInt());
    SuccessCount b = new SuccessCount(entry.get("kB").asInt(), entry.get("nB").asInt());
    double uniform =
        BetaPosterior.uniformPrior(a).probabilityGreaterThan(BetaPosterior.uniformPrior(b));
    double jeffreys =
        BetaPosterior.jeffreysPrior(a).probabilityGreaterThan(BetaPosterior.jeffreysPrior(b));
    assertClose(Double.parseDouble(entry.get("uniform_prior").asText()), uniform, 1e-11, entry);
    if (entry.has("jeffreys_prior")) {
      assertEquals(entry.get("jeffreys_prior").asDouble(), jeffreys, 1e-10, entry.toString());
    }
  }

  @Test
  void quantileInvertsTheDistributionAndSuperiorityIsComplementary() {
    long seed = 20261;
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 200; trial++) {
      BetaPosterior x = new BetaPosterior(1 + random.nextInt(80), 1 + random.nextInt(80));
      BetaPosterior y = new BetaPosterior(0.5 + random.nextInt(80), 0.5 + random.nextInt(80));
      double p = random.nextDouble();
      String what = "seed " + seed + " trial " + trial + " " + x + " " + y;
      assertEquals(p, x.cumulative(x.quantile(p)), 1e-12, what);
      assertEquals(1, x.probabilityGreaterThan(y) + y.probabilityGreaterThan(x), 1e-10, what);
    }
  }

  @Test
  void highestDensityIntervalIsTheShortest() {
    BetaPosterior posterior = new BetaPosterior(4, 17);
    Interval shortest = posterior.highestDensity(.9);
    assertEquals(
        .9, posterior.cumulative(shortest.high()) - posterior.cumulative(shortest.low()), 1e-12);
    for (double lowTail = 0.001; lowTail < 0.1; lowTail += 0.001) {
      double width = posterior.quantile(lowTail + .9) - posterior.quantile(lowTail);
      assertTrue(shortest.width() <= width + 1e-12, "tail " + lowTail);
    }
  }

  @Test
  void densityGridIntegratesToOneAndTouchesTheEnds() {
    double[] grid = new BetaPosterior(1, 51).densityGrid(2001);
    double area = 0;
    for (int i = 1; i < grid.length; i++) {
      area += (grid[i] + grid[i - 1]) / 2 / 2000;
    }
    assertEquals(51, grid[0], 1e-9);
    assertEquals(0, grid[2000]);
    assertEquals(1, area, 1e-4);
  }

  @Test
  void refusesParametersThatAreNoDistribution() {
    assertThrows(IllegalArgumentException.class, () -> new BetaPosterior(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new BetaPosterior(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new BetaPosterior(1, 1).quantile(1.5));
  }
}
