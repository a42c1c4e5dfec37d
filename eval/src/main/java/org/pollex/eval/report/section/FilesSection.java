package org.pollex.eval.report.section;

import java.util.List;
import org.pollex.eval.report.markup.Element;

/** The files beside the page and the literature behind it. */
final class FilesSection implements Section {
  private static final List<String> REFERENCES =
      List.of(
          "Barnard, G. A. (1947). Significance tests for 2 × 2 tables. Biometrika 34, 123–138.",
          "Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits"
              + " illustrated in the case of the binomial. Biometrika 26, 404–413.",
          "Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian"
              + " Journal of Statistics 6, 65–70.",
          "Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete"
              + " observations. Journal of the American Statistical Association 53, 457–481.",
          "Newcombe, R. G. (1998). Interval estimation for the difference between independent"
              + " proportions: comparison of eleven methods. Statistics in Medicine 17, 873–890.",
          "Piepho, H.-P. (2004). An algorithm for a letter-based representation of all-pairwise"
              + " comparisons. Journal of Computational and Graphical Statistics 13, 456–466.");

  @Override
  public String title() {
    return "Files and references";
  }

  @Override
  public String id() {
    return "files";
  }

  @Override
  public void fill(Element section, PageParts parts) {
    section.add(
        Element.of("p")
            .text("Beside this page lie ")
            .add(Element.of("code").text("report.json"))
            .text(" (every number on it, in full precision), ")
            .add(Element.of("code").text("outcomes.csv"))
            .text(" (every rollout) and ")
            .add(Element.of("code").text("figures/"))
            .text(" (the figures as SVG)."));
    Element list = Element.of("ul").with("class", "references");
    REFERENCES.forEach(reference -> list.add(Element.of("li").text(reference)));
    section.add(list);
  }
}
