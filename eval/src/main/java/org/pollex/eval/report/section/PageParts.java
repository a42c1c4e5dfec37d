package org.pollex.eval.report.section;

import java.util.ArrayList;
import java.util.List;
import org.pollex.eval.report.figure.Figure;
import org.pollex.eval.report.figure.PolicyColours;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Markup;
import org.pollex.eval.report.summary.Numbers;
import org.pollex.eval.report.summary.Study;
import org.pollex.eval.report.summary.Summary;
import org.pollex.eval.trial.result.TestedPolicy;
import org.pollex.eval.trial.result.TrialResult;

/** What the sections share: the data, their numbers, and the counters of figures and tables. */
final class PageParts {
  /** Names longer than this may break over lines in tables. */
  private static final int LONG_NAME = 24;

  final Study study;
  final Summary summary;
  final Numbers numbers;
  final PolicyColours colours;
  private final List<Figure> figures = new ArrayList<>();
  private final StringBuilder rules = new StringBuilder();
  private int tables;

  PageParts(Study study, Summary summary, Numbers numbers) {
    this.study = study;
    this.summary = summary;
    this.numbers = numbers;
    this.colours = new PolicyColours(policies());
  }

  /** Returns the policies in the plan's order. */
  List<String> policies() {
    return result().policies().stream().map(TestedPolicy::name).toList();
  }

  /** Returns the opened trial. */
  TrialResult result() {
    return study.result();
  }

  /** Numbers a figure, keeps it for export and returns it for the page. */
  Element figure(Figure figure) {
    figures.add(figure);
    return figure.inline(figures.size());
  }

  /** Returns a new, numbered table. */
  Table table(String caption, Markup... rest) {
    tables++;
    return new Table(tables, caption, List.of(rest));
  }

  /** Adds rules to the page's style sheet. */
  void rules(String css) {
    rules.append(css).append('\n');
  }

  List<Figure> figures() {
    return figures;
  }

  String rules() {
    return rules.toString();
  }

  /** Returns the name of a policy with its colour beside it. */
  Element policy(String name) {
    Element dot =
        Element.of("svg")
            .with("class", "key")
            .with("viewBox", "0 0 10 10")
            .with("aria-hidden", "true")
            .add(
                Element.of("circle")
                    .with("class", colours.fill(name))
                    .with("cx", 5)
                    .with("cy", 5)
                    .with("r", 4.2));
    return Element.of("span")
        .with("class", "name")
        .add(
            dot,
            Element.of("bdi")
                .with("class", name.length() > LONG_NAME ? "long" : "short")
                .text(name));
  }
}
