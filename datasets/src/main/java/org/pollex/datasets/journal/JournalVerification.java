package org.pollex.datasets.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of checking every byte of a journal.
 *
 * @param header the journal's kind and metadata
 * @param records number of intact records
 * @param head the chain's hash after the last record; comparing it with one kept elsewhere also
 *     shows records cut from the end, which nothing inside the file can show
 * @param findings everything wrong, in file order; a torn tail is among them
 */
public record JournalVerification(
    JournalHeader header, long records, ChainHash head, List<Finding> findings) {

  /** Makes the list immutable. */
  public JournalVerification {
    findings = List.copyOf(findings);
  }

  /**
   * Checks a journal.
   *
   * @throws org.pollex.errors.BadInputException if the file is missing, is no journal, or its
   *     header is damaged
   */
  public static JournalVerification of(Path file) {
    List<Finding> findings = new ArrayList<>();
    long records = 0;
    try (JournalScanner scanner = new JournalScanner(file)) {
      while (true) {
        switch (scanner.next()) {
          case JournalScanner.Intact intact -> records++;
          case JournalScanner.Damaged(Finding finding) -> findings.add(finding);
          case JournalScanner.Torn(Finding finding) -> {
            findings.add(finding);
            return new JournalVerification(scanner.header(), records, scanner.head(), findings);
          }
          case JournalScanner.End() -> {
            return new JournalVerification(scanner.header(), records, scanner.head(), findings);
          }
        }
      }
    }
  }

  /** True if nothing is wrong, not even the tail. */
  public boolean ok() {
    return findings.isEmpty();
  }
}
