package org.pollex.datasets.bag;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pollex.errors.BadInputException;

/**
 * A ROS 1 bag, version 2.0: chunks (plain, bz2 or lz4) of records, each a header of {@code
 * name=value} fields and its data. The index at the end is used where it is; a bag that was not
 * closed, or is torn, is walked through from its start.
 */
public final class Rosbag1 implements Bag {
  static final byte[] MAGIC = "#ROSBAG V2.0\n".getBytes(StandardCharsets.US_ASCII);
  private static final int MESSAGE = 0x02;
  private static final int BAG_HEADER = 0x03;
  private static final int CHUNK = 0x05;
  private static final int CHUNK_INFO = 0x06;
  private static final int CONNECTION = 0x07;
  private static final long NANOS = 1_000_000_000L;

  private final FileBytes file;
  private final Map<Integer, Connection> connections = new LinkedHashMap<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private String damage;

  /** One record: its fields and where its data is. */
  private record Record(Map<String, Block> fields, long data, long length) {
    int opcode() {
      return fields.containsKey("op") ? field("op").u8() : -1;
    }

    Block field(String name) {
      Block value = fields.get(name);
      if (value == null) {
        throw new BadInputException(
            "a record has no field '" + name + "'", "The bag is damaged; reindex it.");
      }
      return value;
    }

    long end() {
      return data + length;
    }
  }

  private Rosbag1(FileBytes file) {
    this.file = file;
  }

  /** Opens a file. */
  public static Rosbag1 open(Path path) {
    FileBytes file = new FileBytes(path);
    try {
      Rosbag1 bag = new Rosbag1(file);
      Record head = bag.record(MAGIC.length);
      if (head.opcode() != BAG_HEADER) {
        throw new BadInputException(path + " has no bag header", "Check the file.");
      }
      long index = head.field("index_pos").u64();
      if (!bag.indexed(index)) {
        bag.connections.clear();
        bag.chunks.clear();
        bag.scan(head.end());
      }
      return bag;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private Record record(long at) {
    int header = Limits.size("a record's header", new Block(file.read(at, 4)).u32(), 1 << 24);
    Map<String, Block> fields = fields(new Block(file.read(at + 4, header)));
    long length = new Block(file.read(at + 4 + header, 4)).u32();
    return new Record(fields, at + 8 + header, length);
  }

  private static Map<String, Block> fields(Block header) {
    Map<String, Block> fields = new HashMap<>();
    while (header.left() > 0) {
      byte[] field = header.array(header.length(header.u32()));
      int equals = 0;
      while (equals < field.length && field[equals] != '=') {
        equals++;
      }
      if (equals == field.length) {
        throw new BadInputException("a field has no '='", "The bag is damaged; reindex it.");
      }
      fields.put(
          new String(field, 0, equals, StandardCharsets.UTF_8),
          new Block(field, equals + 1, field.length - equals - 1));
    }
    return fields;
  }

  /** Reads the index at the end; false if there is none or it is damaged. */
  private boolean indexed(long start) {
    if (start < MAGIC.length || start >= file.size()) {
      return false;
    }
    try {
      for (long at = start; at < file.size(); ) {
        Record record = record(at);
        switch (record.opcode()) {
          case CONNECTION -> connection(record, file.read(record.data, record.length));
          case CHUNK_INFO -> info(record);
          default -> {}
        }
        at = record.end();
      }
      return chunks.stream().allMatch(c -> file.has(c.offset(), c.length()));
    } catch (BadInputException damaged) {
      return false;
    }
  }

  private void info(Record record) {
    long offset = record.field("chunk_pos").u64();
    Record chunk = record(offset);
    int size = Limits.size("a chunk", chunk.field("size").u32(), Limits.CHUNK);
    long start = time(record.field("start_time"));
    long end = time(record.field("end_time"));
    Block counts = new Block(file.read(record.data, record.length));
    Set<Integer> inside = new TreeSet<>();
    while (counts.left() >= 8) {
      inside.add((int) counts.u32());
      counts.u32();
    }
    bounded();
    chunks.add(new Chunk(start, end, offset, chunk.end() - offset, size, inside));
  }

  private void bounded() {
    if (chunks.size() >= Limits.CHUNKS || connections.size() >= Limits.CONNECTIONS) {
      throw new BadInputException("the bag has too many chunks or connections", "Split it.");
    }
  }

  private static long time(Block field) {
    long seconds = field.u32();
    return seconds * NANOS + field.u32();
  }

  private void connection(Record record, byte[] data) {
    int id = (int) record.field("conn").u32();
    if (connections.containsKey(id)) {
      return;
    }
    bounded();
    Map<String, String> texts = new HashMap<>();
    fields(new Block(data)).forEach((k, v) -> texts.put(k, text(v)));
    String topic = text(record.field("topic"));
    String type = texts.getOrDefault("type", "");
    String definition = texts.getOrDefault("message_definition", "");
    String md5 = texts.getOrDefault("md5sum", "");
    texts.keySet().removeAll(Set.of("type", "message_definition", "md5sum", "topic"));
    connections.put(id, new Connection(id, topic, type, "ros1", definition, md5, texts));
  }

  private static String text(Block field) {
    return new String(field.array(field.left()), StandardCharsets.UTF_8);
  }

  private void scan(long start) {
    damage = "the bag has no index";
    long at = start;
    try {
      while (at < file.size()) {
        Record record = record(at);
        if (!file.has(record.data, record.length)) {
          throw new BadInputException("a record is cut off", "");
        }
        int opcode = record.opcode();
        if (opcode == CHUNK) {
          chunk(at, record);
        } else if (opcode == CONNECTION) {
          connection(record, file.read(record.data, record.length));
        }
        at = record.end();
      }
    } catch (BadInputException e) {
      damage = "the bag is torn at byte " + at;
    }
  }

  private void chunk(long at, Record record) {
    int size = Limits.size("a chunk", record.field("size").u32(), Limits.CHUNK);
    Chunk whole = new Chunk(0, 0, at, record.end() - at, size, Set.of());
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    List<BagMessage> messages = read(whole);
    for (BagMessage message : messages) {
      first = Math.min(first, message.logTime());
      last = Math.max(last, message.logTime());
    }
    if (!messages.isEmpty()) {
      bounded();
      chunks.add(new Chunk(first, last, at, whole.length(), size, Set.of()));
    }
  }

  private List<BagMessage> read(Chunk chunk) {
    Record record = record(chunk.offset());
    if (record.opcode() != CHUNK) {
      throw new BadInputException("the index leads to no chunk", "The bag is damaged; reindex it.");
    }
    Compression compression = Compression.named(text(record.field("compression")));
    byte[] stored = file.read(record.data, record.length);
    byte[] plain = compression.decode(stored, 0, stored.length, (int) chunk.size());
    return new Rosbag1Records(plain).messages(connections, this::newConnection);
  }

  private void newConnection(Map<String, Block> fields, byte[] data) {
    connection(new Record(fields, 0, data.length), data);
  }

  @Override
  public String format() {
    return "rosbag1";
  }

  @Override
  public List<Connection> connections() {
    return List.copyOf(connections.values());
  }

  @Override
  public Optional<String> damage() {
    return Optional.ofNullable(damage);
  }

  @Override
  public Iterator<BagMessage> messages(Set<String> topics) {
    if (topics.isEmpty()) {
      return new ByTime(chunks, this::read);
    }
    List<Chunk> some =
        chunks.stream()
            .filter(
                c ->
                    c.connections().isEmpty()
                        || c.connections().stream()
                            .anyMatch(
                                id ->
                                    !connections.containsKey(id)
                                        || topics.contains(connections.get(id).topic())))
            .toList();
    return new ByTime(
        some,
        chunk ->
            read(chunk).stream().filter(m -> topics.contains(m.connection().topic())).toList());
  }

  @Override
  public void close() {
    file.close();
  }

  static int messageOpcode() {
    return MESSAGE;
  }

  static int connectionOpcode() {
    return CONNECTION;
  }

  static Map<String, Block> headerFields(Block header) {
    return fields(header);
  }
}
