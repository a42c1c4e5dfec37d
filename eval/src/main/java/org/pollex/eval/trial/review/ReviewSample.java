package org.pollex.eval.trial.review;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.datasets.storage.Sha256;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.run.OutcomeRecord;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * The outcomes that are scored a second time.
 *
 * @param outcomes number of outcomes in the chain
 * @param wanted how many are to be reviewed
 * @param drawn them, in the order of the lot; fewer than wanted when too few were filmed
 */
public record ReviewSample(int outcomes, int wanted, List<OutcomeRecord> drawn) {
  /** The share of outcomes that is reviewed, at least (the LBM protocol's). */
  public static final int SHARE_PERCENT = 27;

  /**
   * Draws the sample of a closed trial: those whose SHA-256 over chain head and code is smallest.
   *
   * @param filmed tells of a code whether there is something to look at
   * @throws BadInputException while outcomes are missing
   */
  public static ReviewSample of(TrialFolder folder, Predicate<String> filmed) {
    if (!TrialJournals.complete(folder, folder.header())) {
      throw new BadInputException(
          "the trial is not closed yet", "Rollouts are reviewed once every outcome was entered.");
    }
    String head = JournalVerification.of(folder.file(TrialFolder.OUTCOMES)).head().hex();
    List<OutcomeRecord> outcomes = TrialJournals.outcomes(folder);
    int wanted = wanted(outcomes.size());
    List<OutcomeRecord> drawn =
        outcomes.stream()
            .filter(outcome -> filmed.test(outcome.code()))
            .sorted(Comparator.comparing(outcome -> lot(head, outcome.code())))
            .limit(wanted)
            .toList();
    return new ReviewSample(outcomes.size(), wanted, drawn);
  }

  /** Returns how many of so many outcomes are reviewed. */
  static int wanted(int outcomes) {
    return (outcomes * SHARE_PERCENT + 99) / 100;
  }

  private static String lot(String head, String code) {
    return Sha256.hex((head + " " + code).getBytes(StandardCharsets.UTF_8));
  }
}
