package org.pollex.datasets.exchange;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.pollex.datasets.video.VideoDecoders;
import org.pollex.datasets.video.VideoFile;

/**
 * The MP4 files of a LeRobot data set. An episode's frames lie in one file per camera, behind those
 * of other episodes; the frame of a step is the one shown at the episode's beginning there plus the
 * step's own stamp. Each file is opened when it is needed first, and stays open: its index takes 25
 * bytes per frame.
 */
final class LeRobotVideos implements AutoCloseable {
  static final String PATTERN =
      "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4";

  /** LeRobot's own tolerance between a step's stamp and the frame's, s. */
  static final double TOLERANCE = 1e-4;

  private static final int MOST_FILES = 1000;
  private static final long MOST_FRAMES = 20_000_000;

  private final Path folder;
  private final Map<Path, VideoFile> open = new ConcurrentHashMap<>();
  private final AtomicLong frames = new AtomicLong();

  /**
   * Where an episode's frames lie.
   *
   * @param from when the first one is shown, s from the file's beginning
   */
  record Place(int chunk, int file, double from) {}

  LeRobotVideos(Path folder) {
    this.folder = folder;
  }

  /** The frame of each step, by the steps' stamps. */
  int[] frames(LeRobotFeature feature, Place place, float[] stamps) {
    VideoFile file = file(feature, place);
    int[] found = new int[stamps.length];
    for (int t = 0; t < stamps.length; t++) {
      double wanted = place.from() + stamps[t];
      found[t] = file.nearest(wanted);
      double off = Math.abs(file.seconds(found[t]) - wanted);
      if (!(off < TOLERANCE)) {
        throw Bounds.refused(
            folder + "/" + name(feature.key(), place.chunk(), place.file()),
            String.format(
                Locale.ROOT, "shows no frame at %.6f s (the nearest is %.6f s off)", wanted, off),
            "frames within " + TOLERANCE + " s of the steps' stamps");
      }
    }
    return found;
  }

  /** The file of a place, opened. */
  VideoFile file(LeRobotFeature feature, Place place) {
    Path path = folder.resolve(name(feature.key(), place.chunk(), place.file()));
    return open.computeIfAbsent(path, fresh -> opened(fresh, feature));
  }

  private VideoFile opened(Path path, LeRobotFeature feature) {
    VideoFile file = VideoFile.open(path, feature.height(), feature.width());
    if (open.size() >= MOST_FILES || frames.addAndGet(file.frames()) > MOST_FRAMES) {
      file.close();
      throw Bounds.refused(
          folder + "",
          "has more videos than can be open at once",
          MOST_FILES + " files, " + MOST_FRAMES + " frames");
    }
    return file;
  }

  /** Decodes an episode's pictures behind each other, uint8 [steps, height, width, 3]. */
  void decode(
      LeRobotFeature feature,
      Place place,
      float[] stamps,
      VideoDecoders decoders,
      MemorySegment out) {
    int[] wanted = frames(feature, place, stamps);
    VideoFile file = file(feature, place);
    long bytes = out.byteSize() / stamps.length;
    for (int t = 0; t < wanted.length; t++) {
      decoders.of(file).frame(file, wanted[t], out, t * bytes);
    }
  }

  /** A file's name below the folder; a key that leads elsewhere is refused. */
  static String name(String key, int chunk, int file) {
    if (!key.matches("[\\w.-]+") || key.contains("..")) {
      throw Bounds.refused("the video column " + key, "is no file name", "letters, digits, . _ -");
    }
    return String.format(Locale.ROOT, "videos/%s/chunk-%03d/file-%03d.mp4", key, chunk, file);
  }

  @Override
  public void close() {
    open.values().forEach(VideoFile::close);
  }
}
