package org.pollex.datasets.bag;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.pollex.errors.BadInputException;

/** How the chunks of a bag are compressed. */
public enum Compression {
  NONE(""),
  ZSTD("zstd"),
  LZ4("lz4"),
  BZ2("bz2");

  static final byte[] ZSTD_MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
  private static final int LEVEL = 1;

  private final String label;

  Compression(String label) {
    this.label = label;
  }

  /** Returns the name in MCAP files; empty for none. */
  public String label() {
    return label;
  }

  /** Finds a compression by its name in bags. */
  static Compression named(String name) {
    for (Compression one : values()) {
      if (one.label.equals(name) || one == NONE && name.equals("none")) {
        return one;
      }
    }
    throw new BadInputException(
        "a chunk is compressed with '" + name + "'", "Allowed: none, zstd, lz4, bz2.");
  }

  /** Decompresses to exactly {@code size} bytes, which the caller has bounded. */
  byte[] decode(byte[] stored, int offset, int length, int size) {
    try {
      return switch (this) {
        case NONE -> {
          requireSize(length, size);
          yield java.util.Arrays.copyOfRange(stored, offset, offset + length);
        }
        case ZSTD -> {
          byte[] out = new byte[size];
          long n = Zstd.decompressByteArray(out, 0, size, stored, offset, length);
          requireSize(n, size);
          yield out;
        }
        case LZ4 -> all(new FramedLZ4CompressorInputStream(in(stored, offset, length)), size);
        case BZ2 -> all(new BZip2CompressorInputStream(in(stored, offset, length)), size);
      };
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | ZstdException e) {
      throw damaged(e.getMessage(), e);
    }
  }

  private static InputStream in(byte[] stored, int offset, int length) {
    return new ByteArrayInputStream(stored, offset, length);
  }

  private static byte[] all(InputStream stream, int size) throws IOException {
    try (InputStream in = stream) {
      byte[] out = new byte[size];
      int n = in.readNBytes(out, 0, size);
      requireSize(in.read() < 0 ? n : size + 1L, size);
      return out;
    }
  }

  private static void requireSize(long given, int declared) {
    if (given != declared) {
      throw damaged("it does not have its declared " + declared + " bytes", null);
    }
  }

  private static BadInputException damaged(String why, Exception cause) {
    return new BadInputException(
        "a compressed block is damaged: " + why, "Recover what is whole, or copy it again.", cause);
  }

  /** Compresses a block. */
  byte[] encode(byte[] plain, int length) {
    return switch (this) {
      case NONE -> java.util.Arrays.copyOf(plain, length);
      case ZSTD -> {
        byte[] out = new byte[(int) Zstd.compressBound(length)];
        long n = Zstd.compressByteArray(out, 0, out.length, plain, 0, length, LEVEL);
        yield java.util.Arrays.copyOf(out, (int) n);
      }
      case LZ4 -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length / 2 + 64);
        try (LZ4FrameOutputStream frame =
            new LZ4FrameOutputStream(out, LZ4FrameOutputStream.BLOCKSIZE.SIZE_256KB)) {
          frame.write(plain, 0, length);
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
        yield out.toByteArray();
      }
      case BZ2 -> throw new BadInputException("bz2 is not written", "Allowed: none, zstd, lz4.");
    };
  }

  /** Decompresses a zstd message whose size its own header tells. */
  static byte[] zstdMessage(byte[] stored) {
    long size = Zstd.getFrameContentSize(stored, 0, stored.length);
    return ZSTD.decode(
        stored, 0, stored.length, Limits.size("a compressed message", size, Limits.CHUNK));
  }

  /** A stream that decompresses a zstd file. */
  static InputStream zstdStream(InputStream in) throws IOException {
    return new ZstdInputStream(in).setLongMax(27);
  }
}
