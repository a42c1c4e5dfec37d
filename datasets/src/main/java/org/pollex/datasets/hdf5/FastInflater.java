package org.pollex.datasets.hdf5;

import com.intel.gkl.compression.IntelInflater;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.Adler32;

/**
 * Inflates zlib streams (RFC 1950) of known size with Intel's ISA-L, where this machine can run it;
 * pictures take little more than half of zlib's time. It only says whether it succeeded: whatever
 * is out of the ordinary, a damaged stream above all, is left to {@link java.util.zip.Inflater},
 * which then says what is wrong.
 */
final class FastInflater implements AutoCloseable {
  private static final int HEADER = 2;
  private static final int CHECKSUM = 4;
  private static final boolean AVAILABLE = available();

  private final IntelInflater inflater = AVAILABLE ? new IntelInflater(true) : null;
  private final Adler32 sum = new Adler32();
  private byte[] in = new byte[0];
  private byte[] out = new byte[0];

  private static boolean available() {
    try (IntelInflater probe = new IntelInflater(true)) {
      return probe.load(null);
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Fills a block; false if this must be done in another way, or cannot be done at all. */
  boolean inflate(MemorySegment compressed, MemorySegment block) {
    int length = (int) compressed.byteSize() - HEADER - CHECKSUM;
    int size = (int) block.byteSize();
    if (inflater == null || length <= 0 || size == 0) {
      return false;
    }
    in = atLeast(in, HEADER + length + CHECKSUM);
    out = atLeast(out, size);
    MemorySegment.copy(compressed, ValueLayout.JAVA_BYTE, 0, in, 0, HEADER + length + CHECKSUM);
    if (!isPlain() || !inflate(length, size) || !matches(HEADER + length, size)) {
      return false;
    }
    MemorySegment.copy(out, 0, block, ValueLayout.JAVA_BYTE, 0, size);
    return true;
  }

  /** True if the header is whole, names DEFLATE with a window of 32 KiB at most, no dictionary. */
  private boolean isPlain() {
    int method = in[0] & 0xff;
    int flags = in[1] & 0xff;
    return (method & 0xf) == 8
        && method >> 4 <= 7
        && (flags & 0x20) == 0
        && (method << Byte.SIZE | flags) % 31 == 0;
  }

  private static byte[] atLeast(byte[] bytes, int length) {
    return bytes.length >= length ? bytes : new byte[length];
  }

  private boolean inflate(int length, int size) {
    try {
      inflater.reset();
      inflater.setInput(in, HEADER, length);
      return inflater.inflate(out, 0, size) == size;
    } catch (RuntimeException e) {
      // The library tells damage in this way.
      return false;
    }
  }

  /** True if the checksum behind the stream is that of the output. */
  private boolean matches(int at, int size) {
    int stored = 0;
    for (int i = 0; i < CHECKSUM; i++) {
      stored = stored << Byte.SIZE | in[at + i] & 0xff;
    }
    sum.reset();
    sum.update(out, 0, size);
    return (int) sum.getValue() == stored;
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
