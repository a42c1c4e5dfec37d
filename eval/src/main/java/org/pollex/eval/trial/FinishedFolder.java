package org.pollex.eval.trial;

import java.util.Optional;
import java.util.function.Supplier;
import org.pollex.errors.CheckFailedException;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.Manifest;
import org.pollex.eval.trial.verify.TrialVerifier;
import org.pollex.eval.trial.verify.Verification;

/** Adds to a trial folder that was closed, and closes it again. */
public final class FinishedFolder {
  private FinishedFolder() {}

  /**
   * Lets an action write files into the folder and renews its manifest. A folder that is not intact
   * is not touched, so that a change is never covered up by a new manifest.
   */
  public static <T> T extend(TrialFolder folder, Supplier<T> action) {
    requireIntact(folder);
    T answer = action.get();
    Manifest.write(folder);
    return answer;
  }

  /** Refuses a folder in which anything is wrong. */
  static void requireIntact(TrialFolder folder) {
    Verification verification = TrialVerifier.verify(folder.path(), Optional.empty());
    if (!verification.ok()) {
      throw new CheckFailedException(
          verification.verdict(), "See: pollex trial verify " + folder.path());
    }
  }
}
