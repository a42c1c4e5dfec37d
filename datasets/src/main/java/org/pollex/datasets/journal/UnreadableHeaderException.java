package org.pollex.datasets.journal;

import java.nio.file.Path;
import org.pollex.errors.BadInputException;

/** A file whose header is not, or no longer, that of a journal this version reads. */
final class UnreadableHeaderException extends BadInputException {
  private static final long serialVersionUID = 1L;

  private final transient Finding finding;

  UnreadableHeaderException(Path file, String detail, String remedy) {
    this(new Finding(file, Finding.HEADER, 0, Finding.Kind.HEADER_DAMAGED, detail), remedy);
  }

  private UnreadableHeaderException(Finding finding, String remedy) {
    super(finding.toString(), remedy);
    this.finding = finding;
  }

  Finding finding() {
    return finding;
  }
}
