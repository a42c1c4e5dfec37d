package org.pollex.datasets.hdf5;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is mapped into memory once, for reading. The library maps every chunk anew; here each
 * of its mappings is a slice of the one, which costs no call of the system, and whose place in the
 * file can be told.
 */
final class MappedChannel extends FileChannel {
  private final Arena arena = Arena.ofShared();
  private final FileChannel file;
  private final MemorySegment all;

  MappedChannel(Path path) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      this.all = file.map(MapMode.READ_ONLY, 0, file.size(), arena);
    } catch (IOException | RuntimeException e) {
      implCloseChannel();
      throw e;
    }
  }

  /** The whole file; usable until the channel is closed. */
  MemorySegment all() {
    return all;
  }

  /** Where in the file a buffer lies that {@link #map} gave. */
  long address(ByteBuffer mapped) {
    return MemorySegment.ofBuffer(mapped).address() - all.address();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    return (MappedByteBuffer) all.asSlice(position, size).asByteBuffer();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return file.read(target);
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    return file.read(targets, offset, length);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return file.read(target, position);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long newPosition) throws IOException {
    file.position(newPosition);
    return this;
  }

  @Override
  public long size() {
    return all.byteSize();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return file.transferTo(position, count, target);
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new NonWritableChannelException();
  }

  @Override
  public int write(ByteBuffer source, long position) {
    throw new NonWritableChannelException();
  }

  @Override
  public FileChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public void force(boolean metaData) {
    // Nothing is ever written.
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new NonWritableChannelException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return file.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    try (arena) {
      file.close();
    }
  }
}
