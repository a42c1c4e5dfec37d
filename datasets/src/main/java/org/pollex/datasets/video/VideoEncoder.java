package org.pollex.datasets.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.errors.RunFailedException;

/**
 * Writes pictures as MP4 the way LeRobot does by default: AV1 by SVT-AV1, 4:2:0, a key frame at
 * least every second frame, constant rate factor 30. Lossy.
 */
public final class VideoEncoder implements AutoCloseable {
  /** Codec as LeRobot names it. */
  public static final String CODEC = "av1";

  /** Layout of the stored pixels as FFmpeg names it. */
  public static final String PIXELS = "yuv420p";

  private static final String ENCODER = "libsvtav1";
  private static final int BETWEEN_KEYS = 2;
  private static final String RATE_FACTOR = "30";
  private static final int FINEST_RATE = 1_000_000;
  private static final int SMALLEST_SIDE = 64;
  private static final int LARGEST_SIDE = 4096;

  /** The library reads whole blocks, behind the last pixel too. */
  private static final int READ_AHEAD = 256;

  private final Path path;
  private final int height;
  private final int width;
  private final AVFormatContext container = new AVFormatContext(null);
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
  private final IntPointer strides = new IntPointer(4);
  private final MemorySegment picture;
  private AVCodecContext context;
  private AVStream stream;
  private SwsContext scaler;
  private AVRational tick;
  private long count;

  /**
   * Begins a file.
   *
   * @param height of the pictures; see {@link #fits}
   * @param width of the pictures
   * @param fps frames a second
   */
  public VideoEncoder(Path path, int height, int width, double fps) {
    NativeVideo.load();
    this.path = path;
    this.height = height;
    this.width = width;
    strides.put(0, 3 * width);
    this.picture =
        MemorySegment.ofBuffer(ByteBuffer.allocateDirect(3 * height * width + READ_AHEAD));
    try {
      begin(fps);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Returns true if pictures of this size can be encoded: even sides of 64 to 4096 pixels. */
  public static boolean fits(int height, int width) {
    return Math.min(height, width) >= SMALLEST_SIDE
        && Math.max(height, width) <= LARGEST_SIDE
        && height % 2 == 0
        && width % 2 == 0;
  }

  private void begin(double fps) {
    AVCodec codec = avcodec_find_encoder_by_name(ENCODER);
    if (codec == null) {
      throw new MissingPrerequisiteException(
          "FFmpeg here has no encoder " + ENCODER, "Write pictures as PNG (--images png).");
    }
    require(avformat_alloc_output_context2(container, null, "mp4", path.toString()));
    stream = avformat_new_stream(container, codec);
    context = avcodec_alloc_context3(codec);
    AVRational rate = av_d2q(fps, FINEST_RATE);
    tick = av_inv_q(rate);
    context.width(width);
    context.height(height);
    context.pix_fmt(AV_PIX_FMT_YUV420P);
    context.time_base(tick);
    context.framerate(rate);
    context.gop_size(BETWEEN_KEYS);
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    stream.time_base(tick);
    stream.avg_frame_rate(rate);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "crf", RATE_FACTOR, 0);
    try {
      require(avcodec_open2(context, codec, options));
    } finally {
      av_dict_free(options);
    }
    require(avcodec_parameters_from_context(stream.codecpar(), context));
    AVIOContext file = new AVIOContext(null);
    require(avio_open(file, path.toAbsolutePath().toString(), AVIO_FLAG_WRITE));
    container.pb(file);
    require(avformat_write_header(container, (AVDictionary) null));
    frame.format(AV_PIX_FMT_YUV420P);
    frame.width(width);
    frame.height(height);
    require(av_frame_get_buffer(frame, 0));
    scaler =
        sws_getContext(
            width,
            height,
            AV_PIX_FMT_RGB24,
            width,
            height,
            AV_PIX_FMT_YUV420P,
            SWS_BICUBIC | SWS_ACCURATE_RND,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
  }

  /**
   * Adds a picture.
   *
   * @param rgb uint8 [height, width, 3] from its position to its limit
   * @param key true to make it decodable by itself, as the first of an episode is
   */
  public void add(ByteBuffer rgb, boolean key) {
    if (rgb.remaining() != 3 * height * width) {
      throw new IllegalArgumentException(rgb + " for a picture of " + width + " x " + height);
    }
    require(av_frame_make_writable(frame));
    MemorySegment.copy(MemorySegment.ofBuffer(rgb), 0, picture, 0, rgb.remaining());
    planes.put(0, new BytePointer(picture.asByteBuffer()));
    if (sws_scale(scaler, planes, strides, 0, height, frame.data(), frame.linesize()) != height) {
      throw failed("a picture cannot be made 4:2:0");
    }
    frame.pts(count++);
    frame.pict_type(key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    require(avcodec_send_frame(context, frame));
    write();
  }

  /** Returns the number of pictures so far. */
  public long frames() {
    return count;
  }

  /** Writes what the encoder still holds, and the index. */
  public void finish() {
    require(avcodec_send_frame(context, null));
    write();
    require(av_write_trailer(container));
  }

  private void write() {
    while (avcodec_receive_packet(context, packet) >= 0) {
      av_packet_rescale_ts(packet, tick, stream.time_base());
      packet.stream_index(stream.index());
      packet.duration(Math.max(1, packet.duration()));
      require(av_interleaved_write_frame(container, packet));
      av_packet_unref(packet);
    }
  }

  private void require(int answer) {
    if (answer < 0) {
      throw failed(NativeVideo.text(answer));
    }
  }

  private RunFailedException failed(String what) {
    return new RunFailedException(
        "cannot write " + path + ": " + what, "Check the disk, or write PNG (--images png).");
  }

  @Override
  public void close() {
    if (container.pb() != null) {
      avio_closep(container.pb());
    }
    avcodec_free_context(context);
    avformat_free_context(container);
    sws_freeContext(scaler);
    av_frame_free(frame);
    av_packet_free(packet);
    planes.close();
    strides.close();
  }
}
