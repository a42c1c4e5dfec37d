package org.pollex.datasets.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;

/**
 * An MP4 file of pictures: where each frame's packet lies, when it is shown, and from which key
 * frame it can be decoded. The file is parsed once; any number of decoders may read it then.
 */
public final class VideoFile implements AutoCloseable {
  private static final List<Integer> CODECS =
      List.of(AV_CODEC_ID_AV1, AV_CODEC_ID_H264, AV_CODEC_ID_HEVC);
  private static final int MOST_FRAMES = 4_000_000;
  private static final int MOST_PACKET_BYTES = 64 << 20;
  private static final int MOST_REORDERED = 64;

  private final Path path;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment mapped;
  private final AVCodecParameters parameters;
  private final int height;
  private final int width;
  private double tick;
  private String decodedBy;

  /** In the order of the file: bytes and stamps of each packet. */
  private long[] offsets = new long[1024];

  private int[] sizes = new int[1024];
  private long[] stamps = new long[1024];
  private final BitSet keys = new BitSet();
  private int count;

  /** Packets in the order in which they are shown. */
  private int[] shown;

  private VideoFile(Path path, int height, int width) {
    this.path = path;
    // A channel would be closed by the interruption of any thread that reads; a map is not.
    try (FileChannel channel = FileChannel.open(path)) {
      this.mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (IOException e) {
      arena.close();
      throw StorageFailure.reading(path, e);
    }
    this.height = height;
    this.width = width;
    this.parameters = avcodec_parameters_alloc();
  }

  /**
   * Reads a file's index.
   *
   * @param height of every picture, as the data set declares it
   * @param width of every picture
   * @throws org.pollex.errors.BadInputException if it is damaged, no MP4, of another size, or of a
   *     codec other than AV1, H.264 and HEVC
   */
  public static VideoFile open(Path path, int height, int width) {
    NativeVideo.load();
    VideoFile file = new VideoFile(path, height, width);
    try {
      file.index();
      return file;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void index() {
    AVFormatContext context = avformat_alloc_context();
    AVDictionary options = new AVDictionary(null);
    // One local file, and no other that it might name.
    av_dict_set(options, "protocol_whitelist", "file", 0);
    av_dict_set(options, "enable_drefs", "0", 0);
    try {
      String url = "file:" + path.toAbsolutePath();
      NativeVideo.require(
          avformat_open_input(context, url, av_find_input_format("mp4"), options),
          path,
          "is no MP4 file");
      AVStream stream = only(context);
      NativeVideo.require(
          avcodec_parameters_copy(parameters, stream.codecpar()), path, "has no codec parameters");
      tick = (double) stream.time_base().num() / stream.time_base().den();
      if (!CODECS.contains(parameters.codec_id())) {
        throw NativeVideo.damaged(path, "its codec is " + codec());
      }
      if (parameters.height() != height || parameters.width() != width) {
        throw NativeVideo.damaged(
            path,
            "its pictures are %d x %d, and %d x %d is declared"
                .formatted(parameters.width(), parameters.height(), width, height));
      }
      packets(context, stream.index());
      decodedBy = fingerprint();
    } finally {
      avformat_close_input(context);
      av_dict_free(options);
    }
    if (count == 0 || !(tick > 0)) {
      throw NativeVideo.damaged(path, "holds no frame");
    }
    shown = sorted();
  }

  private String fingerprint() {
    byte[] header = new byte[parameters.extradata_size()];
    if (header.length > 0) {
      parameters.extradata().get(header);
    }
    return codec() + " " + width + " x " + height + " " + Sha256.hex(header);
  }

  private AVStream only(AVFormatContext context) {
    AVStream found = null;
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream stream = context.streams(i);
      if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
        if (found != null) {
          throw NativeVideo.damaged(path, "holds several videos");
        }
        found = stream;
      }
    }
    if (found == null) {
      throw NativeVideo.damaged(path, "holds no video");
    }
    return found;
  }

  private void packets(AVFormatContext context, int stream) {
    AVPacket packet = av_packet_alloc();
    try {
      while (av_read_frame(context, packet) >= 0) {
        boolean kept =
            packet.stream_index() == stream && (packet.flags() & AV_PKT_FLAG_DISCARD) == 0;
        if (kept) {
          add(packet);
        }
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
  }

  private void add(AVPacket packet) {
    if (packet.pts() == AV_NOPTS_VALUE || packet.pos() < 0) {
      throw NativeVideo.damaged(path, "frame " + count + " has no time or place");
    }
    if (count == MOST_FRAMES || packet.size() > MOST_PACKET_BYTES) {
      throw NativeVideo.damaged(
          path, "holds more than " + MOST_FRAMES + " frames, or one of " + packet.size() + " B");
    }
    if (count == sizes.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      sizes = Arrays.copyOf(sizes, 2 * count);
      stamps = Arrays.copyOf(stamps, 2 * count);
    }
    offsets[count] = packet.pos();
    sizes[count] = packet.size();
    stamps[count] = packet.pts();
    keys.set(count, (packet.flags() & AV_PKT_FLAG_KEY) != 0);
    count++;
  }

  private int[] sorted() {
    // Packets are shown nearly in the order of the file: a sort by insertion moves little.
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int at = i;
      while (at > 0 && stamps[order[at - 1]] > stamps[i]) {
        order[at] = order[at - 1];
        at--;
        if (i - at > MOST_REORDERED) {
          throw NativeVideo.damaged(path, "its frames are out of order");
        }
      }
      order[at] = i;
    }
    return order;
  }

  /** Returns the number of frames. */
  public int frames() {
    return count;
  }

  /** Returns the codec's name, for example {@code av1}. */
  public String codec() {
    return avcodec_get_name(parameters.codec_id()).getString();
  }

  /** Returns when a frame is shown, seconds from the file's beginning. */
  public double seconds(int frame) {
    return stamps[shown[frame]] * tick;
  }

  /** Returns the frame that is shown nearest to a time. */
  public int nearest(double seconds) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (seconds(middle) < seconds) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean before = low > 0 && seconds - seconds(low - 1) < seconds(low) - seconds;
    return before ? low - 1 : low;
  }

  Path path() {
    return path;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  AVCodecParameters parameters() {
    return parameters;
  }

  /** Equal for files that one decoder can decode: codec, size, and the codec's own header. */
  String decodedBy() {
    return decodedBy;
  }

  int packets() {
    return count;
  }

  /** The packet of a frame. */
  int packet(int frame) {
    return shown[frame];
  }

  long stamp(int packet) {
    return stamps[packet];
  }

  int size(int packet) {
    return sizes[packet];
  }

  /**
   * The last key frame up to a packet that is not shown after it; −1 if there is none. Frames that
   * are stored behind a key frame and shown before it may need the one before, too.
   */
  int key(int packet) {
    int key = keys.previousSetBit(packet);
    while (key > 0 && stamps[key] > stamps[packet]) {
      key = keys.previousSetBit(key - 1);
    }
    return key;
  }

  boolean isKey(int packet) {
    return keys.get(packet);
  }

  /** A packet's bytes where they lie. */
  MemorySegment bytes(int packet) {
    if (offsets[packet] > mapped.byteSize() - sizes[packet]) {
      throw NativeVideo.damaged(path, "ends inside packet " + packet);
    }
    return mapped.asSlice(offsets[packet], sizes[packet]);
  }

  @Override
  public void close() {
    avcodec_parameters_free(parameters);
    arena.close();
  }
}
