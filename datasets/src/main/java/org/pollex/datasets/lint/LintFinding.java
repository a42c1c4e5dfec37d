package org.pollex.datasets.lint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * A defect, and what speaks for it.
 *
 * @param kind what is wrong, for example {@code quaternion_order}
 * @param severity {@code error} where training would learn something wrong, else {@code warning}
 * @param episode position of the episode in the file, from 0
 * @param step the first step that it shows at; 0 where it concerns the whole episode
 * @param stream the stream that shows it
 * @param evidence the number that speaks for it; {@code text} says what it is
 * @param confidence 0 to 1; where the evidence is compared with a limit, 1 − limit / (2 · evidence)
 * @param text what was found, one sentence
 * @param fix what to do about it
 * @param repair how {@code --fix} corrects it; empty where that is for a person to decide
 */
public record LintFinding(
    String kind,
    String severity,
    int episode,
    int step,
    String stream,
    double evidence,
    double confidence,
    String text,
    String fix,
    @JsonIgnore Optional<Repair> repair) {
  /** Severity of what must not be trained on. */
  public static final String ERROR = "error";

  /** Severity of what may be meant that way. */
  public static final String WARNING = "warning";

  /** Confidence of evidence that lies beyond a limit. */
  static double beyond(double limit, double evidence) {
    return 1 - 0.5 * Math.min(1, limit / evidence);
  }

  /** Returns true if {@code --fix} corrects it. */
  public boolean fixable() {
    return repair.isPresent();
  }
}
