package org.pollex.datasets.bag;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/** A bag that is read. */
public sealed interface Bag extends AutoCloseable permits Mcap, Rosbag1, Rosbag2Database, Rosbag2 {

  /** Returns the container: {@code mcap}, {@code rosbag1}, {@code sqlite3}, {@code rosbag2}. */
  String format();

  /** Returns the topics. */
  List<Connection> connections();

  /**
   * Returns the messages of some topics by rising log time.
   *
   * @param topics names; an empty set means all
   */
  Iterator<BagMessage> messages(Set<String> topics);

  /** Returns where and why the file ends too early or has no index, if so. */
  Optional<String> damage();

  @Override
  void close();

  /**
   * Opens a bag; the container is told by content.
   *
   * @throws BadInputException if it is none
   */
  static Bag open(Path path) {
    if (Files.isDirectory(path)) {
      return Rosbag2.open(path);
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(16);
    } catch (IOException e) {
      throw StorageFailure.reading(path, e);
    }
    return kind(start)
        .map(
            kind ->
                switch (kind) {
                  case "mcap" -> (Bag) Mcap.open(path);
                  case "rosbag1" -> Rosbag1.open(path);
                  case "sqlite3" -> Rosbag2Database.open(path);
                  default -> Rosbag2.unpacked(path);
                })
        .orElseThrow(
            () ->
                new BadInputException(
                    path + " is no bag (by its first bytes)",
                    "Allowed: MCAP, ROS 1 bags (version 2.0), sqlite3 files and folders of rosbag2."));
  }

  /**
   * The container that a file's first bytes tell, {@code zstd} for a compressed one.
   *
   * @param start the first 16 bytes
   */
  static Optional<String> kind(byte[] start) {
    if (begins(start, Mcap.MAGIC)) {
      return Optional.of("mcap");
    }
    if (begins(start, Rosbag1.MAGIC)) {
      return Optional.of("rosbag1");
    }
    if (begins(start, Rosbag2Database.MAGIC)) {
      return Optional.of("sqlite3");
    }
    return begins(start, Compression.ZSTD_MAGIC) ? Optional.of("zstd") : Optional.empty();
  }

  private static boolean begins(byte[] start, byte[] magic) {
    return start.length >= magic.length
        && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
  }
}
