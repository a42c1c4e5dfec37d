package org.pollex.eval.report.section;

import org.pollex.eval.report.markup.Element;

/** The files beside the page and the literature behind it. */
final class FilesSection implements Section {
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
            .text("The trial’s folder holds, under ")
            .add(Element.of("code").text("report/"))
            .text(", besides this page: ")
            .add(Element.of("code").text("report.json"))
            .text(" (every number on it, in full precision), ")
            .add(Element.of("code").text("outcomes.csv"))
            .text(" and ")
            .add(Element.of("code").text("outcomes.jsonl"))
            .text(" (every rollout) and ")
            .add(Element.of("code").text("figures/"))
            .text(" (the figures as SVG)."));
    Element list = Element.of("ul").with("class", "references");
    Citations.references(parts.result().plan(), parts.study.comparison().settings().adjustment())
        .forEach(reference -> list.add(Element.of("li").text(reference)));
    section.add(list);
  }
}
