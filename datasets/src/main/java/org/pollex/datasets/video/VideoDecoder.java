package org.pollex.datasets.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.lang.foreign.MemorySegment;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.pollex.errors.MissingPrerequisiteException;

/**
 * Decodes single frames of files that share a codec and its parameters, for one thread. A frame is
 * decoded from its nearest key frame on, or from where the last one ended; the frames that came out
 * on the way are kept, since neighbours are asked for next.
 */
public final class VideoDecoder implements AutoCloseable {
  /** As many as H.264 may hold back, and the one that is asked for. */
  private static final int KEPT = 17;

  private static final int ALIGNMENT = 128;

  private final AVCodecContext context;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame received = av_frame_alloc();
  private final AVFrame[] kept = new AVFrame[KEPT];
  private final RgbConverter rgb = new RgbConverter();
  private int oldest;
  private VideoFile file;

  /** The packet to go on with; −1 if only a key frame will do. */
  private int next = -1;

  /** Makes a decoder for a file, and for others with equal {@link VideoFile#parameters}. */
  public VideoDecoder(VideoFile first) {
    AVCodec codec = avcodec_find_decoder(first.parameters().codec_id());
    if (codec == null) {
      throw new MissingPrerequisiteException(
          "FFmpeg here has no decoder for " + first.codec(), "Use the build that Pollex names.");
    }
    context = avcodec_alloc_context3(codec);
    for (int i = 0; i < KEPT; i++) {
      kept[i] = av_frame_alloc();
    }
    try {
      NativeVideo.require(
          avcodec_parameters_to_context(context, first.parameters()), first.path(), "parameters");
      context.thread_count(1);
      context.max_pixels((long) (first.height() + ALIGNMENT) * (first.width() + ALIGNMENT));
      NativeVideo.require(
          avcodec_open2(context, codec, (AVDictionary) null), first.path(), "no decoder opens");
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Decodes a frame.
   *
   * @param target gets uint8 [height, width, 3], RGB, from {@code at} on
   * @throws org.pollex.errors.BadInputException if the frame cannot be decoded
   */
  public void frame(VideoFile from, int frame, MemorySegment target, long at) {
    int wanted = from.packet(frame);
    AVFrame found = from == file ? find(from.stamp(wanted)) : null;
    if (found == null) {
      decode(from, wanted);
      found = find(from.stamp(wanted));
    }
    if (found == null) {
      throw NativeVideo.damaged(from.path(), "frame " + frame + " does not come out");
    }
    if (found.width() != from.width() || found.height() != from.height()) {
      throw NativeVideo.damaged(from.path(), "frame " + frame + " is of another size");
    }
    long bytes = 3L * from.height() * from.width();
    rgb.convert(from.path(), found, target.asSlice(at, bytes));
  }

  private AVFrame find(long stamp) {
    for (AVFrame frame : kept) {
      if (frame.width() > 0 && frame.pts() == stamp) {
        return frame;
      }
    }
    return null;
  }

  private void decode(VideoFile from, int wanted) {
    int key = from.key(wanted);
    if (key < 0) {
      throw NativeVideo.damaged(from.path(), "packet " + wanted + " has no key frame before it");
    }
    if (from != file || next <= key || next > wanted) {
      restart();
      file = from;
      next = key;
    }
    long stamp = from.stamp(wanted);
    // Frames may come out later than their packets go in, but not behind the next key frame.
    while (find(stamp) == null && next < from.packets() && (next <= wanted || !from.isKey(next))) {
      send(next++);
      if (next > wanted + KEPT) {
        break;
      }
    }
    if (find(stamp) == null) {
      NativeVideo.require(avcodec_send_packet(context, null), file.path(), "a frame is damaged");
      receive();
      avcodec_flush_buffers(context);
      next = -1;
    }
  }

  private void restart() {
    avcodec_flush_buffers(context);
    for (AVFrame frame : kept) {
      av_frame_unref(frame);
    }
    next = -1;
  }

  private void send(int number) {
    MemorySegment bytes = file.bytes(number);
    if (context.codec_id() == AV_CODEC_ID_AV1
        && !Av1Size.within(bytes, file.height() + ALIGNMENT, file.width() + ALIGNMENT)) {
      next = -1;
      throw NativeVideo.damaged(file.path(), "packet " + number + " announces larger pictures");
    }
    try {
      NativeVideo.require(av_new_packet(packet, file.size(number)), file.path(), "memory");
      MemorySegment data =
          MemorySegment.ofBuffer(packet.data().capacity(file.size(number)).asByteBuffer());
      data.copyFrom(bytes);
      packet.pts(file.stamp(number));
      NativeVideo.require(avcodec_send_packet(context, packet), file.path(), "a frame is damaged");
      receive();
    } catch (RuntimeException e) {
      next = -1;
      throw e;
    } finally {
      av_packet_unref(packet);
    }
  }

  private void receive() {
    while (avcodec_receive_frame(context, received) >= 0) {
      av_frame_unref(kept[oldest]);
      av_frame_move_ref(kept[oldest], received);
      oldest = (oldest + 1) % KEPT;
    }
  }

  @Override
  public void close() {
    rgb.close();
    for (AVFrame frame : kept) {
      av_frame_free(frame);
    }
    av_frame_free(received);
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
