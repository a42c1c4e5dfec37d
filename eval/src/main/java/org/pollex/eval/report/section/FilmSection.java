package org.pollex.eval.report.section;

import java.util.ArrayList;
import java.util.List;
import org.pollex.eval.report.figure.Figure;
import org.pollex.eval.report.figure.FilmPanel;
import org.pollex.eval.report.figure.Panel;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Text;
import org.pollex.eval.trial.result.FilmStrip;
import org.pollex.eval.trial.result.TrialOutcome;

/** A few rollouts to look at. */
final class FilmSection implements Section {
  /** More strips than this would make the page heavy and show nothing new. */
  private static final int MOST = 40;

  @Override
  public String title() {
    return "Rollouts to look at";
  }

  @Override
  public String id() {
    return "rollouts";
  }

  @Override
  public boolean present(PageParts parts) {
    return parts.result().filmStrips().stream()
        .anyMatch(strip -> !strip.path().isEmpty() || !strip.cloud().isEmpty());
  }

  @Override
  public void fill(Element section, PageParts parts) {
    List<Panel> panels = new ArrayList<>();
    StringBuilder animation = new StringBuilder();
    for (FilmStrip strip : parts.result().filmStrips().stream().limit(MOST).toList()) {
      FilmPanel panel =
          new FilmPanel(strip, outcome(parts, strip), parts.study.frames().of(strip.index()));
      panels.add(panel.panel(parts.colours));
      animation.append(panel.animation());
    }
    if (!animation.isEmpty()) {
      parts.rules("@media screen and (prefers-reduced-motion:no-preference){" + animation + "}");
      section.add(
          Element.of("input").with("type", "checkbox").with("id", "still").with("class", "switch"),
          Element.of("label").with("for", "still").with("class", "switch").text("Stop the motion"));
    }
    section.add(
        parts.figure(
            new Figure(
                "figure-rollouts",
                Figure.Layout.PAIR,
                panels,
                List.of(
                    new Text(
                        "Some rollouts, as pictures where the trial kept them, else as drawings. In"
                            + " these, points are what the declared camera saw at the start: the"
                            + " target object dark, a goal fixture lighter. A cross marks a goal"
                            + " point. The line is the end-effector’s path so far; its marker is"
                            + " filled while the gripper is closed.")))));
  }

  private static TrialOutcome outcome(PageParts parts, FilmStrip strip) {
    return parts.result().outcomes().stream()
        .filter(outcome -> outcome.index() == strip.index())
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("given a film strip of trial " + strip.index()));
  }
}
