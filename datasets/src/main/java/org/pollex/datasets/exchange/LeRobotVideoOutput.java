package org.pollex.datasets.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.datasets.video.VideoEncoder;
import org.pollex.hardware.tensor.Tensor;

/**
 * The MP4 files of one video column while they are written: episodes behind each other, a new file
 * when one has grown large.
 */
final class LeRobotVideoOutput implements AutoCloseable {
  /** As LeRobot has it by default. */
  static final int FILE_MEGABYTES = 200;

  private final Path folder;
  private final LeRobotFeature feature;
  private final double fps;
  private VideoEncoder encoder;
  private Path path;
  private int file = -1;

  LeRobotVideoOutput(Path folder, LeRobotFeature feature, double fps) {
    this.folder = folder;
    this.feature = feature;
    this.fps = fps;
  }

  /** What {@code meta/episodes} says of a video column, in the order of {@link #add}. */
  static List<String> columns(String key) {
    return List.of("chunk_index", "file_index", "from_timestamp", "to_timestamp").stream()
        .map(column -> ParquetFolder.name("videos/" + key + "/" + column))
        .toList();
  }

  /**
   * Adds an episode.
   *
   * @param pictures uint8 [steps, height, width, 3]
   * @return the values of {@link #columns}, as SQL writes them
   */
  List<String> add(Tensor pictures) {
    begin();
    double from = encoder.frames() / fps;
    ByteBuffer all = pictures.bytes();
    int bytes = all.remaining() / pictures.shape()[0];
    for (int t = 0; t < pictures.shape()[0]; t++) {
      encoder.add(all.slice(t * bytes, bytes), t == 0);
    }
    List<String> place = new ArrayList<>();
    place.add(String.valueOf(file / LeRobotWriter.FILES_PER_CHUNK));
    place.add(String.valueOf(file % LeRobotWriter.FILES_PER_CHUNK));
    place.add(String.format(Locale.ROOT, "%s::DOUBLE", from));
    place.add(String.format(Locale.ROOT, "%s::DOUBLE", encoder.frames() / fps));
    return place;
  }

  private void begin() {
    try {
      if (encoder != null && Files.size(path) > (long) FILE_MEGABYTES << 20) {
        finish();
      }
      if (encoder == null) {
        file++;
        path =
            folder.resolve(
                LeRobotVideos.name(
                    feature.key(),
                    file / LeRobotWriter.FILES_PER_CHUNK,
                    file % LeRobotWriter.FILES_PER_CHUNK));
        Files.createDirectories(path.getParent());
        encoder = new VideoEncoder(path, feature.height(), feature.width(), fps);
      }
    } catch (IOException e) {
      throw StorageFailure.writing(folder, e);
    }
  }

  /** Completes the last file. */
  void finish() {
    if (encoder != null) {
      encoder.finish();
      close();
    }
  }

  @Override
  public void close() {
    if (encoder != null) {
      encoder.close();
      encoder = null;
    }
  }

  /** What {@code meta/info.json} says of the files. */
  Map<String, Object> describe() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("video.height", feature.height());
    info.put("video.width", feature.width());
    info.put("video.codec", VideoEncoder.CODEC);
    info.put("video.pix_fmt", VideoEncoder.PIXELS);
    info.put("video.is_depth_map", false);
    info.put("video.fps", Math.round(fps));
    info.put("video.channels", 3);
    info.put("has_audio", false);
    return info;
  }
}
