package org.pollex.eval.report.figure;

import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.pollex.eval.report.figure.Canvas.Anchor;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Path;
import org.pollex.eval.report.summary.NumberText;
import org.pollex.eval.trial.result.FilmStrip;
import org.pollex.eval.trial.result.TrialOutcome;

/**
 * A rollout as a strip of four frames: the cloud of the first observation and the end-effector's
 * path so far. In the last frame a marker runs along the whole path.
 */
public final class FilmPanel {
  private static final double WIDTH = 360;
  private static final double FRAME = 84;
  private static final double GAP = 8;
  private static final double TOP = 34;
  private static final int FRAMES = 4;

  /** Points drawn of each class; more say no more at this size. */
  private static final int POINTS = 200;

  /** Points drawn of the path in one frame. */
  private static final int PATH_POINTS = 80;

  private static final int KEY_FRAMES = 40;

  /** Openings that differ by less than this share are the same opening. */
  private static final double JITTER = 0.2;

  /** A shorter loop would flicker. */
  private static final double SHORTEST_LOOP = 2;

  private final FilmStrip strip;
  private final TrialOutcome outcome;
  private final String id;
  private final View view;
  private final List<byte[]> pictures;

  /**
   * Prepares the drawing of one strip.
   *
   * @param pictures of the rollout, as PNG files; without any, the scene is drawn
   */
  public FilmPanel(FilmStrip strip, TrialOutcome outcome, List<byte[]> pictures) {
    this.pictures = List.copyOf(pictures);
    this.strip = strip;
    this.outcome = outcome;
    this.id = "film-" + outcome.index();
    this.view = View.of(strip, FRAME);
  }

  /** Draws the strip. */
  public Panel panel(PolicyColours colours) {
    Canvas canvas = new Canvas();
    canvas.circle("dot " + colours.fill(outcome.policy()), 5, 7, 4);
    canvas.name("label", 14, 11, 150, 12, outcome.policy());
    canvas.text("value", WIDTH, 11, Anchor.END, ending());
    canvas.name("tick", 14, 25, WIDTH - 90, 10, outcome.task());
    canvas.text("tick", WIDTH, 25, Anchor.END, "rollout " + NumberText.count(outcome.index() + 1));
    for (int frame = 0; frame < FRAMES; frame++) {
      double share = (double) frame / (FRAMES - 1);
      double x = frame * (FRAME + GAP);
      canvas.add(
          Element.of("svg")
              .with("x", x)
              .with("y", TOP)
              .with("width", FRAME)
              .with("height", FRAME)
              .with("viewBox", "0 0 84 84")
              .add(pictures.isEmpty() ? frame(share, frame, colours) : picture(share)));
      canvas.rect("frame", x, TOP, FRAME, FRAME);
      String time = AxisText.number(share * outcome.seconds()) + "\u202Fs";
      canvas.text("tick small", x + FRAME / 2, TOP + FRAME + 12, Anchor.MIDDLE, time);
    }
    return canvas.panel(
        WIDTH, TOP + FRAME + 16, outcome.policy() + ", " + outcome.task() + ": " + ending());
  }

  private Element picture(double share) {
    byte[] png = pictures.get((int) Math.round(share * (pictures.size() - 1)));
    return Element.of("image")
        .with("width", FRAME)
        .with("height", FRAME)
        .with("preserveAspectRatio", "xMidYMid slice")
        .with("href", "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
  }

  /** Returns the rules that make the marker run at the robot's pace. */
  public String animation() {
    int last = strip.path().size() - 1;
    if (last < 1 || !pictures.isEmpty()) {
      return "";
    }
    float[] end = strip.path().getLast();
    StringBuilder css = new StringBuilder("@keyframes ").append(id).append('{');
    int frames = Math.min(KEY_FRAMES, last);
    for (int i = 0; i <= frames; i++) {
      float[] at = strip.path().get(Math.round((float) i * last / frames));
      css.append(tenths(90.0 * i / frames))
          .append("%{transform:translate(")
          .append(tenths(view.x(at) - view.x(end)))
          .append("px,")
          .append(tenths(view.y(at) - view.y(end)))
          .append("px)}");
    }
    return css.append("}.")
        .append(id)
        .append("{animation:")
        .append(id)
        .append(' ')
        .append(tenths(Math.max(SHORTEST_LOOP, last * strip.pathSeconds() / 0.9)))
        .append("s linear infinite}")
        .toString();
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  private String ending() {
    if (outcome.success()) {
      return "solved in " + NumberText.seconds(outcome.seconds());
    }
    return outcome.stage().isBlank() ? "failed" : "failed: " + Labels.fit(outcome.stage(), 90, 11);
  }

  private Element frame(double share, int frame, PolicyColours colours) {
    Element group = Element.of("g");
    if (frame == 0) {
      group.add(scene());
    } else {
      group.add(Element.of("use").with("href", "#" + id + "-scene"));
    }
    int last = strip.path().size() - 1;
    if (last < 1) {
      return group;
    }
    int end = (int) Math.round(share * last);
    int every = Math.max(1, last / PATH_POINTS);
    Path path = new Path();
    for (int i = 0; i < end; i += every) {
      path.to(view.x(strip.path().get(i)), view.y(strip.path().get(i)));
    }
    path.to(view.x(strip.path().get(end)), view.y(strip.path().get(end)));
    group.add(path.element("trail " + colours.stroke(outcome.policy())));
    return group.add(hand(end, frame == FRAMES - 1, colours));
  }

  /** What the camera saw at the start, and the goal point if there is one. */
  private Element scene() {
    Element group = Element.of("g").with("id", id + "-scene");
    for (int label : List.of(2, 1, 3)) {
      List<float[]> points =
          IntStream.range(0, strip.cloud().size())
              .filter(i -> strip.labels().get(i) == label)
              .mapToObj(strip.cloud()::get)
              .filter(view::shows)
              .toList();
      Path dots = new Path();
      int drawn = Math.min(POINTS, points.size());
      for (int i = 0; i < drawn; i++) {
        float[] point = points.get((int) ((long) i * points.size() / drawn));
        dots.moveTo(view.x(point), view.y(point)).lineTo(view.x(point), view.y(point));
      }
      if (drawn > 0) {
        group.add(dots.element("cloud cloud-" + label));
      }
    }
    if (strip.goal().size() == 3) {
      float[] goal = {strip.goal().get(0), strip.goal().get(1), strip.goal().get(2)};
      if (view.shows(goal)) {
        double x = view.x(goal);
        double y = view.y(goal);
        group.add(
            new Path()
                .moveTo(x - 3, y)
                .lineTo(x + 3, y)
                .moveTo(x, y - 3)
                .lineTo(x, y + 3)
                .element("goal"));
      }
    }
    return group;
  }

  /** The end-effector: an open ring where the gripper is open, a full one where it is closed. */
  private Element hand(int sample, boolean moving, PolicyColours colours) {
    float[] at = strip.path().get(sample);
    String style = "hand " + colours.stroke(outcome.policy());
    style += closed(sample) ? " " + colours.fill(outcome.policy()) : " open";
    return Element.of("circle")
        .with("class", moving ? style + " run " + id : style)
        .with("cx", view.x(at))
        .with("cy", view.y(at))
        .with("r", 3.2);
  }

  /** Closed means nearer to the narrowest than to the widest opening of the rollout. */
  private boolean closed(int sample) {
    if (strip.gripper().size() != strip.path().size()) {
      return false;
    }
    double narrow = strip.gripper().stream().mapToDouble(Float::doubleValue).min().orElse(0);
    double wide = strip.gripper().stream().mapToDouble(Float::doubleValue).max().orElse(0);
    boolean moved = wide - narrow > JITTER * Math.abs(wide);
    return moved && strip.gripper().get(sample) < (narrow + wide) / 2;
  }
}
