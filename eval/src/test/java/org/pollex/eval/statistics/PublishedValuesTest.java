package org.pollex.eval.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.pollex.eval.statistics.multiplicity.PValueAdjustment;
import org.pollex.eval.statistics.planning.SampleSize;
import org.pollex.eval.statistics.rate.BetaPosterior;
import org.pollex.eval.statistics.rate.Interval;
import org.pollex.eval.statistics.rate.RateInterval;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.statistics.score.BrunnerMunzelTest;
import org.pollex.eval.statistics.score.DirichletMean;
import org.pollex.eval.statistics.score.InterquartileMean;
import org.pollex.eval.statistics.score.KolmogorovSmirnovTest;
import org.pollex.eval.statistics.score.KruskalWallisTest;
import org.pollex.eval.statistics.score.MannWhitneyTest;
import org.pollex.eval.statistics.score.WelchTest;
import org.pollex.eval.statistics.twosample.BarnardTest;
import org.pollex.eval.statistics.twosample.BoschlooTest;
import org.pollex.eval.statistics.twosample.FisherTest;
import org.pollex.eval.statistics.twosample.McNemarTest;
import org.pollex.eval.statistics.twosample.RateDifference;
import org.pollex.eval.statistics.twosample.TwoByTwo;

/** Every line of {@code published-values.txt}; reports the largest deviation of each function. */
class PublishedValuesTest {

  private static final double[][] SCORES = {
    {0, .4, .4, .2, .4, 1, 0, .4, .4, .4, .2, .4, 0},
    {.8, .8, .8, 1, .8, .6, .8, .8, .8, .4, 1, 0, .6},
    {.6, .4, .4, .4, .6, .4, 1, .4, .4, 1, 1, .4, 0},
  };

  private static final double[] RUBRIC = {0, .2, .4, .6, .8, 1};

  @Test
  void everyPublishedValue(TestReporter reporter) throws IOException {
    Map<String, Double> largest = new TreeMap<>();
    int values = 0;
    for (String line : lines()) {
      String[] parts = line.split("\\|");
      String function = parts[0].strip();
      double[] actual = compute(function, parts[1].strip());
      String[] expected = parts[2].strip().split(" ");
      assertEquals(expected.length, actual.length, line);
      for (int i = 0; i < actual.length; i++) {
        if (!expected[i].equals("-")) {
          double value = Double.parseDouble(expected[i]);
          double deviation = Math.abs(actual[i] - value) / Math.max(1e-3, Math.abs(value));
          double relative = value == 0 ? Math.abs(actual[i]) : Math.abs(actual[i] / value - 1);
          String figure = "%s: figure %d is %s".formatted(line, i + 1, actual[i]);
          assertTrue(relative <= Double.parseDouble(parts[3].strip()), figure);
          largest.merge(function, Math.min(deviation, relative), Math::max);
          values++;
        }
      }
    }
    assertTrue(values > 190, "values " + values);
    largest.forEach((function, deviation) -> reporter.publishEntry(function, "" + deviation));
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = PublishedValuesTest.class.getResourceAsStream("published-values.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static double[] compute(String function, String arguments) {
    double[] x = Arrays.stream(arguments.split(" ")).mapToDouble(Double::parseDouble).toArray();
    return switch (function) {
      case "clopper-pearson" -> rate(RateInterval.CLOPPER_PEARSON, x);
      case "wilson" -> rate(RateInterval.WILSON, x);
      case "wilson-continuity" -> rate(RateInterval.WILSON_CONTINUITY, x);
      case "agresti-coull" -> rate(RateInterval.AGRESTI_COULL, x);
      case "jeffreys" -> rate(RateInterval.JEFFREYS, x);
      case "posterior" -> posterior(uniform(x, 0));
      case "posterior-below-half" -> figures(uniform(x, 0).cumulative(.5));
      case "superiority" -> figures(uniform(x, 0).probabilityGreaterThan(uniform(x, 2)));
      case "fisher" -> fisher(FisherTest.of(table(x)));
      case "barnard" -> barnard(BarnardTest.of(table(x)));
      case "boschloo" -> boschloo(BoschlooTest.of(table(x)));
      case "pooled-z" ->
          figures(RateDifference.pooledZ(table(x)), RateDifference.pooledZTest(table(x)));
      case "yates" -> figures(RateDifference.yatesTest(table(x)));
      case "newcombe" -> ends(RateDifference.NEWCOMBE.of(table(x), x[4]));
      case "wald" -> ends(RateDifference.WALD.of(table(x), x[4]));
      case "agresti-caffo" -> ends(RateDifference.AGRESTI_CAFFO.of(table(x), x[4]));
      case "mcnemar" -> figures(McNemarTest.of((int) x[0], (int) x[1]).twoSided());
      case "cohen-h" -> figures(SampleSize.effect(x[0], x[1]));
      case "trials-for-effect" -> figures(SampleSize.trialsForEffect(x[0], x[2], x[1]));
      case "power" -> figures(SampleSize.power(x[0], x[1], x[2], x[3]));
      case "trials" -> figures(SampleSize.trials(x[0], x[1], x[2], x[3]));
      case "two-tailed-power" -> figures(SampleSize.eitherTail(x[0], x[1], x[2], x[3]));
      default -> scores(function, arguments, x);
    };
  }

  private static double[] scores(String function, String pair, double[] x) {
    double[] first = SCORES[Math.max(0, Math.min(2, pair.charAt(0) - '1'))];
    double[] second = SCORES[pair.length() > 1 ? Math.clamp(pair.charAt(1) - '1', 0, 2) : 0];
    return switch (function) {
      case "welch" -> {
        WelchTest test = WelchTest.of(first, second);
        yield figures(test.t(), test.degreesOfFreedom(), test.p());
      }
      case "mann-whitney" -> {
        MannWhitneyTest test = MannWhitneyTest.of(first, second);
        yield figures(test.u(), test.p());
      }
      case "kruskal-wallis" -> {
        KruskalWallisTest test = KruskalWallisTest.of(List.of(SCORES));
        yield figures(test.h(), test.p());
      }
      case "kolmogorov-smirnov" -> {
        KolmogorovSmirnovTest test = KolmogorovSmirnovTest.of(first, second);
        yield figures(test.distance(), test.p());
      }
      case "brunner-munzel" -> {
        BrunnerMunzelTest test = BrunnerMunzelTest.of(first, second);
        yield figures(test.statistic(), test.p(), test.relativeEffect());
      }
      case "dirichlet" -> {
        int[] counts = Arrays.stream(x).mapToInt(count -> (int) count).toArray();
        DirichletMean mean = DirichletMean.of(RUBRIC, counts);
        yield figures(mean.mean(), mean.standardDeviation());
      }
      case "interquartile-mean" -> figures(InterquartileMean.of(x));
      default ->
          PValueAdjustment.valueOf(function.toUpperCase(java.util.Locale.ROOT).replace('-', '_'))
              .adjust(x);
    };
  }

  private static double[] figures(double... figures) {
    return figures;
  }

  private static double[] ends(Interval interval) {
    return figures(interval.low(), interval.high());
  }

  private static double[] rate(RateInterval method, double[] x) {
    return ends(method.of(new SuccessCount((int) x[0], (int) x[1]), x[2]));
  }

  private static BetaPosterior uniform(double[] x, int from) {
    return BetaPosterior.uniformPrior(new SuccessCount((int) x[from], (int) x[from + 1]));
  }

  private static TwoByTwo table(double[] x) {
    return TwoByTwo.of((int) x[0], (int) x[1], (int) x[2], (int) x[3]);
  }

  private static double[] posterior(BetaPosterior beta) {
    Interval equal = beta.equalTailed(.95);
    Interval dense = beta.highestDensity(.95);
    return figures(
        beta.mean(),
        beta.standardDeviation(),
        beta.median(),
        equal.low(),
        equal.high(),
        dense.low(),
        dense.high());
  }

  private static double[] fisher(FisherTest test) {
    return figures(test.twoSided(), test.less(), test.greater(), test.oddsRatio());
  }

  private static double[] barnard(BarnardTest test) {
    return figures(test.z(), test.less().value(), test.greater().value(), test.twoSided().value());
  }

  private static double[] boschloo(BoschlooTest test) {
    return figures(test.less().value(), test.greater().value(), test.twoSided());
  }
}
