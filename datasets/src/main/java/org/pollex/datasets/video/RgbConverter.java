package org.pollex.datasets.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A decoded frame as RGB, with the settings that LeRobot's decoder (torchcodec) uses, so that the
 * pixels are the same: bilinear chroma, the frame's own colour space and range.
 */
final class RgbConverter implements AutoCloseable {
  private static final int UNIT = 1 << 16;
  private static final int BLOCK = 32;

  private SwsContext context;
  private int space = -1;
  private int range = -1;
  private MemorySegment padded = MemorySegment.NULL;
  private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
  private final IntPointer strides = new IntPointer(4);

  /** Fills {@code into} with uint8 [height, width, 3]. */
  void convert(Path file, AVFrame frame, MemorySegment into) {
    int width = frame.width();
    int height = frame.height();
    SwsContext fresh =
        sws_getCachedContext(
            context,
            width,
            height,
            frame.format(),
            width,
            height,
            AV_PIX_FMT_RGB24,
            SWS_BILINEAR,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    if (fresh == null || fresh.isNull()) {
      context = null;
      throw NativeVideo.damaged(file, "its pixel format cannot be made RGB");
    }
    boolean other = context == null || context.address() != fresh.address();
    context = fresh;
    if (other || space != frame.colorspace() || range != frame.color_range()) {
      space = frame.colorspace();
      range = frame.color_range();
      IntPointer from = sws_getCoefficients(space);
      IntPointer to = sws_getCoefficients(SWS_CS_DEFAULT);
      int full = range == AVCOL_RANGE_JPEG ? 1 : 0;
      // Formats without a colour space refuse this, and need none.
      sws_setColorspaceDetails(context, from, full, to, 1, 0, UNIT, UNIT);
    }
    // The library leaves out the last columns where a row has no room for whole blocks of pixels.
    int row = 3 * Math.ceilDiv(width, BLOCK) * BLOCK;
    if (padded.byteSize() != (long) row * height) {
      padded = MemorySegment.ofBuffer(ByteBuffer.allocateDirect(row * height));
    }
    planes.put(0, new BytePointer(padded.asByteBuffer()));
    strides.put(0, row);
    if (sws_scale(context, frame.data(), frame.linesize(), 0, height, planes, strides) != height) {
      throw NativeVideo.damaged(file, "a frame cannot be made RGB");
    }
    for (int y = 0; y < height; y++) {
      MemorySegment.copy(padded, (long) y * row, into, 3L * y * width, 3L * width);
    }
  }

  @Override
  public void close() {
    if (context != null) {
      sws_freeContext(context);
      context = null;
    }
    planes.close();
    strides.close();
  }
}
