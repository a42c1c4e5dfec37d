package org.pollex.datasets.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/**
 * Walks a journal frame by frame and says of each place what it found. Damage never stops the walk:
 * behind a damaged payload the next frame follows by length, behind a damaged frame it is searched
 * by its magic. What to do about damage is the caller's choice.
 */
final class JournalScanner implements Closeable {
  private static final int SEARCH_BLOCK = 1 << 16;

  /** What the scanner found at one place. */
  sealed interface Step permits Intact, Damaged, Torn, End {}

  record Intact(JournalRecord record) implements Step {}

  record Damaged(Finding finding) implements Step {}

  /** The file ends inside the record at {@code offset}. */
  record Torn(Finding finding) implements Step {}

  /** The file ends behind a complete record. */
  record End() implements Step {}

  private final Path file;
  private final RandomAccessFile in;
  private final long limit;
  private Optional<JournalHeader> header = Optional.empty();
  private Optional<Finding> headerDamage = Optional.empty();
  private long offset;
  private long index;

  /** Null where the hash before is lost with the header. */
  private ChainHash previous;

  private JournalScanner(Path file, boolean salvage) {
    this.file = file;
    this.in = StorageFailure.openToRead(file);
    try {
      this.limit = in.length();
      start(salvage);
    } catch (IOException e) {
      close();
      throw StorageFailure.reading(file, e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens a journal and reads its header. The scan ends at the file's length of now, so that a
   * journal may be scanned while another process appends to it.
   *
   * @throws BadInputException if the file does not exist, is no journal, or its header is damaged
   */
  static JournalScanner open(Path file) {
    return new JournalScanner(file, false);
  }

  /**
   * Opens what is left of a journal: behind a damaged header the scan starts at the first readable
   * frame, whose own hash then starts the chain.
   *
   * @throws BadInputException if the file does not exist or has neither a header nor a frame
   */
  static JournalScanner salvage(Path file) {
    return new JournalScanner(file, true);
  }

  private void start(boolean salvage) throws IOException {
    try {
      JournalHeader.Encoded encoded = JournalHeader.read(in, file);
      header = Optional.of(encoded.header());
      offset = encoded.bytes().length;
      previous = ChainHash.ofHeader(encoded.bytes());
    } catch (UnreadableHeaderException e) {
      long first = salvage && !e.intact() ? findFrameAfter(-1) : limit;
      if (first == limit) {
        throw e;
      }
      offset = first;
      previous = null;
      String then = "; kind and metadata are lost, the first readable record starts at offset ";
      String detail = e.finding().detail() + then + first;
      headerDamage =
          Optional.of(new Finding(file, Finding.HEADER, 0, Finding.Kind.HEADER_DAMAGED, detail));
    }
  }

  Path file() {
    return file;
  }

  JournalHeader header() {
    return header.orElseThrow(() -> new IllegalStateException(file + " has lost its header"));
  }

  /** What is wrong with the header; {@link #header} does not exist then. */
  Optional<Finding> headerDamage() {
    return headerDamage;
  }

  /** Where the next frame starts, or would start. */
  long offset() {
    return offset;
  }

  /** Number of the next record. */
  long index() {
    return index;
  }

  /** The chain's hash over everything scanned so far. */
  ChainHash head() {
    return previous;
  }

  Step next() {
    try {
      return scan();
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  private Step scan() throws IOException {
    long remaining = limit - offset;
    if (remaining == 0) {
      return new End();
    }
    if (remaining < FrameFormat.FRAME_PREFIX) {
      return torn(remaining);
    }
    byte[] prefix = new byte[FrameFormat.FRAME_PREFIX];
    in.seek(offset);
    in.readFully(prefix);
    if (!FrameFormat.isFramePrefix(prefix)) {
      return onlyZerosFrom(offset) ? torn(remaining) : skipDamagedFrame();
    }
    int length = FrameFormat.lengthOf(prefix);
    if (FrameFormat.frameSize(length) > remaining) {
      return torn(remaining);
    }
    byte[] payload = new byte[length];
    byte[] trailer = new byte[FrameFormat.TRAILER];
    in.readFully(payload);
    in.readFully(trailer);
    return check(prefix, payload, trailer);
  }

  private Step check(byte[] prefix, byte[] payload, byte[] trailer) {
    long start = offset;
    long number = index++;
    offset += FrameFormat.frameSize(payload.length);
    ChainHash stored = ChainHash.of(Arrays.copyOfRange(trailer, Integer.BYTES, trailer.length));
    int storedCrc = FrameFormat.littleEndian(trailer).getInt(0);
    if (storedCrc != FrameFormat.crc(payload, 0, payload.length)) {
      previous = stored;
      return damaged(
          Finding.Kind.PAYLOAD_DAMAGED,
          number,
          start + FrameFormat.FRAME_PREFIX,
          "the payload of " + payload.length + " bytes does not match its checksum");
    }
    ChainHash expected =
        previous == null ? stored : previous.next(prefix, FrameFormat.HASHED_PREFIX, payload);
    previous = expected;
    if (!expected.equals(stored)) {
      return damaged(
          Finding.Kind.CHAIN_BROKEN,
          number,
          offset - ChainHash.LENGTH,
          "the hash does not continue the chain: the hash was changed, or a record here or before"
              + " it was replaced, removed or inserted");
    }
    int type = FrameFormat.typeOf(prefix);
    return new Intact(new JournalRecord(number, start, type, payload, stored));
  }

  private Step damaged(Finding.Kind kind, long number, long at, String detail) {
    return new Damaged(new Finding(file, number, at, kind, detail));
  }

  private Step torn(long remaining) {
    String detail = "the file ends inside a record, " + remaining + " bytes after its start";
    return new Torn(new Finding(file, index, offset, Finding.Kind.TORN_TAIL, detail));
  }

  /** Moves to the next readable frame, whose predecessor's hash lies just before it. */
  private Step skipDamagedFrame() throws IOException {
    long start = offset;
    long number = index++;
    offset = findFrameAfter(start);
    if (offset - start >= ChainHash.LENGTH) {
      byte[] hash = new byte[ChainHash.LENGTH];
      in.seek(offset - ChainHash.LENGTH);
      in.readFully(hash);
      previous = ChainHash.of(hash);
    }
    String then =
        offset == limit
            ? "no readable record follows"
            : "the next readable record starts at offset " + offset;
    return damaged(
        Finding.Kind.FRAME_DAMAGED,
        number,
        start,
        "the record's frame does not match its checksum; " + then);
  }

  private long findFrameAfter(long start) throws IOException {
    byte[] block = new byte[SEARCH_BLOCK];
    byte[] prefix = new byte[FrameFormat.FRAME_PREFIX];
    long from = start + 1;
    while (limit - from >= FrameFormat.FRAME_PREFIX) {
      int n = (int) Math.min(block.length, limit - from);
      in.seek(from);
      in.readFully(block, 0, n);
      int last = n - FrameFormat.FRAME_PREFIX;
      for (int i = 0; i <= last; i++) {
        if (block[i] == 'P') {
          System.arraycopy(block, i, prefix, 0, prefix.length);
          if (FrameFormat.isFramePrefix(prefix)) {
            return from + i;
          }
        }
      }
      from += last + 1;
    }
    return limit;
  }

  private boolean onlyZerosFrom(long start) throws IOException {
    byte[] block = new byte[SEARCH_BLOCK];
    in.seek(start);
    for (long at = start; at < limit; ) {
      int n = (int) Math.min(block.length, limit - at);
      in.readFully(block, 0, n);
      for (int i = 0; i < n; i++) {
        if (block[i] != 0) {
          return false;
        }
      }
      at += n;
    }
    return true;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }
}
