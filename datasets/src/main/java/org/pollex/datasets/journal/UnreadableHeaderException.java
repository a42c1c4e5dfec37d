package org.pollex.datasets.journal;

import java.nio.file.Path;
import org.pollex.errors.BadInputException;

/** A file whose header is not, or no longer, that of a journal this version reads. */
final class UnreadableHeaderException extends BadInputException {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  private final boolean intact;

  /**
   * Says why a header cannot be read.
   *
   * @param intact true if its checksum passes: another version wrote it
   */
  UnreadableHeaderException(Path file, String detail, String remedy, boolean intact) {
    this(new Finding(file, Finding.HEADER, 0, Finding.Kind.HEADER_DAMAGED, detail), remedy, intact);
  }

  private UnreadableHeaderException(Finding finding, String remedy, boolean intact) {
    super(finding.toString(), remedy);
    this.finding = finding;
    this.intact = intact;
  }

  boolean intact() {
    return intact;
  }

  Finding finding() {
    return finding;
  }
}
