package org.pollex.datasets.bag;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pollex.errors.BadInputException;

/**
 * An MCAP file. With an index it is read by that; without one (torn, or written without) it is
 * walked through once from its start, and what is whole is read.
 */
public final class Mcap implements Bag {
  static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', 0x30, '\r', '\n'};
  private static final int FOOTER_BYTES = McapRecords.PREFIX + 20;

  private final FileBytes file;
  private final McapRecords records;
  private final Optional<String> damage;

  private Mcap(FileBytes file, McapRecords records, Optional<String> damage) {
    this.file = file;
    this.records = records;
    this.damage = damage;
  }

  /** Opens a file. */
  public static Mcap open(Path path) {
    FileBytes file = new FileBytes(path);
    try {
      if (!file.has(0, MAGIC.length) || !Arrays.equals(file.read(0, MAGIC.length), MAGIC)) {
        throw new BadInputException(path + " is no MCAP file", "Check the path.");
      }
      Optional<McapRecords> indexed = summary(file);
      if (indexed.isPresent()) {
        return new Mcap(file, indexed.get(), Optional.empty());
      }
      McapScan scan = McapScan.of(file);
      return new Mcap(file, scan.records(), scan.damage());
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** What the end of the file says about the rest; empty if it does not say it all. */
  private static Optional<McapRecords> summary(FileBytes file) {
    long footer = file.size() - MAGIC.length - FOOTER_BYTES;
    if (footer < MAGIC.length
        || !Arrays.equals(file.read(file.size() - MAGIC.length, MAGIC.length), MAGIC)) {
      return Optional.empty();
    }
    byte[] end = file.read(footer, FOOTER_BYTES);
    Block block = new Block(end);
    if (block.u8() != McapRecords.FOOTER || block.u64() != 20) {
      return Optional.empty();
    }
    long start = block.u64();
    block.u64();
    long crc = block.u32();
    if (start < MAGIC.length || start > footer || footer - start > Limits.CHUNK) {
      return Optional.empty();
    }
    byte[] summary = file.read(start, footer - start);
    if (crc != 0) {
      byte[] covered = Arrays.copyOf(summary, summary.length + FOOTER_BYTES - 4);
      System.arraycopy(end, 0, covered, summary.length, FOOTER_BYTES - 4);
      if (crc != McapRecords.crc(covered, covered.length)) {
        return Optional.empty();
      }
    }
    McapRecords records = new McapRecords();
    try {
      Block in = new Block(summary);
      while (in.left() > 0) {
        int opcode = in.u8();
        records.note(opcode, in.part(in.length(in.u64())));
      }
    } catch (BadInputException damaged) {
      return Optional.empty();
    }
    boolean inside = records.chunks.stream().allMatch(c -> file.has(c.offset(), c.length()));
    return records.complete() && inside ? Optional.of(records) : Optional.empty();
  }

  @Override
  public String format() {
    return "mcap";
  }

  @Override
  public List<Connection> connections() {
    return List.copyOf(records.connections.values());
  }

  @Override
  public Optional<String> damage() {
    return damage;
  }

  /** The chunks, in the order of the file. */
  List<Chunk> chunks() {
    return records.chunks;
  }

  @Override
  public Iterator<BagMessage> messages(Set<String> topics) {
    if (topics.isEmpty()) {
      return new ByTime(records.chunks, this::read);
    }
    Set<Integer> wanted =
        records.connections.values().stream()
            .filter(c -> topics.contains(c.topic()))
            .map(Connection::id)
            .collect(Collectors.toSet());
    List<Chunk> some =
        records.chunks.stream()
            .filter(
                c ->
                    c.connections().isEmpty()
                        || c.connections().stream().anyMatch(wanted::contains))
            .toList();
    return new ByTime(
        some,
        chunk -> read(chunk).stream().filter(m -> wanted.contains(m.connection().id())).toList());
  }

  List<BagMessage> read(Chunk chunk) {
    byte[] record = file.read(chunk.offset(), chunk.length());
    boolean packed = record.length > 0 && record[0] == McapRecords.CHUNK;
    return records.messages(packed ? McapRecords.packed(record).unpack(record) : record);
  }

  @Override
  public void close() {
    file.close();
  }
}
