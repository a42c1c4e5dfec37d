package org.pollex.eval.report.section;

import java.util.ArrayList;
import java.util.List;
import org.pollex.eval.report.figure.Figure;
import org.pollex.eval.report.figure.PairPanel;
import org.pollex.eval.report.figure.Panel;
import org.pollex.eval.report.figure.RatePanel;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Markup;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.report.summary.Answer;
import org.pollex.eval.report.summary.NumberText;

/** The answer: which policy is better, how sure, and the pooled figures behind it. */
final class AnswerSection implements Section {
  /** A warning for every task would hide the answer. */
  private static final int SHOWN = 2;

  @Override
  public String title() {
    return "Answer";
  }

  @Override
  public String id() {
    return "answer";
  }

  @Override
  public void fill(Element section, PageParts parts) {
    Answer answer = new Answer(parts.summary, parts.numbers);
    Element box = Element.of("div").with("class", "answer");
    box.add(answer.headline(), answer.evidence()).addAll(answer.privileged());
    section.add(box).addAll(notices(parts)).add(parts.figure(figure(parts)));
    section.add(table(parts));
  }

  private static List<Element> notices(PageParts parts) {
    List<Element> notices = new ArrayList<>();
    var trial = parts.summary.trial();
    if (trial.provesLittle()) {
      notices.add(
          notice("This trial is small and proves little.")
              .text(" It shows that everything works. With ")
              .add(parts.numbers.count("/trial/rollouts_per_cell"))
              .text(" rollouts of each policy in each task, only differences of about ")
              .add(parts.numbers.percentage("/trial/detectable_pooled"))
              .text(" points or more are likely to show at all."));
    }
    if (trial.spared() > 0) {
      notices.add(
          notice("This trial stopped early, as it was sealed.")
              .text(" ")
              .add(parts.numbers.count("/trial/spared"))
              .text(" of at most ")
              .add(parts.numbers.count("/trial/planned"))
              .text(" rollouts were not needed."));
    }
    if (trial.missing() > 0) {
      notices.add(
          notice("This trial is incomplete.")
              .text(" ")
              .add(parts.numbers.count("/trial/missing"))
              .text(" of ")
              .add(parts.numbers.count("/trial/planned"))
              .text(" planned rollouts have no outcome. Nothing was filled in for them, and ")
              .text("whether they are missing by chance is not known."));
    }
    List<String> warnings = parts.summary.warnings();
    if (!warnings.isEmpty()) {
      Element list = Element.of("ul");
      warnings.stream().limit(SHOWN).forEach(warning -> list.add(Element.of("li").text(warning)));
      if (warnings.size() > SHOWN) {
        String rest = "and " + (warnings.size() - SHOWN) + " more like these, in report.json";
        list.add(Element.of("li").text(rest));
      }
      notices.add(notice("Read with care.").add(list));
    }
    return notices;
  }

  private static Element notice(String lead) {
    return Element.of("div")
        .with("class", "notice")
        .with("role", "note")
        .add(Element.of("b").text(lead));
  }

  private static Figure figure(PageParts parts) {
    List<Panel> panels = new ArrayList<>();
    panels.add(RatePanel.of(parts.summary.pooled(), parts.colours));
    List<Markup> caption = new ArrayList<>();
    String level = NumberText.level(parts.summary.trial().level());
    caption.add(
        new Text(
            "Success rates pooled over tasks: the observed rate (dot), its exact "
                + level
                + " interval (line) and the posterior density under a uniform prior (shape). "
                + "Policies that share a letter are not separated."));
    if (!parts.summary.pooled().pairs().isEmpty()) {
      panels.add(PairPanel.of(parts.summary.pooled()));
      int shown = PairPanel.shown(parts.summary.pooled()).size();
      boolean all = shown == parts.summary.pooled().pairs().size();
      caption.add(
          new Text(
              " Right or below: differences between "
                  + (all ? "all pairs" : "the first policy and the others")
                  + " with their "
                  + level
                  + " intervals; a filled dot is a difference that the corrected test shows."));
    }
    return new Figure("figure-success", Figure.Layout.PAIR, panels, caption);
  }

  private static Element table(PageParts parts) {
    String level = NumberText.level(parts.summary.trial().level());
    Table table =
        parts
            .table("Success over all tasks, best first.")
            .column("Policy")
            .numeric("solved")
            .numeric("of")
            .numeric("rate, %")
            .numeric(level + " exact, %")
            .numeric("posterior mean, %")
            .column("letters");
    var policies = parts.summary.pooled().policies();
    for (int i = 0; i < policies.size(); i++) {
      String at = "/pooled/policies/" + i;
      table
          .row(parts.policy(policies.get(i).policy()))
          .number(parts.numbers.count(at + "/successes"))
          .number(parts.numbers.count(at + "/trials"))
          .number(parts.numbers.percentage(at + "/rate"))
          .number(
              parts.numbers.percentage(at + "/low"),
              new Text("–"),
              parts.numbers.percentage(at + "/high"))
          .number(parts.numbers.percentage(at + "/posterior_mean"))
          .cell(Element.of("b").text(policies.get(i).letters()));
    }
    return table.element();
  }
}
