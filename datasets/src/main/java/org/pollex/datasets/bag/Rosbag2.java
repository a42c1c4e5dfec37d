package org.pollex.datasets.bag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/**
 * A folder of rosbag2: {@code metadata.yaml} and one or more MCAP or sqlite3 files, or a single
 * such file; compressed as a whole ({@code file}) or message by message. Files that are compressed
 * as a whole are unpacked into temporary ones.
 */
public final class Rosbag2 implements Bag {
  static final String METADATA = "metadata.yaml";
  private static final long MOST_YAML = 16L << 20;
  private static final int MOST_FILES = 4096;

  /** A file may become this many times larger when it is unpacked. */
  private static final long MOST_RATIO = 1000;

  private final List<Bag> parts;
  private final List<Path> temporary;
  private final Map<String, Connection> connections = new LinkedHashMap<>();

  private Rosbag2(List<Bag> parts, List<Path> temporary) {
    this.parts = parts;
    this.temporary = temporary;
    for (Bag part : parts) {
      for (Connection c : part.connections()) {
        connections.putIfAbsent(
            c.topic(),
            new Connection(
                connections.size() + 1,
                c.topic(),
                c.type(),
                c.serialization(),
                c.definition(),
                c.typeHash(),
                c.metadata()));
      }
    }
  }

  /** Opens a folder. */
  static Rosbag2 open(Path folder) {
    JsonNode information = metadata(folder).path("rosbag2_bagfile_information");
    boolean packed = information.path("compression_mode").asText("").equalsIgnoreCase("message");
    List<Path> files = new ArrayList<>();
    for (JsonNode name : information.path("relative_file_paths")) {
      Path file = folder.resolve(name.asText()).normalize();
      // Bags that were moved name their old folder in front: the file itself counts.
      Path inside = Files.exists(file) ? file : folder.resolve(file.getFileName());
      if (!inside.normalize().startsWith(folder.normalize())) {
        throw new BadInputException(
            METADATA + " names " + name.asText(), "Allowed: files in the bag's own folder.");
      }
      files.add(inside);
    }
    if (files.isEmpty()) {
      files.addAll(found(folder));
    }
    if (files.isEmpty() || files.size() > MOST_FILES) {
      throw new BadInputException(
          "the folder " + folder + " holds " + files.size() + " bag files",
          "Allowed: 1 to " + MOST_FILES + " MCAP or sqlite3 files.");
    }
    List<Bag> parts = new ArrayList<>();
    List<Path> temporary = new ArrayList<>();
    try {
      for (Path file : files) {
        parts.add(part(file, packed, temporary));
      }
      return new Rosbag2(parts, temporary);
    } catch (RuntimeException e) {
      new Rosbag2(parts, temporary).close();
      throw e;
    }
  }

  /** Opens a single file that is compressed with zstd as a whole. */
  static Rosbag2 unpacked(Path file) {
    List<Path> temporary = new ArrayList<>();
    try {
      return new Rosbag2(List.of(part(file, false, temporary)), temporary);
    } catch (RuntimeException e) {
      new Rosbag2(List.of(), temporary).close();
      throw e;
    }
  }

  private static JsonNode metadata(Path folder) {
    Path file = folder.resolve(METADATA);
    try {
      if (!Files.exists(file)) {
        return new YAMLMapper().createObjectNode();
      }
      if (Files.size(file) > MOST_YAML) {
        throw new BadInputException(
            file + " has " + Files.size(file) + " bytes", "Allowed: up to " + MOST_YAML + ".");
      }
      return new YAMLMapper().readTree(Files.readAllBytes(file));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new BadInputException(file + " is no YAML: " + e.getOriginalMessage(), "Check it.", e);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  private static List<Path> found(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> Bag.kind(start(f)).isPresent())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StorageFailure.reading(folder, e);
    }
  }

  /** Returns true if a folder is one of rosbag2, by its metadata or by its files. */
  public static boolean is(Path folder) {
    return Files.isRegularFile(folder.resolve(METADATA)) || !found(folder).isEmpty();
  }

  private static byte[] start(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(16);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  private static Bag part(Path file, boolean packed, List<Path> temporary) {
    String kind = Bag.kind(start(file)).orElse("");
    return switch (kind) {
      case "mcap" -> Mcap.open(file);
      case "sqlite3" -> Rosbag2Database.open(file, packed);
      case "zstd" -> {
        Path plain = unpack(file);
        temporary.add(plain);
        if (Bag.kind(start(plain)).orElse("").equals("zstd")) {
          throw new BadInputException(file + " is compressed twice", "Unpack it once.");
        }
        yield part(plain, packed, temporary);
      }
      default ->
          throw new BadInputException(
              file + " is no bag file (by its first bytes)", "Allowed: MCAP and sqlite3 files.");
    };
  }

  private static Path unpack(Path file) {
    try {
      Path plain = Files.createTempFile("pollex-bag-", ".part");
      long most = MOST_RATIO * Files.size(file) + (1 << 20);
      try (InputStream in =
              Compression.zstdStream(new BufferedInputStream(Files.newInputStream(file)));
          OutputStream out = Files.newOutputStream(plain)) {
        byte[] block = new byte[1 << 16];
        long total = 0;
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
          total += n;
          if (total > most) {
            throw new IOException("it unpacks to more than " + MOST_RATIO + " times its size");
          }
          out.write(block, 0, n);
        }
        return plain;
      } catch (IOException e) {
        Files.deleteIfExists(plain);
        throw new BadInputException(
            file + " cannot be unpacked: " + e.getMessage(), "Check the file.", e);
      }
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  @Override
  public String format() {
    return "rosbag2 (" + (parts.isEmpty() ? "" : parts.getFirst().format()) + ")";
  }

  @Override
  public List<Connection> connections() {
    return List.copyOf(connections.values());
  }

  @Override
  public Optional<String> damage() {
    return parts.stream().flatMap(p -> p.damage().stream()).findFirst();
  }

  @Override
  public Iterator<BagMessage> messages(Set<String> topics) {
    return parts.size() == 1 ? parts.getFirst().messages(topics) : new Merged(parts, topics);
  }

  private static final class Merged implements Iterator<BagMessage> {
    private record Head(BagMessage message, int part, Iterator<BagMessage> rest) {}

    private final PriorityQueue<Head> heads =
        new PriorityQueue<>(
            Comparator.comparingLong((Head h) -> h.message.logTime()).thenComparing(Head::part));

    Merged(List<Bag> parts, Set<String> topics) {
      for (int i = 0; i < parts.size(); i++) {
        add(i, parts.get(i).messages(topics));
      }
    }

    private void add(int part, Iterator<BagMessage> messages) {
      if (messages.hasNext()) {
        heads.add(new Head(messages.next(), part, messages));
      }
    }

    @Override
    public boolean hasNext() {
      return !heads.isEmpty();
    }

    @Override
    public BagMessage next() {
      if (heads.isEmpty()) {
        throw new NoSuchElementException();
      }
      Head head = heads.poll();
      add(head.part, head.rest);
      return head.message;
    }
  }

  @Override
  public void close() {
    parts.forEach(Bag::close);
    for (Path file : temporary) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw StorageFailure.writing(file, e);
      }
    }
  }
}
