package org.pollex.eval.trial;

import java.util.Optional;
import java.util.function.Function;
import org.pollex.errors.CheckFailedException;
import org.pollex.eval.trial.result.OpenedTrial;
import org.pollex.eval.trial.result.ResultsFile;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.Manifest;
import org.pollex.eval.trial.verify.TrialVerifier;

/** Adds to a trial folder that was closed, and closes it again. */
public final class FinishedFolder {
  private FinishedFolder() {}

  /**
   * Lets an action write files into the folder and renews its manifest. A folder that is not intact
   * is not touched, so that a change is never covered up by a new manifest.
   *
   * @param action gets the trial as the check before it computed it
   */
  public static <T> T extend(TrialFolder folder, Function<OpenedTrial, T> action) {
    ResultsFile.require(folder);
    T answer = action.apply(requireIntact(folder).orElseThrow());
    Manifest.write(folder);
    return answer;
  }

  /** Refuses a folder in which anything is wrong. */
  static Optional<OpenedTrial> requireIntact(TrialFolder folder) {
    TrialVerifier.Recomputed found = TrialVerifier.recompute(folder.path());
    if (!found.verification().ok()) {
      throw new CheckFailedException(
          found.verification().verdict(), "See: pollex trial verify " + folder.path());
    }
    return found.opened();
  }
}
