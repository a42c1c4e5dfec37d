package org.pollex.ros.ros1.tcpros;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Blocks of bytes behind their length, a little-endian {@code uint32}. */
public final class Frames {
  /** Longest message, bytes, unless told otherwise. */
  public static final int MOST_BYTES = 256 << 20;

  private static final int STEP = 1 << 20;

  private Frames() {}

  /** Returns the bytes of a frame: the length, then the content. */
  public static byte[] of(byte[] content) {
    byte[] frame = new byte[4 + content.length];
    length(frame, 0, content.length);
    System.arraycopy(content, 0, frame, 4, content.length);
    return frame;
  }

  static void length(byte[] target, int at, int length) {
    for (int i = 0; i < 4; i++) {
      target[at + i] = (byte) (length >>> 8 * i);
    }
  }

  static int length(byte[] source, int at) {
    return source[at] & 0xff
        | (source[at + 1] & 0xff) << 8
        | (source[at + 2] & 0xff) << 16
        | source[at + 3] << 24;
  }

  /**
   * Reads the content of the next frame.
   *
   * @param most greatest length that is taken
   * @throws EOFException if the stream ends, before a frame or in it
   */
  public static byte[] read(InputStream in, int most) throws IOException {
    byte[] head = in.readNBytes(4);
    if (head.length < 4) {
      throw new EOFException("the connection was closed");
    }
    int length = length(head, 0);
    if (length < 0 || length > most) {
      throw new IOException(
          "a block declares "
              + Integer.toUnsignedString(length)
              + " bytes; allowed are up to "
              + most);
    }
    // A peer that declares much and sends little makes us hold little.
    byte[] content = new byte[Math.min(length, STEP)];
    int got = 0;
    while (got < length) {
      if (got == content.length) {
        content = Arrays.copyOf(content, (int) Math.min(length, 2L * content.length));
      }
      int more = in.read(content, got, content.length - got);
      if (more < 0) {
        throw new EOFException("the connection was closed in the middle of a block");
      }
      got += more;
    }
    return content;
  }
}
