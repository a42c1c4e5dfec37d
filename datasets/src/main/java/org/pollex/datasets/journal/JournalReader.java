package org.pollex.datasets.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.pollex.datasets.storage.LookAhead;
import org.pollex.errors.BadInputException;

/**
 * Reads the records of a journal in order, once.
 *
 * <pre>{@code
 * try (JournalReader journal = JournalReader.open(file)) {
 *   for (JournalRecord record : journal) {
 *     ...
 *   }
 * }
 * }</pre>
 *
 * <p>A torn tail, as a killed process leaves it, ends the iteration and is then given by {@link
 * #tornTail}. Damage is refused by {@link #open} journals and skipped by {@link #salvage} journals.
 * Not for use by several threads.
 */
public final class JournalReader implements Iterable<JournalRecord>, AutoCloseable {
  private final JournalScanner scanner;
  private final boolean skipDamage;
  private final List<Finding> findings = new ArrayList<>();

  private JournalReader(JournalScanner scanner, boolean skipDamage) {
    this.scanner = scanner;
    this.skipDamage = skipDamage;
    scanner.headerDamage().ifPresent(findings::add);
  }

  /**
   * Opens a journal whose records must all be intact; the iteration throws {@link
   * BadInputException} at the first one that is not, and names it.
   *
   * @throws BadInputException if the file is missing, is no journal, or its header is damaged
   */
  public static JournalReader open(Path file) {
    return new JournalReader(JournalScanner.open(file), false);
  }

  /**
   * Opens a journal to save what can be saved: damaged records are skipped and listed in {@link
   * #findings}. A damaged header is one finding more; the records behind it are read all the same.
   *
   * @throws BadInputException if the file is missing or holds no record of a journal
   */
  public static JournalReader salvage(Path file) {
    return new JournalReader(JournalScanner.salvage(file), true);
  }

  /** True if the header is damaged, so that {@link #header} does not exist. */
  public boolean headerLost() {
    return scanner.headerDamage().isPresent();
  }

  /** The journal's kind and metadata. */
  public JournalHeader header() {
    return scanner.header();
  }

  /**
   * Refuses a journal of another kind.
   *
   * @return this
   */
  public JournalReader requireKind(String kind) {
    JournalWriter.requireKind(scanner.file(), scanner.header(), kind);
    return this;
  }

  /** What was found wrong so far; complete once the iteration has ended. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Where the file ends inside a record, if it does; known once the iteration has ended. */
  public Optional<Finding> tornTail() {
    return findings.stream().filter(f -> f.kind() == Finding.Kind.TORN_TAIL).findFirst();
  }

  /** The one pass over the records; a second call continues where the first one stopped. */
  @Override
  public Iterator<JournalRecord> iterator() {
    return new LookAhead<>(this::advance);
  }

  private Optional<JournalRecord> advance() {
    while (true) {
      switch (scanner.next()) {
        case JournalScanner.Intact(JournalRecord record) -> {
          return Optional.of(record);
        }
        case JournalScanner.Damaged(Finding finding) -> {
          if (!skipDamage) {
            throw refusal(finding);
          }
          findings.add(finding);
        }
        case JournalScanner.Torn(Finding finding) -> {
          if (!findings.contains(finding)) {
            findings.add(finding);
          }
          return Optional.empty();
        }
        case JournalScanner.End() -> {
          return Optional.empty();
        }
      }
    }
  }

  static BadInputException refusal(Finding finding) {
    return new BadInputException(
        finding.toString(),
        "Restore the file from a backup, or save what is intact with 'pollex data recover'.");
  }

  @Override
  public void close() {
    scanner.close();
  }
}
