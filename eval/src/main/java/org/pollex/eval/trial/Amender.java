package org.pollex.eval.trial;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.run.Amendment;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.TrialFolder;

/** Notes something about a sealed trial: dated, chained, and without effect on what was sealed. */
public final class Amender {
  private static final int LONGEST = 4000;

  private Amender() {}

  /** Appends an amendment and returns it. */
  public static Amendment amend(TrialFolder folder, String author, String text, Clock clock) {
    if (text.isBlank() || text.length() > LONGEST || author.length() > LONGEST) {
      throw new BadInputException(
          "an amendment of " + text.length() + " characters", "Allowed: 1 to " + LONGEST + ".");
    }
    int outcomes = TrialJournals.outcomes(folder).size();
    boolean unsealed = folder.has(TrialFolder.OPENED);
    Amendment amendment =
        new Amendment(
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            unsealed ? "unsealed" : outcomes > 0 ? "running" : "sealed",
            outcomes,
            author.strip(),
            text.strip());
    if (unsealed) {
      FinishedFolder.extend(
          folder,
          trial -> {
            TrialJournals.amend(folder, amendment);
            return Unsealer.writeResults(folder, folder.opened());
          });
    } else {
      TrialJournals.amend(folder, amendment);
    }
    return amendment;
  }
}
