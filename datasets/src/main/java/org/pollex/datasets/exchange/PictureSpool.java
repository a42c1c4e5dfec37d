package org.pollex.datasets.exchange;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.pollex.datasets.storage.StorageFailure;

/**
 * Encoded pictures in a temporary file, where each can be read by itself: a database would have to
 * unpack thousands for it. The file is deleted when this is closed, or the process ends.
 */
final class PictureSpool implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long[] offsets;
  private final int[] sizes;
  private final Arena arena = Arena.ofShared();
  private MemorySegment mapped;
  private long end;

  PictureSpool(int pictures) {
    this.offsets = new long[pictures];
    this.sizes = new int[pictures];
    try {
      this.path = Files.createTempFile("pollex-pictures-", ".bin");
      this.channel =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw StorageFailure.writing(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  /** Keeps a picture. */
  void add(int picture, byte[] file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(file);
      while (bytes.hasRemaining()) {
        channel.write(bytes, end + bytes.position());
      }
    } catch (IOException e) {
      throw StorageFailure.writing(path, e);
    }
    offsets[picture] = end;
    sizes[picture] = file.length;
    end += file.length;
  }

  /** Makes the pictures readable, by any number of threads; no more can be added. */
  void finish() {
    try {
      // A channel would be closed by the interruption of any thread that reads; a map is not.
      mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, end, arena);
    } catch (IOException e) {
      throw StorageFailure.reading(path, e);
    }
  }

  byte[] read(int picture) {
    return mapped.asSlice(offsets[picture], sizes[picture]).toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw StorageFailure.reading(path, e);
    } finally {
      arena.close();
    }
  }
}
