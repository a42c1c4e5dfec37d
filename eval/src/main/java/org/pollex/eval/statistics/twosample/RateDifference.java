package org.pollex.eval.statistics.twosample;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.special.Erf;
import org.pollex.eval.statistics.rate.Interval;
import org.pollex.eval.statistics.rate.RateInterval;
import org.pollex.eval.statistics.rate.SuccessCount;

/** Large-sample confidence intervals for the difference of two success rates, A minus B. */
public enum RateDifference {
  /** Newcombe (1998b, method 10): combines the two Wilson intervals. The recommended one. */
  NEWCOMBE("Newcombe") {
    @Override
    Interval compute(TwoByTwo table, double level) {
      Interval a = RateInterval.WILSON.of(table.a(), level);
      Interval b = RateInterval.WILSON.of(table.b(), level);
      double rateA = table.a().rate();
      double rateB = table.b().rate();
      double difference = rateA - rateB;
      return new Interval(
          difference - Math.hypot(rateA - a.low(), b.high() - rateB),
          difference + Math.hypot(a.high() - rateA, rateB - b.low()));
    }
  },

  /** The textbook interval; too short with few trials or extreme rates. */
  WALD("Wald") {
    @Override
    Interval compute(TwoByTwo table, double level) {
      return wald(table.a(), table.b(), 0, level);
    }
  },

  /** Agresti and Caffo (2000): Wald after one more success and failure in each sample. */
  AGRESTI_CAFFO("Agresti-Caffo") {
    @Override
    Interval compute(TwoByTwo table, double level) {
      return wald(table.a(), table.b(), 1, level);
    }
  },

  /** Miettinen and Nurminen (1985): inverts the score test. */
  SCORE("Miettinen-Nurminen score") {
    @Override
    Interval compute(TwoByTwo table, double level) {
      double critical = normalQuantile(level);
      double difference = table.rateDifference();
      return new Interval(
          scoreEnd(table, -1, difference, critical), scoreEnd(table, 1, difference, critical));
    }
  };

  private final String title;

  RateDifference(String title) {
    this.title = title;
  }

  abstract Interval compute(TwoByTwo table, double level);

  public Interval of(TwoByTwo table, double level) {
    table.requireTrials();
    return compute(table, level);
  }

  public String title() {
    return title;
  }

  private static Interval wald(SuccessCount a, SuccessCount b, int extra, double level) {
    double trialsA = a.trials() + 2 * extra;
    double trialsB = b.trials() + 2 * extra;
    double rateA = (a.successes() + extra) / trialsA;
    double rateB = (b.successes() + extra) / trialsB;
    double half =
        normalQuantile(level)
            * Math.sqrt(rateA * (1 - rateA) / trialsA + rateB * (1 - rateB) / trialsB);
    double difference = rateA - rateB;
    return new Interval(Math.max(-1, difference - half), Math.min(1, difference + half));
  }

  /** Bisects between the outer end (-1 or 1) and the observed difference. */
  private static double scoreEnd(TwoByTwo table, double outer, double inner, double critical) {
    double out = outer;
    double in = inner;
    for (int step = 0; step < 200 && out != in; step++) {
      double middle = (out + in) / 2;
      if (Math.abs(score(table, middle)) > critical) {
        out = middle;
      } else {
        in = middle;
      }
    }
    return in;
  }

  /**
   * Score statistic of the hypothesis pA - pB = difference, with the closed-form restricted maximum
   * likelihood estimate of Miettinen and Nurminen (1985, appendix I).
   */
  private static double score(TwoByTwo table, double difference) {
    double trialsA = table.a().trials();
    double trialsB = table.b().trials();
    double trials = trialsA + trialsB;
    double successes = table.successes();
    double successesB = table.b().successes();
    double l2 = (trialsA + 2 * trialsB) * difference - trials - successes;
    double l1 = (trialsB * difference - trials - 2 * successesB) * difference + successes;
    double l0 = successesB * difference * (1 - difference);
    double q = Math.pow(l2 / (3 * trials), 3) - l1 * l2 / (6 * trials * trials) + l0 / (2 * trials);
    double p =
        Math.copySign(
            Math.sqrt(Math.max(0, l2 * l2 / (9 * trials * trials) - l1 / (3 * trials))), q);
    double ratio = p == 0 ? 0 : Math.clamp(q / (p * p * p), -1, 1);
    double angle = (Math.PI + Math.acos(ratio)) / 3;
    double rateB = Math.clamp(2 * p * Math.cos(angle) - l2 / (3 * trials), 0, 1);
    double rateA = Math.clamp(rateB + difference, 0, 1);
    double variance = rateA * (1 - rateA) / trialsA + rateB * (1 - rateB) / trialsB;
    double gap = table.rateDifference() - difference;
    return gap == 0 ? 0 : gap / Math.sqrt(variance * trials / (trials - 1));
  }

  /** Two-sided p-value of the pooled z test. */
  public static double pooledZTest(TwoByTwo table) {
    table.requireTrials();
    return Erf.erfc(Math.abs(pooledZ(table)) / Math.sqrt(2));
  }

  /** The pooled z statistic, positive when A has the higher rate. */
  public static double pooledZ(TwoByTwo table) {
    return ScoreStatistic.of(
            table.a().successes(), table.a().trials(), table.b().successes(), table.b().trials())
        .z(table.a().trials(), table.b().trials());
  }

  /** Two-sided p-value of the chi-square test with Yates's continuity correction. */
  public static double yatesTest(TwoByTwo table) {
    table.requireTrials();
    double trials = table.trials();
    double successes = table.successes();
    double cross =
        Math.abs(
            (double) table.a().successes() * table.b().failures()
                - (double) table.b().successes() * table.a().failures());
    double corrected = Math.max(0, cross - trials / 2);
    double spread = successes * (trials - successes) * table.a().trials() * table.b().trials();
    double chiSquare = spread == 0 ? 0 : trials * corrected * corrected / spread;
    return Erf.erfc(Math.sqrt(chiSquare / 2));
  }

  private static double normalQuantile(double level) {
    return new NormalDistribution().inverseCumulativeProbability(0.5 + level / 2);
  }
}
