package org.pollex.datasets.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pollex.datasets.hdf5.Demonstration;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.datasets.journal.Finding;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.errors.BadInputException;

/**
 * Whether every byte of a file that a reader needs is as it was written.
 *
 * @param verdict {@code intact} or {@code damaged}
 * @param checks what was checked
 */
public record DatasetVerification(String verdict, List<Check> checks) {

  /** Copies the list. */
  public DatasetVerification {
    checks = List.copyOf(checks);
  }

  /**
   * One check.
   *
   * @param name what was checked
   * @param ok whether it passed
   * @param detail figures, or what is wrong and where
   * @param file the file
   */
  public record Check(String name, boolean ok, String detail, String file) {}

  /** Returns true if every check passed. */
  public boolean intact() {
    return checks.stream().allMatch(Check::ok);
  }

  /**
   * Checks a file: of a journal every checksum and every link of the hash chain, of an HDF5 file
   * that its structure and all values can be read.
   *
   * @throws BadInputException if the file is missing or of no known format
   */
  public static DatasetVerification of(Path file) {
    List<Check> checks = new ArrayList<>();
    Format format = Format.of(file);
    try {
      switch (format) {
        case JOURNAL -> journal(file, checks);
        case HDF5 -> hdf5(file, checks);
      }
    } catch (BadInputException e) {
      checks.add(new Check("readable", false, e.getMessage(), file.toString()));
    }
    boolean intact = checks.stream().allMatch(Check::ok);
    return new DatasetVerification(intact ? "intact" : "damaged", checks);
  }

  private static void journal(Path file, List<Check> checks) {
    JournalVerification verification = JournalVerification.of(file);
    String figures = verification.records() + " records, chain head " + verification.head();
    checks.add(new Check("records", verification.ok(), figures, file.toString()));
    for (Finding finding : verification.findings()) {
      checks.add(
          new Check(
              finding.kind().name().toLowerCase(Locale.ROOT),
              false,
              finding.toString(),
              file.toString()));
    }
  }

  private static void hdf5(Path file, List<Check> checks) {
    try (DemonstrationFile read = DemonstrationFile.open(file)) {
      checks.add(
          new Check(
              "structure",
              true,
              read.demonstrations().size() + " demonstrations",
              file.toString()));
      for (Demonstration demonstration : read.demonstrations()) {
        demonstration.read();
      }
      checks.add(new Check("values", true, read.steps() + " steps", file.toString()));
    }
  }
}
