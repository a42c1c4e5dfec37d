package org.pollex.eval.report.figure;

import java.util.List;
import org.pollex.eval.report.figure.Canvas.Anchor;
import org.pollex.eval.report.summary.FailureFigures;
import org.pollex.eval.report.summary.FailureFigures.Stage;
import org.pollex.eval.report.summary.NumberText;

/** Where rollouts failed: one bar a policy, as wide as all its rollouts, split by stage. */
public final class FailurePanel {
  private static final double WIDTH = 360;
  private static final double ROW = 36;
  private static final double TOP = 18;
  private static final int TINTS = 7;

  private FailurePanel() {}

  /**
   * Draws the bars.
   *
   * @param stages all stages, most frequent first; fixes their tints
   */
  public static Panel bars(List<FailureFigures> policies, List<String> stages) {
    Canvas canvas = new Canvas();
    double height = TOP + policies.size() * ROW + 22;
    Scale x = new Scale(0, 1, 0, WIDTH);
    canvas.text("title", 0, 10, Anchor.START, "Share of rollouts");
    double y = TOP;
    for (FailureFigures policy : policies) {
      bar(canvas, policy, stages, x, y);
      y += ROW;
    }
    for (int percent = 0; percent <= 100; percent += 25) {
      Anchor anchor = percent == 0 ? Anchor.START : percent == 100 ? Anchor.END : Anchor.MIDDLE;
      canvas.text("tick", x.at(percent / 100.0), height - 5, anchor, percent + "\u202F%");
    }
    return canvas.panel(WIDTH, height, "Failures by stage; the table has the counts.");
  }

  private static void bar(
      Canvas canvas, FailureFigures policy, List<String> stages, Scale x, double y) {
    canvas.name("label light", 0, y + 13, WIDTH - 100, 11.5, policy.policy());
    int failures = policy.rollouts() - policy.successes();
    canvas.text("value", WIDTH, y + 13, Anchor.END, NumberText.count(failures) + " failed");
    double top = y + 18;
    double left = 0;
    for (String name : stages) {
      int count =
          policy.stages().stream()
              .filter(stage -> stage.stage().equals(name))
              .mapToInt(Stage::count)
              .sum();
      if (count > 0) {
        double right = left + (double) count / policy.rollouts();
        canvas.rect(
            "bar " + tint(stages.indexOf(name)), x.at(left), top, x.at(right) - x.at(left), 12);
        left = right;
      }
    }
    canvas.rect("bar solved", x.at(left), top, x.at(1) - x.at(left), 12);
  }

  /** Draws the key of the tints. */
  public static Panel key(List<String> stages) {
    Canvas canvas = new Canvas();
    canvas.text("title", 0, 10, Anchor.START, "Stage that failed");
    double y = TOP + 6;
    for (int i = 0; i < stages.size(); i++) {
      canvas.rect("bar " + tint(i), 0, y, 14, 10);
      canvas.name("tick strong", 22, y + 9, WIDTH - 24, 10.5, stages.get(i));
      y += 18;
    }
    canvas.rect("bar solved", 0, y, 14, 10);
    canvas.text("tick strong", 22, y + 9, Anchor.START, "solved");
    return canvas.panel(WIDTH, y + 20, "Key: " + String.join(", ", stages) + ", solved.");
  }

  /** All stages past the last tint share it. */
  private static String tint(int index) {
    return "t" + Math.min(index + 1, TINTS);
  }
}
