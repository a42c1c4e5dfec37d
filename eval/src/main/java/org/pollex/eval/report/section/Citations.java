package org.pollex.eval.report.section;

import java.util.ArrayList;
import java.util.List;
import org.pollex.eval.statistics.multiplicity.PValueAdjustment;
import org.pollex.eval.statistics.sequential.SequentialMethod;
import org.pollex.eval.trial.decide.DecisionRule;
import org.pollex.eval.trial.plan.TrialPlan;

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

  /** Names a sequential test. */
  static String method(SequentialMethod method) {
    return switch (method) {
      case LAI -> "Lai’s sequential test (1988) on discordant pairs, calibrated to its exact size";
      case LAI_PUBLISHED -> "Lai’s sequential test (1988) with the published costs";
      case SAVI -> "an anytime-valid e-process (Turner and Grünwald, 2023)";
      case STEP -> "the synthesised sequential test STEP (Snyder et al., 2025)";
      case BARNARD -> "Barnard’s exact test (1947) at five looks of an exactly calibrated level";
      case OPTIMAL ->
          "the truncated test that maximises correct decisions less the price of pairs under a"
              + " uniform prior, at exact size (linear program over backward inductions; Dantzig"
              + " and Wolfe, 1960)";
    };
  }

  private static List<String> references(SequentialMethod method) {
    return switch (method) {
      case LAI, LAI_PUBLISHED ->
          List.of(
              "Lai, T. L. (1988). Nearly optimal sequential tests of composite hypotheses. Annals"
                  + " of Statistics 16, 856–886.");
      case SAVI ->
          List.of(
              "Turner, R. J. and Grünwald, P. D. (2023). Exact anytime-valid confidence intervals"
                  + " for contingency tables and beyond. Statistics and Probability Letters 198,"
                  + " 109835.");
      case STEP ->
          List.of(
              "Snyder, D. et al. (2025). Is your imitation learning policy better than mine? Policy"
                  + " comparison with near-optimal stopping. Robotics: Science and Systems.");
      case BARNARD -> List.of();
      case OPTIMAL ->
          List.of(
              "Dantzig, G. B. and Wolfe, P. (1960). Decomposition principle for linear programs."
                  + " Operations Research 8, 101–111.");
    };
  }

  /** Returns what the methods cite, in the order of names. */
  static List<String> references(TrialPlan plan, PValueAdjustment adjustment) {
    List<String> references = new ArrayList<>(ALWAYS);
    if (plan.analysis().isSequential()) {
      references.addAll(references(DecisionRule.method(plan.analysis().test())));
    }
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
