package org.pollex.mujoco;

import java.util.Locale;
import org.pollex.errors.PollexException;

/** A world was refused a step because its contacts fill its working memory; exit code 1. */
public final class MjMemoryException extends PollexException {
  private static final long serialVersionUID = 1L;

  MjMemoryException(double use, long bytes) {
    super(
        1,
        String.format(
            Locale.ROOT,
            "this world's contacts fill its working memory (%.0f %% of %,d bytes)",
            100 * use,
            bytes),
        "Give the model a larger <size memory>, or reset the world.",
        null);
  }
}
