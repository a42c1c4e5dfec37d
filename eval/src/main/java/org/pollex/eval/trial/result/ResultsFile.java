package org.pollex.eval.trial.result;

import java.nio.file.Path;
import java.util.List;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * {@code results.json}: the opened trial with its analysis.
 *
 * @param format version of the file's format
 * @param architecture of the machine that computed the figures, one of {@link #ARCHITECTURES}:
 *     another's may differ in the last digits
 * @param result the opened trial
 * @param analysis the sealed analysis
 */
public record ResultsFile(
    String format, String architecture, TrialResult result, AnalysisSummary analysis) {
  /** What {@code architecture} can be. */
  public static final List<String> ARCHITECTURES = List.of("amd64", "aarch64");

  /** The format that this version writes. */
  public static final String FORMAT = "pollex trial results 2";

  /** Joins a result with its analysis. */
  public static ResultsFile of(TrialResult result, SealedAnalysis analysis) {
    return new ResultsFile(
        FORMAT, thisArchitecture(), result, AnalysisSummary.of(result, analysis));
  }

  private static String thisArchitecture() {
    String name = System.getProperty("os.arch");
    return name.equals("x86_64") ? ARCHITECTURES.getFirst() : name;
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
