package org.pollex.eval.report.section;

import java.util.ArrayList;
import java.util.List;
import org.pollex.eval.statistics.multiplicity.PValueAdjustment;

/** The literature behind the statistics of a report. */
final class Citations {
  private static final List<String> ALWAYS =
      List.of(
          "Barnard, G. A. (1947). Significance tests for 2 × 2 tables. Biometrika 34, 123–138.",
          "Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits"
              + " illustrated in the case of the binomial. Biometrika 26, 404–413.",
          "Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete"
              + " observations. Journal of the American Statistical Association 53, 457–481.",
          "Newcombe, R. G. (1998). Interval estimation for the difference between independent"
              + " proportions: comparison of eleven methods. Statistics in Medicine 17, 873–890.",
          "Piepho, H.-P. (2004). An algorithm for a letter-based representation of all-pairwise"
              + " comparisons. Journal of Computational and Graphical Statistics 13, 456–466.");

  private Citations() {}

  /** Names the correction over the pairs of a family. */
  static String method(PValueAdjustment adjustment) {
    return switch (adjustment) {
      case HOLM -> "Holm’s method (1979)";
      case HOMMEL -> "Hommel’s method (1988)";
      case BONFERRONI -> "Bonferroni’s method (Dunn, 1961)";
      case SIDAK -> "Šidák’s method (1967)";
      case BENJAMINI_HOCHBERG -> "Benjamini and Hochberg’s method (1995)";
    };
  }

  /** Returns what the methods cite, in the order of names. */
  static List<String> references(PValueAdjustment adjustment) {
    List<String> references = new ArrayList<>(ALWAYS);
    references.add(
        switch (adjustment) {
          case HOLM ->
              "Holm, S. (1979). A simple sequentially rejective multiple test procedure."
                  + " Scandinavian Journal of Statistics 6, 65–70.";
          case HOMMEL ->
              "Hommel, G. (1988). A stagewise rejective multiple test procedure based on a modified"
                  + " Bonferroni test. Biometrika 75, 383–386.";
          case BONFERRONI ->
              "Dunn, O. J. (1961). Multiple comparisons among means. Journal of the American"
                  + " Statistical Association 56, 52–64.";
          case SIDAK ->
              "Šidák, Z. (1967). Rectangular confidence regions for the means of multivariate normal"
                  + " distributions. Journal of the American Statistical Association 62, 626–633.";
          case BENJAMINI_HOCHBERG ->
              "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal"
                  + " of the Royal Statistical Society B 57, 289–300.";
        });
    return references.stream().sorted().toList();
  }
}
