package org.pollex.datasets.bag;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.datasets.message.Output;
import org.pollex.datasets.message.Serialization;

/** The index at the end of an MCAP file that is written, and how its records are spelled. */
record McapIndex(
    Compression compression,
    List<Connection> connections,
    List<Long> counts,
    List<ChunkEntry> chunks,
    Map<String, long[]> metadata) {

  /** One chunk that was written. */
  record ChunkEntry(
      long first,
      long last,
      long offset,
      long length,
      Map<Integer, Long> indexes,
      long indexBytes,
      long stored,
      long size) {}

  /** The bytes from {@code begin}, where the data ends, to the end of the file. */
  Output bytes(long begin, long messages, long first, long last) {
    Output out = new Output();
    List<long[]> groups = new ArrayList<>();
    group(groups, McapRecords.SCHEMA, out, () -> connections.forEach(c -> schema(out, c)));
    group(groups, McapRecords.CHANNEL, out, () -> connections.forEach(c -> channel(out, c)));
    group(groups, McapRecords.STATISTICS, out, () -> statistics(out, messages, first, last));
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
    return out;
  }

  private static void group(List<long[]> groups, int opcode, Output out, Runnable content) {
    int from = out.size();
    content.run();
    if (out.size() > from) {
      groups.add(new long[] {opcode, from, out.size() - from});
    }
  }

  private void statistics(Output out, long messages, long first, long last) {
    int start = begin(out, McapRecords.STATISTICS);
    out.i64(messages);
    out.i16(connections.size());
    out.i32(connections.size());
    out.i32(0);
    out.i32(metadata.size());
    out.i32(chunks.size());
    out.i64(first);
    out.i64(last);
    out.i32(10 * connections.size());
    for (Connection connection : connections) {
      out.i16(connection.id());
      out.i64(counts.get(connection.id() - 1));
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

  static void schema(Output out, Connection c) {
    int start = begin(out, McapRecords.SCHEMA);
    out.i16(c.id());
    text(out, c.type());
    text(out, c.serialization().equals(Serialization.ROS1.label()) ? "ros1msg" : "ros2msg");
    text(out, c.definition());
    end(out, start);
  }

  static void channel(Output out, Connection c) {
    int start = begin(out, McapRecords.CHANNEL);
    out.i16(c.id());
    out.i16(c.id());
    text(out, c.topic());
    text(out, c.serialization());
    texts(out, c.metadata());
    end(out, start);
  }

  static int begin(Output out, int opcode) {
    int start = out.size();
    out.i8(opcode);
    out.i64(0);
    return start;
  }

  static void end(Output out, int start) {
    out.patch64(start + 1, out.size() - start - (long) McapRecords.PREFIX);
  }

  static void text(Output out, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.i32(bytes.length);
    out.bytes(bytes);
  }

  static void texts(Output out, Map<String, String> values) {
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
}
