package org.pollex.cli;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pollex.eval.statistics.rate.BetaPosterior;
import org.pollex.eval.statistics.rate.Interval;
import org.pollex.eval.statistics.rate.RateInterval;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.statistics.twosample.BarnardTest;
import org.pollex.eval.statistics.twosample.BoschlooTest;
import org.pollex.eval.statistics.twosample.FisherTest;

/** The figures that several {@code stats} verbs print, in the form of their JSON. */
final class StatsFigures {
  private StatsFigures() {}

  /**
   * Posterior of a success rate under a uniform prior.
   *
   * @param a first parameter of the Beta distribution
   * @param b second parameter
   * @param mean posterior mean
   * @param sd posterior standard deviation
   * @param median posterior median
   * @param equalTailed ends of the equal-tailed credible interval
   * @param hdi ends of the shortest credible interval
   */
  record Posterior(
      double a,
      double b,
      double mean,
      double sd,
      double median,
      List<Double> equalTailed,
      List<Double> hdi) {

    static Posterior of(BetaPosterior posterior, double level) {
      return new Posterior(
          posterior.a(),
          posterior.b(),
          posterior.mean(),
          posterior.standardDeviation(),
          posterior.median(),
          ends(posterior.equalTailed(level)),
          ends(posterior.highestDensity(level)));
    }
  }

  /** One-sided and two-sided p-values of Fisher's test; less means rate A below rate B. */
  record Fisher(double twoSided, double less, double greater, Double oddsRatio) {
    static Fisher of(FisherTest test) {
      return new Fisher(
          test.twoSided(), test.less(), test.greater(), StatsFigures.finite(test.oddsRatio()));
    }
  }

  /** Barnard's test with the common rates at which its p-values are taken. */
  record Barnard(
      double z,
      double twoSided,
      double less,
      double greater,
      double twoSidedNuisance,
      double lessNuisance,
      double greaterNuisance) {

    static Barnard of(BarnardTest test) {
      return new Barnard(
          test.z(),
          test.twoSided().value(),
          test.less().value(),
          test.greater().value(),
          test.twoSided().nuisance(),
          test.less().nuisance(),
          test.greater().nuisance());
    }
  }

  /** Boschloo's test with the common rates at which its p-values are taken. */
  record Boschloo(
      double twoSided, double less, double greater, double lessNuisance, double greaterNuisance) {

    static Boschloo of(BoschlooTest test) {
      return new Boschloo(
          test.twoSided(),
          test.less().value(),
          test.greater().value(),
          test.less().nuisance(),
          test.greater().nuisance());
    }
  }

  /** Every confidence interval of one success rate, by method name in lower case. */
  static Map<String, List<Double>> intervals(SuccessCount count, double level) {
    Map<String, List<Double>> intervals = new LinkedHashMap<>();
    for (RateInterval method : RateInterval.values()) {
      intervals.put(method.name().toLowerCase(Locale.ROOT), ends(method.of(count, level)));
    }
    return intervals;
  }

  static List<Double> ends(Interval interval) {
    return List.of(interval.low(), interval.high());
  }

  /** JSON has no infinite and undefined numbers: null instead. */
  static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** A success rate for people, such as 82.0 %. */
  static String percent(double rate) {
    return Double.isNaN(rate) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * rate);
  }

  /** Heading of a column of Clopper-Pearson intervals, such as 95 % interval. */
  static String intervalTitle(double level) {
    return new BigDecimal(Double.toString(level))
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString()
        + " % interval";
  }

  static String percents(List<Double> ends) {
    return String.format(Locale.ROOT, "%.1f to %.1f %%", 100 * ends.get(0), 100 * ends.get(1));
  }

  /** A p-value for people. */
  static String p(double p) {
    return String.format(Locale.ROOT, p < 0.001 ? "%.1e" : "%.4f", p);
  }
}
