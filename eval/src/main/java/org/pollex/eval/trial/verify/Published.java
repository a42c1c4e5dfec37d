package org.pollex.eval.trial.verify;

import java.util.Optional;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.Sha256;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * What a lab made known outside the folder.
 *
 * @param root root hash of the seal, published before the run
 * @param closing {@linkplain #closing closing hash}, published when the trial was unsealed
 */
public record Published(Optional<String> root, Optional<String> closing) {
  /** Nothing is known. */
  public static final Published NOTHING = new Published(Optional.empty(), Optional.empty());

  /**
   * One hash over all that an unsealed trial rests on: the opened plan and the heads of the chains
   * of outcomes, unused outcomes, traces and times. Reports and amendments that come later do not
   * change it.
   */
  public static String closing(TrialFolder folder) {
    return CanonicalJson.digest(
        java.util.List.of(
            "pollex trial closing 1",
            folder.header().root(),
            Sha256.hex(folder.file(TrialFolder.OPENED)),
            head(folder, TrialFolder.OUTCOMES),
            head(folder, TrialFolder.UNUSED),
            head(folder, TrialFolder.TRACES),
            head(folder, TrialFolder.TIMING)));
  }

  private static String head(TrialFolder folder, String journal) {
    return folder.has(journal) ? JournalVerification.of(folder.file(journal)).head().hex() : "";
  }
}
