package org.pollex.eval.statistics.survival;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hipparchus.special.Erf;

/**
 * Unweighted log-rank test (Mantel 1966) of equal time-to-success distributions of two policies.
 *
 * @param chiSquare test statistic with one degree of freedom
 * @param p two-sided p-value (large-sample); 1 where no comparison is possible
 */
public record LogRankTest(double chiSquare, double p) {

  public static LogRankTest of(List<EventTime> a, List<EventTime> b) {
    TreeMap<Double, int[]> inA = KaplanMeier.countByTime(a);
    TreeMap<Double, int[]> inB = KaplanMeier.countByTime(b);
    TreeSet<Double> times = new TreeSet<>(inA.keySet());
    times.addAll(inB.keySet());
    double excess = 0;
    double variance = 0;
    double riskA = a.size();
    double riskB = b.size();
    int[] none = new int[2];
    for (double time : times) {
      int[] atA = inA.getOrDefault(time, none);
      int[] atB = inB.getOrDefault(time, none);
      double risk = riskA + riskB;
      double events = atA[0] + atB[0];
      excess += atA[0] - events * riskA / risk;
      if (risk > 1) {
        variance += events * (risk - events) / (risk - 1) * (riskA / risk) * (riskB / risk);
      }
      riskA -= atA[0] + atA[1];
      riskB -= atB[0] + atB[1];
    }
    double chiSquare = variance == 0 ? 0 : excess * excess / variance;
    return new LogRankTest(chiSquare, Erf.erfc(Math.sqrt(chiSquare / 2)));
  }
}
