package org.pollex.datasets.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pollex.datasets.bag.Bag;
import org.pollex.datasets.bag.Rosbag2;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.datasets.hdf5.ForeignAttributes;
import org.pollex.datasets.rows.RowSource;
import org.pollex.datasets.source.DatasetSummary;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/**
 * Episodes from one format into another.
 *
 * @param in what is read
 * @param out what is written
 * @param from format of what is read
 * @param to format of what is written
 * @param episodes number of episodes
 * @param steps number of steps
 * @param notCarried what the target cannot hold, known before anything is written
 * @param map the YAML file that maps a bag's topics to streams; null for other formats
 * @param timing what was measured of a bag's topics: rates, jitter, clock offsets
 * @param images how LeRobot's pictures are written: {@code png} or {@code video}
 * @param lossy which pictures a video's codec changes or has changed, known before anything is
 *     written
 * @param quality how much it changed them, measured after writing; empty before
 */
public record Conversion(
    String in,
    String out,
    String from,
    String to,
    int episodes,
    long steps,
    List<String> notCarried,
    String map,
    List<String> timing,
    String images,
    List<String> lossy,
    List<String> quality) {
  /** Pictures of a LeRobot data set as PNG: exact. */
  public static final String PNG = "png";

  /** Pictures of a LeRobot data set as MP4: small, as LeRobot has them by default, and lossy. */
  public static final String VIDEO = "video";

  private static final String ZARR = "zarr";
  private static final String ZARR_ZIP = "zarr.zip";
  private static final String MT3 = "mt3";
  private static final String HDF5 = "hdf5";
  private static final String BAG = "bag";
  private static final String LEROBOT = "lerobot";
  private static final String MCAP = "mcap";
  private static final String CSV = "csv";

  /** Returns the names of the formats that can be written. */
  public static List<String> targets() {
    return List.of(HDF5, ZARR, ZARR_ZIP, MT3, LEROBOT, MCAP, CSV);
  }

  /** Opens episodes in any format, told by content. */
  public static EpisodeSource open(Path in) {
    return open(in, null);
  }

  /**
   * Opens episodes in any format, told by content.
   *
   * @param map the YAML file that maps the topics of a bag to streams; null for other formats
   */
  public static EpisodeSource open(Path in, Path map) {
    String format = formatOf(in);
    if (format.equals(BAG) != (map != null)) {
      throw new BadInputException(
          in
              + (map == null
                  ? " is a bag, and no map was given"
                  : " is no bag, but a map was given"),
          "A bag needs --map FILE.yaml, for example {" + BagMap.EXAMPLE + "}; nothing else does.");
    }
    return switch (format) {
      case BAG -> BagEpisodes.open(in, BagMap.read(map));
      case ZARR, ZARR_ZIP -> ZarrEpisodes.open(in);
      case MT3 -> Mt3Episodes.open(in);
      case LEROBOT -> LeRobotReader.open(in);
      case MCAP -> McapEpisodes.open(in);
      case CSV -> CsvEpisodes.open(in);
      default -> EpisodeSource.open(in);
    };
  }

  /**
   * Opens episodes whose rows training reads at random.
   *
   * @throws BadInputException if it is damaged, or neither HDF5 nor a LeRobot folder
   */
  public static RowSource rows(Path in) {
    String format = formatOf(in);
    return switch (format) {
      case HDF5 -> DemonstrationFile.open(in);
      case LEROBOT -> LeRobotRows.open(in);
      default ->
          throw Bounds.refused(
              in + "", "is " + format, "HDF5 and LeRobot v3; convert it: pollex data convert");
    };
  }

  /** The same with black pictures where real ones would have to be decoded. */
  private static EpisodeSource outline(Path in, Path map) {
    return map == null && formatOf(in).equals(LEROBOT) ? LeRobotReader.outline(in) : open(in, map);
  }

  /**
   * Summarizes episodes in any format but bags; no picture is decoded.
   *
   * @throws BadInputException if it is missing, damaged or of no known format
   */
  public static DatasetSummary summary(Path in) {
    String format = formatOf(in);
    if (format.equals(HDF5)) {
      return DatasetSummary.of(in);
    }
    try (EpisodeSource source = outline(in, null)) {
      return DatasetSummary.of(in, format, source);
    }
  }

  private static String formatOf(Path in) {
    if (Files.isDirectory(in)) {
      if (Files.exists(in.resolve(".zgroup"))) {
        return ZARR;
      }
      if (Files.exists(in.resolve(LeRobotMeta.INFO))) {
        return LEROBOT;
      }
      if (!Mt3Episodes.folders(in).isEmpty()) {
        return MT3;
      }
      if (Rosbag2.is(in)) {
        return BAG;
      }
      throw Bounds.refused(
          "the folder " + in,
          "holds no known format",
          "zarr (.zgroup), MT3 (demo_eef_twists.npy), LeRobot v3 (meta/info.json), rosbag2");
    }
    try (InputStream stream = Files.newInputStream(in)) {
      byte[] start = stream.readNBytes(16);
      if (Bag.kind(start).isPresent()) {
        return McapEpisodes.is(in) ? MCAP : BAG;
      }
      boolean zip = start.length >= 4 && start[0] == 'P' && start[1] == 'K';
      return zip ? ZARR_ZIP : CsvEpisodes.is(start) ? CSV : HDF5;
    } catch (IOException e) {
      throw StorageFailure.reading(in, e);
    }
  }

  /**
   * Says what a conversion would do, without writing.
   *
   * @param to one of {@link #targets}
   * @throws org.pollex.errors.BadInputException if the target cannot hold the actions at all
   */
  public static Conversion plan(Path in, Path out, String to) {
    return plan(in, out, to, null, PNG);
  }

  /**
   * Says what a conversion would do, without writing.
   *
   * @param to one of {@link #targets}
   * @param map the YAML file that maps the topics of a bag to streams; null for other formats
   * @param images {@link #PNG} or {@link #VIDEO}, which only LeRobot has
   * @throws org.pollex.errors.BadInputException if the target cannot hold the actions at all
   */
  public static Conversion plan(Path in, Path out, String to, Path map, String images) {
    if (!targets().contains(to)) {
      throw BadInputException.unknownName("format", to, targets());
    }
    List<String> kinds = to.equals(LEROBOT) ? List.of(PNG, VIDEO) : List.of(PNG);
    if (!kinds.contains(images)) {
      throw BadInputException.unknownName("kind of images in " + to, images, kinds);
    }
    Set<String> lost = new LinkedHashSet<>();
    try (EpisodeSource source = outline(in, map)) {
      lost.addAll(source.notCarried());
      lost.addAll(
          switch (to) {
            case ZARR, ZARR_ZIP, LEROBOT -> ZarrEpisodes.lost(source);
            case MT3 -> Mt3Episodes.lost(source);
            case CSV -> CsvEpisodes.lost(source);
            default -> List.<String>of();
          });
      if (!to.equals(HDF5)) {
        foreign(source).forEach(lost::add);
      }
    }
    if (to.equals(LEROBOT)) {
      try (EpisodeSource source = outline(in, map)) {
        lost.addAll(LeRobotWriter.lost(source));
      }
    }
    if (to.equals(CSV)) {
      try (EpisodeSource source = open(in, map)) {
        lost.addAll(CsvEpisodes.wide(source));
      }
    }
    Set<String> lossy = new LinkedHashSet<>();
    if (formatOf(in).equals(LEROBOT)) {
      lossy.addAll(LeRobotReader.lossy(in));
    }
    int episodes = 0;
    long steps = 0;
    List<String> timing = new ArrayList<>();
    try (EpisodeSource source = outline(in, map)) {
      for (Episode episode : source) {
        if (images.equals(VIDEO)) {
          lossy.addAll(LeRobotWriter.lossy(episode));
        }
        episodes++;
        steps += episode.steps();
        timing.addAll(BagEpisodes.timing(episode));
      }
    }
    return new Conversion(
        in.toString(),
        out.toString(),
        formatOf(in),
        to,
        episodes,
        steps,
        List.copyOf(lost),
        map == null ? null : map.toString(),
        timing,
        images,
        List.copyOf(lossy),
        List.of());
  }

  private static Set<String> foreign(EpisodeSource source) {
    Set<String> names = new TreeSet<>();
    source
        .foreignAttributes()
        .byPath()
        .forEach(
            (path, a) -> a.keySet().forEach(n -> names.add("attribute " + n + " of /" + path)));
    source.foreignEnvironment().keySet().forEach(n -> names.add("env_args entry " + n));
    return names;
  }

  /**
   * Writes what a plan says; the target is whole or absent.
   *
   * @return the same with the measured {@link #quality} of pictures that became video
   */
  public Conversion write() {
    Path target = Path.of(out);
    boolean video = images.equals(VIDEO);
    try (EpisodeSource source = opened()) {
      Set<String> leftOut =
          notCarried.stream().map(n -> n.replaceFirst(" \\(.*$", "")).collect(Collectors.toSet());
      switch (to) {
        case ZARR -> Target.folder(target, sink -> ZarrEpisodes.write(source, leftOut, sink));
        case ZARR_ZIP -> Target.zip(target, sink -> ZarrEpisodes.write(source, leftOut, sink));
        case MT3 -> Target.folder(target, sink -> Mt3Episodes.write(source, sink));
        case MCAP -> AtomicFile.write(target, partial -> McapEpisodes.write(source, partial));
        case CSV -> AtomicFile.write(target, file -> CsvEpisodes.write(source, leftOut, file));
        case LEROBOT ->
            Target.into(target, partial -> LeRobotWriter.write(source, leftOut, video, partial));
        default -> hdf5(source, target);
      }
    }
    if (!video) {
      return this;
    }
    try (EpisodeSource source = opened();
        EpisodeSource written = open(target)) {
      return new Conversion(
          in,
          out,
          from,
          to,
          episodes,
          steps,
          notCarried,
          map,
          timing,
          images,
          lossy,
          PictureQuality.of(source, written));
    }
  }

  private EpisodeSource opened() {
    return open(Path.of(in), map == null ? null : Path.of(map));
  }

  private static void hdf5(EpisodeSource source, Path target) {
    DemonstrationWriter.write(
        target,
        source.environment().orElse(Environment.UNKNOWN),
        source.foreignEnvironment(),
        writer -> {
          ForeignAttributes ofFile = source.foreignAttributes();
          writer.describe(ofFile);
          Map<String, Set<Integer>> keys = source.filterKeys();
          int position = 0;
          for (Episode episode : source) {
            int at = position++;
            String name = writer.add(episode, source.foreignAttributes(at));
            keys.forEach(
                (key, members) -> {
                  if (members.contains(at)) {
                    writer.mask(key, name);
                  }
                });
          }
        });
  }
}
