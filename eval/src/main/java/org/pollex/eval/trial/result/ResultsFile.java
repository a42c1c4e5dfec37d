package org.pollex.eval.trial.result;

import java.nio.file.Path;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * {@code results.json}: the opened trial with its analysis.
 *
 * @param format version of the file's format
 * @param result the opened trial
 * @param analysis the sealed analysis
 */
public record ResultsFile(String format, TrialResult result, AnalysisSummary analysis) {
  /** The format that this version writes. */
  public static final String FORMAT = "pollex trial results 1";

  /** Joins a result with its analysis. */
  public static ResultsFile of(TrialResult result, SealedAnalysis analysis) {
    return new ResultsFile(FORMAT, result, AnalysisSummary.of(result, analysis));
  }

  /** Refuses a trial that is not unsealed. */
  public static void require(TrialFolder trial) {
    if (!trial.has(TrialFolder.RESULTS)) {
      throw new BadInputException(
          "the trial in " + trial.path() + " is not unsealed",
          "Finish it with 'pollex trial run', then open it with 'pollex trial unseal'.");
    }
  }

  /** Reads the results of an unsealed trial. */
  public static ResultsFile read(Path folder) {
    TrialFolder trial = TrialFolder.open(folder);
    require(trial);
    return CanonicalJson.parse(
        trial.bytes(TrialFolder.RESULTS), ResultsFile.class, trial.file(TrialFolder.RESULTS));
  }
}
