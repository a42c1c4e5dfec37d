package org.pollex.eval.console.camera;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The JPEG pictures in a stream of bytes, whatever lies between them: a motion-JPEG film, or the
 * multipart answer of a camera. Pictures are found by their own markers (ITU-T T.81, annex B), so
 * that cameras that do not tell a picture's length work, too.
 */
public final class JpegFrames {
  /** A larger picture is none of a camera's. */
  public static final int LARGEST = 8 << 20;

  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;

  private final InputStream in;
  private final ByteArrayOutputStream frame = new ByteArrayOutputStream(1 << 16);

  /** Reads from a stream, which should be buffered. */
  public JpegFrames(InputStream in) {
    this.in = in;
  }

  /** Returns the next whole picture; empty at the end of the stream. */
  public Optional<byte[]> next() throws IOException {
    while (seekStart()) {
      if (segments()) {
        return Optional.of(frame.toByteArray());
      }
    }
    return Optional.empty();
  }

  /** Moves behind the next start-of-image marker. */
  private boolean seekStart() throws IOException {
    int last = 0;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (last == 0xff && next == START) {
        frame.reset();
        frame.write(0xff);
        frame.write(START);
        return true;
      }
      last = next;
    }
    return false;
  }

  /** Copies segment by segment; returns false when these bytes are no picture after all. */
  private boolean segments() throws IOException {
    int marker = marker(in.read());
    while (marker > 0) {
      frame.write(0xff);
      frame.write(marker);
      if (marker == END) {
        return true;
      }
      int length = (in.read() << 8) | in.read();
      if (length < 2 || frame.size() + length > LARGEST) {
        return false;
      }
      frame.write(length >> 8);
      frame.write(length);
      byte[] body = in.readNBytes(length - 2);
      frame.write(body);
      if (body.length < length - 2) {
        return false;
      }
      marker = marker == SCAN ? coded() : marker(in.read());
    }
    return false;
  }

  /** Returns the marker that a byte 0xff starts, or 0 when it starts none. */
  private int marker(int first) throws IOException {
    int next = first;
    if (next != 0xff) {
      return 0;
    }
    while (next == 0xff) {
      next = in.read();
    }
    return next > 0 ? next : 0;
  }

  /** Copies entropy-coded data, in which 0xff is followed by 0 or a restart; returns its end. */
  private int coded() throws IOException {
    for (int next = in.read(); next >= 0 && frame.size() < LARGEST; next = in.read()) {
      if (next != 0xff) {
        frame.write(next);
        continue;
      }
      int after = in.read();
      while (after == 0xff) {
        after = in.read();
      }
      boolean data = after == 0 || (after >= 0xd0 && after <= 0xd7);
      if (!data) {
        return after > 0 ? after : 0;
      }
      frame.write(0xff);
      frame.write(after);
    }
    return 0;
  }
}
