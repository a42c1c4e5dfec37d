package org.pollex.datasets.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of checking every byte of a journal.
 *
 * @param records number of intact records
 * @param head the chain's hash after the last record, or that of nothing when the header is
 *     damaged; comparing it with one kept elsewhere also shows records cut from the end, which
 *     nothing inside the file can show
 * @param findings everything wrong, in file order; a torn tail is among them
 */
public record JournalVerification(long records, ChainHash head, List<Finding> findings) {

  /** Makes the list immutable. */
  public JournalVerification {
    findings = List.copyOf(findings);
  }

  /**
   * Checks a journal.
   *
   * @throws org.pollex.errors.BadInputException if the file is missing
   */
  public static JournalVerification of(Path file) {
    try (JournalScanner scanner = JournalScanner.open(file)) {
      return of(scanner);
    } catch (UnreadableHeaderException e) {
      return new JournalVerification(0, ChainHash.ofHeader(new byte[0]), List.of(e.finding()));
    }
  }

  private static JournalVerification of(JournalScanner scanner) {
    List<Finding> findings = new ArrayList<>();
    long records = 0;
    while (true) {
      switch (scanner.next()) {
        case JournalScanner.Intact intact -> records++;
        case JournalScanner.Damaged(Finding finding) -> findings.add(finding);
        case JournalScanner.Torn(Finding finding) -> {
          findings.add(finding);
          return new JournalVerification(records, scanner.head(), findings);
        }
        case JournalScanner.End() -> {
          return new JournalVerification(records, scanner.head(), findings);
        }
      }
    }
  }

  /** True if nothing is wrong, not even the tail. */
  public boolean ok() {
    return findings.isEmpty();
  }
}
