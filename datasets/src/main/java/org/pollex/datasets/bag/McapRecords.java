package org.pollex.datasets.bag;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.pollex.errors.BadInputException;

/**
 * What the records of an MCAP file say, collected: schemas, channels, statistics, chunks. Each
 * record is an opcode (1 byte), a length (8 bytes) and that many bytes; numbers are little-endian.
 */
final class McapRecords {
  static final int HEADER = 0x01;
  static final int FOOTER = 0x02;
  static final int SCHEMA = 0x03;
  static final int CHANNEL = 0x04;
  static final int MESSAGE = 0x05;
  static final int CHUNK = 0x06;
  static final int MESSAGE_INDEX = 0x07;
  static final int CHUNK_INDEX = 0x08;
  static final int STATISTICS = 0x0b;
  static final int METADATA = 0x0c;
  static final int METADATA_INDEX = 0x0d;
  static final int SUMMARY_OFFSET = 0x0e;
  static final int DATA_END = 0x0f;

  /** Opcode and length of a record. */
  static final int PREFIX = 9;

  /** Bytes of a message record before its content. */
  static final int MESSAGE_HEAD = 22;

  private record Schema(String name, String encoding, String text) {}

  /** A chunk's record, before it is decompressed. */
  record Packed(
      long start, long end, int size, long crc, Compression compression, int offset, int length) {
    byte[] unpack(byte[] record) {
      byte[] plain = compression.decode(record, offset, length, size);
      if (crc != 0 && crc != McapRecords.crc(plain, plain.length)) {
        throw new BadInputException(
            "the checksum of a chunk is wrong", "Recover what is whole, or copy the bag again.");
      }
      return plain;
    }
  }

  final Map<Integer, Connection> connections = new LinkedHashMap<>();
  final List<Chunk> chunks = new ArrayList<>();
  private final Map<Integer, Schema> schemas = new LinkedHashMap<>();
  private long[] statistics;

  static long crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  /** Notes one record, if it is of a kind that describes others. */
  void note(int opcode, Block body) {
    switch (opcode) {
      case SCHEMA -> {
        int id = body.u16();
        String name = body.text();
        String encoding = body.text();
        byte[] text = body.array(body.length(body.u32()));
        schemas.put(id, new Schema(name, encoding, new String(text, StandardCharsets.UTF_8)));
      }
      case CHANNEL -> channel(body);
      case STATISTICS -> {
        long messages = body.u64();
        int schemaCount = body.u16();
        statistics = new long[] {messages, schemaCount, body.u32(), body.u32(), 0, 0};
        statistics[4] = body.u32();
        statistics[5] = body.u32();
      }
      case CHUNK_INDEX -> chunkIndex(body);
      default -> {}
    }
    if (connections.size() > Limits.CONNECTIONS || chunks.size() > Limits.CHUNKS) {
      throw new BadInputException(
          "the file has more than " + Limits.CONNECTIONS + " channels or too many chunks",
          "Split it.");
    }
  }

  private void channel(Block body) {
    int id = body.u16();
    int schemaId = body.u16();
    Schema schema = schemas.getOrDefault(schemaId, new Schema("", "", ""));
    String topic = body.text();
    String serialization = body.text();
    Map<String, String> metadata = body.texts();
    boolean known = schema.encoding.equals("ros2msg") || schema.encoding.equals("ros1msg");
    String hash = metadata.getOrDefault("topic_type_hash", metadata.getOrDefault("md5sum", ""));
    connections.put(
        id,
        new Connection(
            id, topic, schema.name, serialization, known ? schema.text : "", hash, metadata));
  }

  private void chunkIndex(Block body) {
    long start = body.u64();
    long end = body.u64();
    long offset = body.u64();
    long length = body.u64();
    Block offsets = body.part(body.length(body.u32()));
    Set<Integer> inside = new TreeSet<>();
    while (offsets.left() > 0) {
      inside.add(offsets.u16());
      offsets.u64();
    }
    body.u64();
    body.text();
    body.u64();
    long size = body.u64();
    chunks.add(
        new Chunk(start, end, offset, length, Limits.size("a chunk", size, Limits.CHUNK), inside));
  }

  /** Returns true if what was noted describes the whole file, so that it needs no scan. */
  boolean complete() {
    return statistics != null
        && statistics[2] == connections.size()
        && statistics[5] == chunks.size()
        && (statistics[0] == 0 || !chunks.isEmpty());
  }

  /** Reads the head of a chunk record that starts with its opcode. */
  static Packed packed(byte[] record) {
    Block block = new Block(record);
    if (block.u8() != CHUNK) {
      throw new BadInputException("an index leads to no chunk", "The bag is damaged; recover it.");
    }
    block.length(block.u64());
    long start = block.u64();
    long end = block.u64();
    int size = Limits.size("a chunk", block.u64(), Limits.CHUNK);
    long crc = block.u32();
    Compression compression = Compression.named(block.text());
    int length = block.length(block.u64());
    return new Packed(start, end, size, crc, compression, block.position(), length);
  }

  /** The messages in a block of records; what describes others is noted. */
  List<BagMessage> messages(byte[] block) {
    ByteBuffer in = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    List<BagMessage> messages = new ArrayList<>();
    int at = 0;
    while (at + PREFIX <= block.length) {
      int opcode = block[at] & 0xff;
      long length = in.getLong(at + 1);
      int body = at + PREFIX;
      if (length < 0 || length > block.length - body) {
        throw new BadInputException(
            "a record in a chunk is longer than the chunk", "The bag is damaged; recover it.");
      }
      if (opcode == MESSAGE && length >= MESSAGE_HEAD) {
        Connection connection = connections.get(in.getShort(body) & 0xffff);
        if (connection == null) {
          throw new BadInputException(
              "a message belongs to a channel that was not described", "The bag is damaged.");
        }
        messages.add(
            new BagMessage(
                connection,
                in.getLong(body + 6),
                in.getLong(body + 14),
                block,
                body + MESSAGE_HEAD,
                (int) length - MESSAGE_HEAD));
      } else if (opcode == SCHEMA || opcode == CHANNEL) {
        describe(opcode, block, body, (int) length);
      }
      at = body + (int) length;
    }
    return messages;
  }

  private void describe(int opcode, byte[] block, int body, int length) {
    int id = length < 2 ? -1 : (block[body] & 0xff) | (block[body + 1] & 0xff) << 8;
    boolean known = opcode == SCHEMA ? schemas.containsKey(id) : connections.containsKey(id);
    if (!known) {
      note(opcode, new Block(block, body, length));
    }
  }
}
