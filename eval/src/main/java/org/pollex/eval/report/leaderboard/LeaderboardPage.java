package org.pollex.eval.report.leaderboard;

import java.util.List;
import org.pollex.eval.report.figure.Theme;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.StyleSheet;
import org.pollex.eval.report.summary.NumberText;
import org.pollex.eval.statistics.rate.SuccessCount;

/** The leaderboard as a page that loads nothing and runs nothing. */
public final class LeaderboardPage {
  private LeaderboardPage() {}

  /** Returns the whole page. */
  public static String of(Leaderboard board) {
    StyleSheet style = Theme.page("");
    Element main = Element.of("main").with("id", "main");
    main.add(
        Element.of("header")
            .add(
                Element.of("p", "overline", "Leaderboard"),
                Element.of("h1").text(board.trials().size() + " trials merged"),
                Element.of("p", "meta", meta(board))));
    board.notes().forEach(note -> main.add(Element.of("div", "notice", note)));
    main.add(Element.of("h2").text("Policies"), policies(board));
    main.add(Element.of("h2").text("Pairs that met"), pairs(board));
    main.add(Element.of("h2").text("Trials"), trials(board));
    Element head =
        Element.of("head")
            .add(
                Element.of("meta").with("charset", "utf-8"),
                style.contentSecurityPolicy(),
                Element.of("meta")
                    .with("name", "viewport")
                    .with("content", "width=device-width, initial-scale=1"),
                Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
                Element.of("title").text("Leaderboard"),
                style);
    Element html = Element.of("html").with("lang", "en").add(head, Element.of("body").add(main));
    return "<!DOCTYPE html>\n" + html.markup() + "\n";
  }

  private static String meta(Leaderboard board) {
    return "Policies are compared only where they met in the same trial and task; exact conditional"
        + " test within these, corrected by Holm’s method at "
        + NumberText.level(board.alpha())
        + ".";
  }

  private static Element policies(Leaderboard board) {
    Element head = row("th", "Policy", "advantage, points", "solved", "of", "letters");
    board.trials().forEach(trial -> head.add(Element.of("th").text(trial.name())));
    Element body = Element.of("tbody");
    for (Leaderboard.Row policy : board.policies()) {
      Element line =
          row(
              "td",
              policy.policy(),
              NumberText.points(policy.advantage()),
              NumberText.count(policy.successes()),
              NumberText.count(policy.rollouts()),
              policy.letters());
      for (Leaderboard.Trial trial : board.trials()) {
        SuccessCount count = policy.byTrial().get(trial.name());
        line.add(
            Element.of("td").text(count == null ? "–" : count.successes() + "/" + count.trials()));
      }
      body.add(line);
    }
    return table(
        "Advantage: mean, over the trials and tasks of a policy, of its success rate less the mean"
            + " rate of all policies there.",
        head,
        body);
  }

  private static Element pairs(Leaderboard board) {
    Element body = Element.of("tbody");
    for (Leaderboard.Pair pair : board.pairs()) {
      body.add(
          row(
              "td",
              pair.a(),
              pair.b(),
              Integer.toString(pair.strata()),
              NumberText.points(pair.difference()),
              NumberText.p(pair.p()),
              NumberText.p(pair.adjustedP()),
              pair.separated() ? "yes" : "no"));
    }
    return table(
        "Mean difference of rates over the trials and tasks in which both took part.",
        row("th", "A", "B", "met in", "A − B, points", "p", "p, corrected", "separated"),
        body);
  }

  private static Element trials(Leaderboard board) {
    Element body = Element.of("tbody");
    for (Leaderboard.Trial trial : board.trials()) {
      body.add(
          row(
              "td",
              trial.name(),
              Integer.toString(trial.policies()),
              Integer.toString(trial.tasks()),
              NumberText.count(trial.rollouts()),
              trial.root()));
    }
    return table(
        "What was merged.", row("th", "Trial", "policies", "tasks", "rollouts", "root"), body);
  }

  private static Element row(String cell, String... texts) {
    Element row = Element.of("tr");
    List.of(texts).forEach(text -> row.add(Element.of(cell).text(text)));
    return row;
  }

  private static Element table(String caption, Element head, Element body) {
    return Element.of("div")
        .with("class", "scroll")
        .add(
            Element.of("table")
                .add(Element.of("caption").text(caption), Element.of("thead").add(head), body));
  }
}
