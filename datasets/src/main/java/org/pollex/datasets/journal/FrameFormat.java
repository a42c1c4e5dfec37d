package org.pollex.datasets.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The byte layout of headers and frames, in one place; {@code docs/DATA.md} is its twin. */
final class FrameFormat {
  /** File magic; 0x89 and the line endings expose transfers in text mode, as in PNG. */
  static final byte[] FILE_MAGIC = {(byte) 0x89, 'P', 'L', 'X', '\r', '\n', 0x1a, '\n'};

  static final int VERSION = 1;
  static final int FILE_PREFIX = 16;
  static final int MAX_KIND = 64;
  static final int MAX_METADATA = 16 << 20;

  /** "PLXR" in little-endian order; lets a reader find the next frame behind a damaged one. */
  static final int FRAME_MAGIC = 'P' | 'L' << 8 | 'X' << 16 | 'R' << 24;

  static final int FRAME_PREFIX = 16;

  /** Frame bytes that the hash covers besides the payload: magic, length, type. */
  static final int HASHED_PREFIX = 12;

  static final int TRAILER = Integer.BYTES + ChainHash.LENGTH;
  static final int MAX_PAYLOAD = 64 << 20;

  private FrameFormat() {}

  /** The 16 bytes in front of a payload. */
  static byte[] framePrefix(int type, int length) {
    byte[] prefix = new byte[FRAME_PREFIX];
    littleEndian(prefix)
        .putInt(FRAME_MAGIC)
        .putInt(length)
        .putShort((short) type)
        .putShort((short) 0)
        .putInt(crc(prefix, 0, HASHED_PREFIX));
    return prefix;
  }

  /** True if these 16 bytes are the start of a frame that this version can read. */
  static boolean isFramePrefix(byte[] prefix) {
    ByteBuffer in = littleEndian(prefix);
    int length = in.getInt(4);
    return in.getInt(0) == FRAME_MAGIC
        && length >= 0
        && length <= MAX_PAYLOAD
        && in.getShort(10) == 0
        && in.getInt(HASHED_PREFIX) == crc(prefix, 0, HASHED_PREFIX);
  }

  static int lengthOf(byte[] prefix) {
    return littleEndian(prefix).getInt(4);
  }

  static int typeOf(byte[] prefix) {
    return Short.toUnsignedInt(littleEndian(prefix).getShort(8));
  }

  static long frameSize(int payloadLength) {
    return (long) FRAME_PREFIX + payloadLength + TRAILER;
  }

  static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
