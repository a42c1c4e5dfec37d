package org.pollex.datasets.exchange;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * Decodes one buffer of Blosc, format 1 and 2 (c-blosc 1.x), which numcodecs writes: a header of 16
 * bytes, where each block begins, and blocks that are split into one stream per byte of a value,
 * compressed by LZ4, zstd, zlib or BloscLZ, with bytes or bits shuffled.
 */
final class Blosc {
  private static final int HEADER = 16;
  private static final int SHUFFLE = 0x1;
  private static final int STORED = 0x2;
  private static final int BIT_SHUFFLE = 0x4;
  private static final int WHOLE_BLOCKS = 0x10;
  private static final int MOST_SPLITS = 16;
  private static final int LEAST_SPLIT = 128;

  private final String where;
  private final ByteBuffer in;
  private final int flags;
  private final int typeSize;
  private final int size;
  private final int blockSize;

  private Blosc(String where, byte[] stored) {
    this.where = where;
    this.in = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    require(stored.length >= HEADER, "has no header");
    int version = stored[0];
    this.flags = stored[2] & 0xff;
    this.typeSize = Math.max(1, stored[3] & 0xff);
    this.size = in.getInt(4);
    this.blockSize = in.getInt(8);
    require(version == 1 || version == 2, "has the Blosc format " + version);
    require(in.getInt(12) == stored.length, "does not have its declared length");
  }

  private void require(boolean right, String what) {
    if (!right) {
      throw Bounds.refused(where, what, "whole buffers of Blosc 1");
    }
  }

  /** Decodes a buffer that must give exactly {@code size} bytes. */
  static byte[] decode(String where, byte[] stored, int size) {
    Blosc blosc = new Blosc(where, stored);
    blosc.require(blosc.size == size, "declares " + blosc.size + " bytes instead of " + size);
    try {
      return blosc.decode();
    } catch (LZ4Exception | ZstdException | DataFormatException | IndexOutOfBoundsException e) {
      throw Bounds.refused(where, "is damaged: " + e.getMessage(), "whole buffers of Blosc 1");
    }
  }

  private byte[] decode() throws DataFormatException {
    byte[] out = new byte[size];
    if (size == 0) {
      return out;
    }
    if ((flags & STORED) != 0) {
      require(in.capacity() - HEADER == size, "is stored and has another size");
      in.get(HEADER, out);
      return out;
    }
    require(blockSize > 0 && blockSize <= size, "declares blocks of " + blockSize + " bytes");
    int blocks = Math.ceilDiv(size, blockSize);
    require(HEADER + 4L * blocks <= in.capacity(), "lists more blocks than it has");
    for (int i = 0; i < blocks; i++) {
      int from = i * blockSize;
      int length = Math.min(blockSize, size - from);
      byte[] block = block(in.getInt(HEADER + 4 * i), length, length < blockSize);
      unshuffle(block, out, from);
    }
    return out;
  }

  private byte[] block(int start, int length, boolean last) throws DataFormatException {
    boolean whole = (flags & WHOLE_BLOCKS) != 0 || last || typeSize > MOST_SPLITS;
    int splits = whole || blockSize / typeSize < LEAST_SPLIT ? 1 : typeSize;
    byte[] block = new byte[length];
    int part = length / splits;
    int at = start;
    require(start >= HEADER, "has a block that begins in its header");
    for (int i = 0; i < splits; i++) {
      require(at <= in.capacity() - 4, "has a block beyond its end");
      int stored = in.getInt(at);
      at += 4;
      require(stored >= 0 && stored <= in.capacity() - at, "has a block that is longer than it");
      if (stored == part) {
        in.get(at, block, i * part, part);
      } else {
        int n = decompress(at, stored, block, i * part, part);
        require(n == part, "has a block of another size");
      }
      at += stored;
    }
    return block;
  }

  private int decompress(int at, int stored, byte[] out, int to, int length)
      throws DataFormatException {
    byte[] source = in.array();
    return switch (flags >> 5) {
      case 0 -> BloscLz.decode(source, at, stored, out, to, length);
      case 1 -> {
        LZ4SafeDecompressor lz4 = LZ4Factory.safeInstance().safeDecompressor();
        yield lz4.decompress(source, at, stored, out, to, length);
      }
      case 3 -> {
        try (Inflater inflater = new Inflater()) {
          inflater.setInput(source, at, stored);
          int n = 0;
          while (n < length && !inflater.finished()) {
            int more = inflater.inflate(out, to + n, length - n);
            if (more == 0) {
              break;
            }
            n += more;
          }
          yield n;
        }
      }
      case 4 -> {
        yield (int) Zstd.decompressByteArray(out, to, length, source, at, stored);
      }
      default ->
          throw Bounds.refused(
              where, "uses codec " + (flags >> 5), "blosclz, lz4, lz4hc, zlib and zstd");
    };
  }

  private void unshuffle(byte[] block, byte[] out, int to) {
    if ((flags & BIT_SHUFFLE) != 0) {
      bits(block, out, to);
    } else if ((flags & SHUFFLE) != 0 && typeSize > 1) {
      int n = block.length / typeSize;
      for (int b = 0; b < typeSize; b++) {
        for (int i = 0; i < n; i++) {
          out[to + i * typeSize + b] = block[b * n + i];
        }
      }
      int done = n * typeSize;
      System.arraycopy(block, done, out, to + done, block.length - done);
    } else {
      System.arraycopy(block, 0, out, to, block.length);
    }
  }

  /**
   * Bit k of byte b of all values stands together; a block of other than 8 n values is as it was.
   */
  private void bits(byte[] block, byte[] out, int to) {
    int n = block.length / typeSize % 8 == 0 ? block.length / typeSize : 0;
    int row = n / 8;
    for (int b = 0; b < typeSize; b++) {
      for (int k = 0; k < 8; k++) {
        int from = (b * 8 + k) * row;
        for (int i = 0; i < row; i++) {
          int eight = block[from + i];
          for (int j = 0; j < 8; j++) {
            out[to + (i * 8 + j) * typeSize + b] |= (byte) ((eight >> j & 1) << k);
          }
        }
      }
    }
    int done = n * typeSize;
    System.arraycopy(block, done, out, to + done, block.length - done);
  }
}
