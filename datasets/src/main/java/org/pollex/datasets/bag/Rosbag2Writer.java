package org.pollex.datasets.bag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.Serialization;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/** Writes a rosbag2 folder: one MCAP file and {@code metadata.yaml}, version 9. */
public final class Rosbag2Writer implements AutoCloseable {
  private static final int VERSION = 9;

  private final Path folder;
  private final String file;
  private final McapWriter writer;
  private final List<Topic> topics = new ArrayList<>();

  private record Topic(int id, String name, String type, String hash) {}

  private Rosbag2Writer(Path folder, String file, McapWriter writer) {
    this.folder = folder;
    this.file = file;
    this.writer = writer;
  }

  /**
   * Creates a folder.
   *
   * @throws BadInputException if it exists and is not empty
   */
  public static Rosbag2Writer create(Path folder, Compression compression) {
    try {
      Files.createDirectories(folder);
      try (var files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new BadInputException(folder + " is not empty", "Choose another folder.");
        }
      }
      String file = folder.toAbsolutePath().getFileName() + "_0.mcap";
      return new Rosbag2Writer(folder, file, McapWriter.create(folder.resolve(file), compression));
    } catch (IOException e) {
      throw StorageFailure.writing(folder, e);
    }
  }

  /**
   * Announces a topic; returns the number that its messages are written with.
   *
   * @param type as ROS 2 spells it, {@code package/msg/Type}
   * @param hash the type's REP-2011 hash, or empty
   */
  public int add(String topic, String type, String definition, String hash) {
    Map<String, String> more = new LinkedHashMap<>();
    more.put("offered_qos_profiles", "");
    more.put("topic_type_hash", hash);
    int id = writer.add(topic, type, Serialization.CDR, definition, more);
    topics.add(new Topic(id, topic, type, hash));
    return id;
  }

  /** Serializes and writes a message; time in nanoseconds. */
  public void write(int id, long time, MessageCodec codec, Message message) {
    writer.write(id, time, time, codec, message);
  }

  /** Writes a serialized message; time in nanoseconds. */
  public void write(int id, long time, byte[] data) {
    writer.write(id, time, time, data, 0, data.length);
  }

  @Override
  public void close() {
    writer.close();
    long messages = topics.stream().mapToLong(t -> writer.count(t.id)).sum();
    Map<String, Object> duration = Map.of("nanoseconds", writer.last() - writer.first());
    Map<String, Object> start = Map.of("nanoseconds_since_epoch", writer.first());
    List<Object> counts = new ArrayList<>();
    for (Topic topic : topics) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", topic.name);
      one.put("type", topic.type);
      one.put("serialization_format", Serialization.CDR.label());
      one.put("offered_qos_profiles", List.of());
      one.put("type_description_hash", topic.hash);
      counts.add(Map.of("topic_metadata", one, "message_count", writer.count(topic.id)));
    }
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("path", file);
    part.put("starting_time", start);
    part.put("duration", duration);
    part.put("message_count", messages);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("version", VERSION);
    all.put("storage_identifier", "mcap");
    all.put("duration", duration);
    all.put("starting_time", start);
    all.put("message_count", messages);
    all.put("topics_with_message_count", counts);
    all.put("compression_format", "");
    all.put("compression_mode", "");
    all.put("relative_file_paths", List.of(file));
    all.put("files", List.of(part));
    all.put("custom_data", null);
    all.put("ros_distro", "jazzy");
    try {
      String yaml = new YAMLMapper().writeValueAsString(Map.of("rosbag2_bagfile_information", all));
      AtomicFile.write(folder.resolve(Rosbag2.METADATA), yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
