package org.pollex.datasets.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;

/**
 * Appends records to a journal. A record is either complete in the file or, after a kill, the torn
 * tail that the next {@link #open} reports and cuts.
 *
 * <p>One writer per journal over all processes; methods may be called by several threads.
 */
public final class JournalWriter implements AutoCloseable {
  private final Path file;
  private final WriterLock lock;
  private final RandomAccessFile out;
  private final SyncPolicy policy;
  private final Optional<Finding> cutTail;
  private long records;
  private long end;
  private ChainHash head;
  private boolean usable = true;

  private JournalWriter(
      Path file, WriterLock lock, SyncPolicy policy, JournalScanner scanned, Optional<Finding> cut)
      throws IOException {
    this.file = file;
    this.lock = lock;
    this.policy = policy;
    this.cutTail = cut;
    this.records = scanned.index();
    this.end = scanned.offset();
    this.head = scanned.head();
    this.out = new RandomAccessFile(file.toFile(), "rw");
    if (cut.isPresent()) {
      out.setLength(end);
      out.getFD().sync();
    }
    out.seek(end);
  }

  /**
   * Creates a journal; its header is on the device when this returns.
   *
   * @param file a path at which nothing exists yet, in an existing folder
   * @param header kind and metadata
   * @throws BadInputException if something exists at {@code file}
   * @throws RunFailedException if the journal cannot be written or another writer has it
   */
  public static JournalWriter create(Path file, JournalHeader header, SyncPolicy policy) {
    WriterLock lock = WriterLock.acquire(file);
    try {
      if (Files.exists(file)) {
        throw new BadInputException(
            file + " exists already", "Choose another name or move the file away.");
      }
      AtomicFile.write(file, header.encode());
      return resume(file, header.kind(), lock, policy);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Opens an existing journal to append to it, after reading and checking all of it. A torn tail is
   * cut off and given by {@link #cutTail}; everything before it stays.
   *
   * @param kind the kind that the journal must have
   * @throws BadInputException if the file is missing, is no journal, is of another kind, or is
   *     damaged in a way that a killed writer cannot explain
   * @throws RunFailedException if it cannot be written or another writer has it
   */
  public static JournalWriter open(Path file, String kind, SyncPolicy policy) {
    if (!Files.exists(file)) {
      throw StorageFailure.missing(file);
    }
    WriterLock lock = WriterLock.acquire(file);
    try {
      return resume(file, kind, lock, policy);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static JournalWriter resume(Path file, String kind, WriterLock lock, SyncPolicy policy) {
    try (JournalScanner scanner = JournalScanner.open(file)) {
      requireKind(file, scanner.header(), kind);
      while (true) {
        switch (scanner.next()) {
          case JournalScanner.Intact intact -> {}
          case JournalScanner.Damaged(Finding finding) -> throw JournalReader.refusal(finding);
          case JournalScanner.Torn(Finding finding) -> {
            return new JournalWriter(file, lock, policy, scanner, Optional.of(finding));
          }
          case JournalScanner.End() -> {
            return new JournalWriter(file, lock, policy, scanner, Optional.empty());
          }
        }
      }
    } catch (IOException e) {
      throw StorageFailure.writing(file, e);
    }
  }

  static void requireKind(Path file, JournalHeader header, String kind) {
    if (!header.kind().equals(kind)) {
      throw new BadInputException(
          "the journal " + file + " is of kind '" + header.kind() + "'",
          "Allowed: a journal of kind '" + kind + "'. Check the path.");
    }
  }

  /**
   * Appends one record.
   *
   * @param type 0 to 65535
   * @param payload at most 64 MiB; not kept
   * @return the chain's hash up to and including the record
   * @throws RunFailedException if the disk is full or failing; the record is then not in the
   *     journal, the records before it are, and this writer takes no more
   */
  public synchronized ChainHash append(int type, byte[] payload) {
    if (type < 0 || type > 0xffff) {
      throw new IllegalArgumentException("record type " + type + "; allowed are 0 to 65535");
    }
    if (payload.length > FrameFormat.MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          "payload of " + payload.length + " bytes; at most " + FrameFormat.MAX_PAYLOAD);
    }
    requireUsable();
    byte[] prefix = FrameFormat.framePrefix(type, payload.length);
    ChainHash next = head.next(prefix, FrameFormat.HASHED_PREFIX, payload);
    byte[] frame = new byte[(int) FrameFormat.frameSize(payload.length)];
    ByteBuffer.wrap(frame)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(prefix)
        .put(payload)
        .putInt(FrameFormat.crc(payload, 0, payload.length))
        .put(next.toBytes());
    try {
      out.write(frame);
      if (policy == SyncPolicy.EACH_RECORD) {
        out.getFD().sync();
      }
    } catch (IOException e) {
      usable = false;
      takeBack(e);
      throw StorageFailure.writing(file, e);
    }
    end += frame.length;
    records++;
    head = next;
    return next;
  }

  /** After a failed write: shortening needs no space, so the file can end with a whole record. */
  private void takeBack(IOException failure) {
    try {
      out.setLength(end);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Forces everything appended so far to the storage device.
   *
   * @throws RunFailedException if the device reports a failure; this writer then takes no more,
   *     since the system may have dropped what it could not write
   */
  public synchronized void sync() {
    requireUsable();
    try {
      out.getFD().sync();
    } catch (IOException e) {
      usable = false;
      throw StorageFailure.writing(file, e);
    }
  }

  private void requireUsable() {
    if (!usable) {
      throw new RunFailedException(
          "the journal " + file + " could not be written earlier, or is closed",
          "Repair the disk and start again; the records before the failure are in the file.");
    }
  }

  /** The chain's hash over everything appended so far. */
  public synchronized ChainHash headHash() {
    return head;
  }

  /** Number of records in the file. */
  public synchronized long records() {
    return records;
  }

  /** The torn tail that {@link #open} found and cut off, if there was one. */
  public Optional<Finding> cutTail() {
    return cutTail;
  }

  /** The journal's path. */
  public Path file() {
    return file;
  }

  /** Syncs what was appended and gives the journal free for other writers. */
  @Override
  public synchronized void close() {
    try (lock;
        out) {
      if (usable) {
        out.getFD().sync();
      }
    } catch (IOException e) {
      throw StorageFailure.writing(file, e);
    } finally {
      usable = false;
    }
  }
}
