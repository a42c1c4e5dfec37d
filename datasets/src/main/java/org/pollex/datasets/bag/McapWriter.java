package org.pollex.datasets.bag;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
  private final List<McapIndex.ChunkEntry> chunks = new ArrayList<>();
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
      int start = McapIndex.begin(writer.scratch, McapRecords.HEADER);
      McapIndex.text(writer.scratch, profile);
      McapIndex.text(writer.scratch, LIBRARY);
      McapIndex.end(writer.scratch, start);
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
    McapIndex.schema(chunk, connection);
    McapIndex.channel(chunk, connection);
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
    int start = McapIndex.begin(chunk, McapRecords.MESSAGE);
    chunk.i16(id);
    chunk.i32((int) messages);
    chunk.i64(logTime);
    chunk.i64(publishTime);
    return start;
  }

  private void finish(int id, long logTime, int start) {
    McapIndex.end(chunk, start);
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
    McapIndex.text(scratch, compression.label());
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
        int start = McapIndex.begin(scratch, McapRecords.MESSAGE_INDEX);
        scratch.i16(i + 1);
        scratch.i32(entries.size());
        scratch.bytes(entries.array(), 0, entries.size());
        McapIndex.end(scratch, start);
        entries.clear();
      }
    }
    put(scratch);
    chunks.add(
        new McapIndex.ChunkEntry(
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
    int start = McapIndex.begin(scratch, McapRecords.METADATA);
    McapIndex.text(scratch, name);
    McapIndex.texts(scratch, values);
    McapIndex.end(scratch, start);
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
      int start = McapIndex.begin(scratch, McapRecords.DATA_END);
      scratch.i32((int) dataCrc.getValue());
      McapIndex.end(scratch, start);
      put(scratch);
      put(
          new McapIndex(compression, connections, counts, chunks, metadata)
              .bytes(position, messages, first(), last()));
      sync();
    } catch (IOException e) {
      throw StorageFailure.writing(path, e);
    }
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
