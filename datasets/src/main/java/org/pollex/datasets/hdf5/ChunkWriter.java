package org.pollex.datasets.hdf5;

import hdf.hdf5lib.exceptions.HDF5LibraryException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;

/**
 * Writes the chunks of a data set as the filters shuffle and gzip leave them. The library would
 * compress on one core; here all of them do, and the library only stores. Its Java binding lacks
 * the function, so it is called directly.
 */
final class ChunkWriter {
  /** Chunks that are compressed before the first of them is written; bounds the memory. */
  private static final int AT_ONCE = 64;

  private static final MethodHandle WRITE_CHUNK = writeChunk();

  private final long dataset;
  private final long[] chunk;
  private final int elementBytes;
  private final int chunkBytes;

  /**
   * For chunks of whole rows.
   *
   * @param dataset the library's handle
   * @param chunk shape of a chunk
   */
  ChunkWriter(long dataset, long[] chunk, int elementBytes) {
    this.dataset = dataset;
    this.chunk = chunk.clone();
    this.elementBytes = elementBytes;
    this.chunkBytes = (int) Arrays.stream(chunk).reduce(elementBytes, Math::multiplyExact);
  }

  /**
   * {@code herr_t H5Dwrite_chunk(hid_t, hid_t, uint32_t, const hsize_t *, size_t, const void *)}.
   */
  @SuppressWarnings("restricted") // one function of the library with a fixed signature
  private static MethodHandle writeChunk() {
    NativeHdf5.load();
    return Linker.nativeLinker()
        .downcallHandle(
            SymbolLookup.loaderLookup().find("H5Dwrite_chunk").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS));
  }

  /** Writes all rows; the last chunk is filled up with zeros. */
  void write(byte[] rows) throws HDF5LibraryException {
    int chunks = Math.ceilDiv(rows.length, chunkBytes);
    for (int from = 0; from < chunks; from += AT_ONCE) {
      int to = Math.min(chunks, from + AT_ONCE);
      List<byte[]> encoded =
          IntStream.range(from, to).parallel().mapToObj(c -> encoded(rows, c)).toList();
      for (int c = from; c < to; c++) {
        store(c, encoded.get(c - from));
      }
    }
  }

  private byte[] encoded(byte[] rows, int number) {
    int at = number * chunkBytes;
    byte[] raw = Arrays.copyOfRange(rows, at, at + chunkBytes);
    byte[] shuffled = elementBytes == 1 ? raw : shuffled(raw);
    try (Deflater deflater = new Deflater(Hdf5Chunks.GZIP_LEVEL)) {
      deflater.setInput(shuffled);
      deflater.finish();
      // What cannot be compressed grows by 5 bytes for each 16 KiB, and by head and checksum.
      byte[] out = new byte[chunkBytes + chunkBytes / 1024 + 64];
      return Arrays.copyOf(out, deflater.deflate(out));
    }
  }

  /** Byte i of every element together, for all i. */
  private byte[] shuffled(byte[] raw) {
    int count = raw.length / elementBytes;
    byte[] shuffled = new byte[raw.length];
    for (int b = 0; b < elementBytes; b++) {
      for (int i = 0; i < count; i++) {
        shuffled[b * count + i] = raw[i * elementBytes + b];
      }
    }
    return shuffled;
  }

  private void store(int number, byte[] encoded) throws HDF5LibraryException {
    long[] offset = new long[chunk.length];
    offset[0] = number * chunk[0];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment place = arena.allocateFrom(ValueLayout.JAVA_LONG, offset);
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, encoded);
      int status =
          (int) WRITE_CHUNK.invokeExact(dataset, 0L, 0, place, (long) encoded.length, bytes);
      if (status < 0) {
        throw new HDF5LibraryException("a chunk could not be written");
      }
    } catch (HDF5LibraryException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
