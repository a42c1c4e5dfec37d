package org.pollex.datasets.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.RunFailedException;

/**
 * Lets one writer at a time have a journal, over all processes of the machine.
 *
 * <p>The lock is held on a file of its own beside the journal, because POSIX drops a process's lock
 * as soon as it closes any descriptor of the locked file, a reader's too. The operating system
 * releases it when the holder dies; the file that a killed holder leaves behind is harmless.
 */
final class WriterLock implements Closeable {
  private final Path lockFile;
  private final FileChannel channel;

  private WriterLock(Path lockFile, FileChannel channel) {
    this.lockFile = lockFile;
    this.channel = channel;
  }

  static WriterLock acquire(Path journal) {
    Path lockFile = journal.resolveSibling(journal.getFileName() + ".lock");
    while (true) {
      try {
        FileChannel channel =
            FileChannel.open(
                lockFile,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
          if (!tryLock(channel)) {
            throw held(journal, lockFile);
          }
          if (isStillAt(lockFile, channel)) {
            return new WriterLock(lockFile, channel);
          }
          channel.close();
        } catch (IOException | RuntimeException e) {
          channel.close();
          throw e;
        }
      } catch (IOException e) {
        throw StorageFailure.writing(lockFile, e);
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Between opening and locking, the holder before us may have deleted the file; then we hold the
   * lock of a file that nobody else can find. A token written through the channel and read back
   * through the name tells.
   */
  private static boolean isStillAt(Path lockFile, FileChannel channel) throws IOException {
    String token = ProcessHandle.current().pid() + " " + UUID.randomUUID();
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.UTF_8)), 0);
    try {
      return Files.readString(lockFile).equals(token);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static RunFailedException held(Path journal, Path lockFile) throws IOException {
    String holder = Files.readString(lockFile).split(" ")[0];
    return new RunFailedException(
        "the journal " + journal + " is being written by process " + holder,
        "Allowed: one writer at a time. Wait until that process ends, or stop it.");
  }

  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(lockFile);
    } catch (IOException e) {
      throw StorageFailure.writing(lockFile, e);
    }
  }
}
