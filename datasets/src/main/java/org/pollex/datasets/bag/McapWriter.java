package org.pollex.datasets.bag;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.Output;
import org.pollex.datasets.message.Serialization;
import org.pollex.datasets.storage.StorageFailure;

/**
 * Writes an MCAP file: chunks with checksums, an index behind each, and an index of all at the end.
 * Every chunk carries the schemas and channels that are new in it, so that each prefix of the file
 * can be read up to its last whole chunk, whatever happens to the writer.
 */
public final class McapWriter implements AutoCloseable {
  /** Bytes of a chunk before it is written, when nothing else is said. */
  public static final int CHUNK_BYTES = 1 << 20;

  private static final String LIBRARY = "pollex";

  private final Path path;
  private final FileChannel channel;
  private final Compression compression;
  private final int chunkBytes;
  private final boolean force;
  private final CRC32 dataCrc = new CRC32();
  private final List<Connection> connections = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private final List<ChunkEntry> chunks = new ArrayList<>();
  private final Map<String, long[]> metadata = new TreeMap<>();
  private final Output chunk = new Output();
  private final Output scratch = new Output();
  private final List<Output> index = new ArrayList<>();
  private long position;
  private long chunkFirst = Long.MAX_VALUE;
  private long chunkLast = Long.MIN_VALUE;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long messages;
  private boolean closed;

  private record ChunkEntry(
      long first,
      long last,
      long offset,
      long length,
      Map<Integer, Long> indexes,
      long indexBytes,
      long stored,
      long size) {}

  private McapWriter(
      Path path, FileChannel channel, Compression compression, int chunkBytes, boolean force) {
    this.path = path;
    this.channel = channel;
    this.compression = compression;
    this.chunkBytes = chunkBytes;
    this.force = force;
  }

  /** Creates a file for ROS 2 messages, with chunks of {@link #CHUNK_BYTES}. */
  public static McapWriter create(Path path, Compression compression) {
    return create(path, compression, CHUNK_BYTES, "ros2", false);
  }

  /**
   * Creates a file; one that exists is replaced.
   *
   * @param profile {@code ros1}, {@code ros2} or empty
   * @param force true to force each chunk to the device before the next one is begun
   */
  public static McapWriter create(
      Path path, Compression compression, int chunkBytes, String profile, boolean force) {
    try {
      FileChannel channel =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      McapWriter writer = new McapWriter(path, channel, compression, chunkBytes, force);
      writer.put(Mcap.MAGIC, Mcap.MAGIC.length);
      int start = writer.begin(writer.scratch, McapRecords.HEADER);
      text(writer.scratch, profile);
      text(writer.scratch, LIBRARY);
      end(writer.scratch, start);
      writer.put(writer.scratch);
      return writer;
    } catch (IOException e) {
      throw StorageFailure.writing(path, e);
    }
  }

  /** Announces a topic; returns the number that its messages are written with. */
  public int add(
      String topic,
      String type,
      Serialization serialization,
      String definition,
      Map<String, String> more) {
    int id = connections.size() + 1;
    Connection connection =
        new Connection(id, topic, type, serialization.label(), definition, "", more);
    connections.add(connection);
    counts.add(0L);
    index.add(new Output());
    schema(chunk, connection);
    channel(chunk, connection);
    return id;
  }

  /** Writes a serialized message; times in nanoseconds. */
  public void write(int id, long logTime, long publishTime, byte[] data, int offset, int length) {
    int start = head(id, logTime, publishTime);
    chunk.bytes(data, offset, length);
    finish(id, logTime, start);
  }

  /** Serializes and writes a message; times in nanoseconds. */
  public void write(int id, long logTime, long publishTime, MessageCodec codec, Message message) {
    int start = head(id, logTime, publishTime);
    codec.encode(message, chunk);
    finish(id, logTime, start);
  }

  private int head(int id, long logTime, long publishTime) {
    int start = begin(chunk, McapRecords.MESSAGE);
    chunk.i16(id);
    chunk.i32((int) messages);
    chunk.i64(logTime);
    chunk.i64(publishTime);
    return start;
  }

  private void finish(int id, long logTime, int start) {
    end(chunk, start);
    Output entries = index.get(id - 1);
    entries.i64(logTime);
    entries.i64(start);
    counts.set(id - 1, counts.get(id - 1) + 1);
    messages++;
    chunkFirst = Math.min(chunkFirst, logTime);
    chunkLast = Math.max(chunkLast, logTime);
    if (chunk.size() >= chunkBytes) {
      flush();
    }
  }

  /** Writes the messages so far as a chunk: they survive whatever happens to this process. */
  public void flush() {
    if (chunk.size() == 0) {
      return;
    }
    boolean empty = chunkFirst > chunkLast;
    long from = empty ? 0 : chunkFirst;
    long to = empty ? 0 : chunkLast;
    long offset = position;
    long crc = McapRecords.crc(chunk.array(), chunk.size());
    boolean plain = compression == Compression.NONE;
    byte[] stored = plain ? chunk.array() : compression.encode(chunk.array(), chunk.size());
    int length = plain ? chunk.size() : stored.length;
    scratch.clear();
    scratch.i8(McapRecords.CHUNK);
    scratch.i64(40L + compression.label().length() + length);
    scratch.i64(from);
    scratch.i64(to);
    scratch.i64(chunk.size());
    scratch.i32((int) crc);
    text(scratch, compression.label());
    scratch.i64(length);
    put(scratch);
    put(stored, length);
    long chunkLength = position - offset;
    long indexStart = position;
    Map<Integer, Long> indexes = new TreeMap<>();
    scratch.clear();
    for (int i = 0; i < index.size(); i++) {
      Output entries = index.get(i);
      if (entries.size() > 0) {
        indexes.put(i + 1, indexStart + scratch.size());
        int start = begin(scratch, McapRecords.MESSAGE_INDEX);
        scratch.i16(i + 1);
        scratch.i32(entries.size());
        scratch.bytes(entries.array(), 0, entries.size());
        end(scratch, start);
        entries.clear();
      }
    }
    put(scratch);
    chunks.add(
        new ChunkEntry(
            from, to, offset, chunkLength, indexes, position - indexStart, length, chunk.size()));
    if (!empty) {
      first = Math.min(first, from);
      last = Math.max(last, to);
    }
    chunk.clear();
    chunkFirst = Long.MAX_VALUE;
    chunkLast = Long.MIN_VALUE;
    if (force) {
      sync();
    }
  }

  /** Adds a named set of texts. */
  public void metadata(String name, Map<String, String> values) {
    flush();
    long offset = position;
    scratch.clear();
    int start = begin(scratch, McapRecords.METADATA);
    text(scratch, name);
    texts(scratch, values);
    end(scratch, start);
    put(scratch);
    metadata.put(name, new long[] {offset, position - offset});
  }

  /** Returns the number of messages of a topic so far. */
  public long count(int id) {
    return counts.get(id - 1);
  }

  /** Returns the earliest log time written, nanoseconds; 0 before the first message. */
  public long first() {
    return Math.min(first, chunkFirst) == Long.MAX_VALUE ? 0 : Math.min(first, chunkFirst);
  }

  /** Returns the latest log time written, nanoseconds; 0 before the first message. */
  public long last() {
    return Math.max(last, chunkLast) == Long.MIN_VALUE ? 0 : Math.max(last, chunkLast);
  }

  /** Writes what is left and the index of the file. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (channel) {
      flush();
      scratch.clear();
      int start = begin(scratch, McapRecords.DATA_END);
      scratch.i32((int) dataCrc.getValue());
      end(scratch, start);
      put(scratch);
      summary();
      sync();
    } catch (IOException e) {
      throw StorageFailure.writing(path, e);
    }
  }

  private void summary() {
    long begin = position;
    Output out = new Output();
    List<long[]> groups = new ArrayList<>();
    group(groups, McapRecords.SCHEMA, out, () -> connections.forEach(c -> schema(out, c)));
    group(groups, McapRecords.CHANNEL, out, () -> connections.forEach(c -> channel(out, c)));
    group(groups, McapRecords.STATISTICS, out, () -> statistics(out));
    group(groups, McapRecords.CHUNK_INDEX, out, () -> chunks.forEach(c -> chunkIndex(out, c)));
    group(
        groups,
        McapRecords.METADATA_INDEX,
        out,
        () ->
            metadata.forEach(
                (name, at) -> {
                  int start = begin(out, McapRecords.METADATA_INDEX);
                  out.i64(at[0]);
                  out.i64(at[1]);
                  text(out, name);
                  end(out, start);
                }));
    long offsets = begin + out.size();
    for (long[] group : groups) {
      int start = begin(out, McapRecords.SUMMARY_OFFSET);
      out.i8((int) group[0]);
      out.i64(begin + group[1]);
      out.i64(group[2]);
      end(out, start);
    }
    out.i8(McapRecords.FOOTER);
    out.i64(20);
    out.i64(begin);
    out.i64(offsets);
    out.i32((int) McapRecords.crc(out.array(), out.size()));
    out.bytes(Mcap.MAGIC);
    put(out);
  }

  private static void group(List<long[]> groups, int opcode, Output out, Runnable content) {
    int from = out.size();
    content.run();
    if (out.size() > from) {
      groups.add(new long[] {opcode, from, out.size() - from});
    }
  }

  private void statistics(Output out) {
    int start = begin(out, McapRecords.STATISTICS);
    out.i64(messages);
    out.i16(connections.size());
    out.i32(connections.size());
    out.i32(0);
    out.i32(metadata.size());
    out.i32(chunks.size());
    out.i64(first());
    out.i64(last());
    out.i32(10 * connections.size());
    for (Connection connection : connections) {
      out.i16(connection.id());
      out.i64(count(connection.id()));
    }
    end(out, start);
  }

  private void chunkIndex(Output out, ChunkEntry entry) {
    int start = begin(out, McapRecords.CHUNK_INDEX);
    out.i64(entry.first);
    out.i64(entry.last);
    out.i64(entry.offset);
    out.i64(entry.length);
    out.i32(10 * entry.indexes.size());
    entry.indexes.forEach(
        (id, at) -> {
          out.i16(id);
          out.i64(at);
        });
    out.i64(entry.indexBytes);
    text(out, compression.label());
    out.i64(entry.stored);
    out.i64(entry.size);
    end(out, start);
  }

  private void schema(Output out, Connection c) {
    int start = begin(out, McapRecords.SCHEMA);
    out.i16(c.id());
    text(out, c.type());
    text(out, c.serialization().equals(Serialization.ROS1.label()) ? "ros1msg" : "ros2msg");
    text(out, c.definition());
    end(out, start);
  }

  private void channel(Output out, Connection c) {
    int start = begin(out, McapRecords.CHANNEL);
    out.i16(c.id());
    out.i16(c.id());
    text(out, c.topic());
    text(out, c.serialization());
    texts(out, c.metadata());
    end(out, start);
  }

  private int begin(Output out, int opcode) {
    int start = out.size();
    out.i8(opcode);
    out.i64(0);
    return start;
  }

  private static void end(Output out, int start) {
    out.patch64(start + 1, out.size() - start - (long) McapRecords.PREFIX);
  }

  private static void text(Output out, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.i32(bytes.length);
    out.bytes(bytes);
  }

  private static void texts(Output out, Map<String, String> values) {
    int start = out.size();
    out.i32(0);
    new TreeMap<>(values)
        .forEach(
            (key, value) -> {
              text(out, key);
              text(out, value);
            });
    out.patch32(start, out.size() - start - 4);
  }

  private void put(Output content) {
    put(content.array(), content.size());
    content.clear();
  }

  private void put(byte[] bytes, int length) {
    dataCrc.update(bytes, 0, length);
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw StorageFailure.writing(path, e);
    }
    position += length;
  }

  private void sync() {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw StorageFailure.writing(path, e);
    }
  }
}
