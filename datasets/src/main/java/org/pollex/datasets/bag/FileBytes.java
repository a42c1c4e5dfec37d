package org.pollex.datasets.bag;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/** A file read at any place, with every size checked against the file's own. */
final class FileBytes implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final long size;

  FileBytes(Path file) {
    this.file = file;
    try {
      this.channel = FileChannel.open(file, StandardOpenOption.READ);
      this.size = channel.size();
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  Path file() {
    return file;
  }

  long size() {
    return size;
  }

  /** Returns true if the file has these bytes. */
  boolean has(long offset, long length) {
    return offset >= 0 && length >= 0 && offset <= size && length <= size - offset;
  }

  byte[] read(long offset, long length) {
    if (!has(offset, length)) {
      throw new BadInputException(
          file + " ends before byte " + Long.toUnsignedString(offset + length),
          "The bag is torn; recover what is whole.");
    }
    byte[] out = new byte[Limits.size(file.toString(), length, Limits.CHUNK)];
    ByteBuffer buffer = ByteBuffer.wrap(out);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw new IOException("it became shorter");
        }
      }
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
    return out;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }
}
