package org.pollex.datasets.bag;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pollex.errors.BadInputException;

/**
 * Walks through an MCAP file from its start, up to its end or to where it is torn; a chunk that is
 * damaged inside is left out and the walk goes on behind it.
 *
 * @param records what was found
 * @param damage what is wrong, if anything
 */
record McapScan(McapRecords records, Optional<String> damage) {
  private static final long RUN = 1 << 20;

  static McapScan of(FileBytes file) {
    Walk walk = new Walk(file);
    String damage = walk.go();
    return new McapScan(walk.records, Optional.ofNullable(damage));
  }

  private static final class Walk {
    private final FileBytes file;
    private final McapRecords records = new McapRecords();
    private long runStart = -1;
    private String damage;

    Walk(FileBytes file) {
      this.file = file;
    }

    String go() {
      long at = Mcap.MAGIC.length;
      while (true) {
        if (!file.has(at, McapRecords.PREFIX)) {
          endRun(at);
          return damage(at, "the file ends without a footer");
        }
        Block prefix = new Block(file.read(at, McapRecords.PREFIX));
        int opcode = prefix.u8();
        long length = prefix.u64();
        if (opcode == 0 || length < 0 || !file.has(at + McapRecords.PREFIX, length)) {
          endRun(at);
          return damage(at, "a record is cut off");
        }
        long next = at + McapRecords.PREFIX + length;
        boolean loose = opcode == McapRecords.MESSAGE;
        if (!loose || runStart >= 0 && next - runStart > RUN) {
          endRun(at);
        }
        switch (opcode) {
          case McapRecords.MESSAGE -> runStart = runStart < 0 ? at : runStart;
          case McapRecords.CHUNK -> chunk(at, next);
          case McapRecords.SCHEMA, McapRecords.CHANNEL -> describe(opcode, at, length);
          case McapRecords.FOOTER -> {
            return damage;
          }
          default -> {}
        }
        at = next;
      }
    }

    private String damage(long at, String what) {
      damage = damage == null ? what + " (byte " + at + ")" : damage;
      return damage;
    }

    private void describe(int opcode, long at, long length) {
      try {
        records.note(opcode, new Block(file.read(at + McapRecords.PREFIX, length)));
      } catch (BadInputException e) {
        damage(at, e.getMessage());
      }
    }

    private void chunk(long at, long next) {
      try {
        byte[] record = file.read(at, next - at);
        byte[] plain = McapRecords.packed(record).unpack(record);
        add(at, next - at, plain, records.messages(plain));
      } catch (BadInputException e) {
        damage(at, e.getMessage());
      }
    }

    /** Messages outside of chunks, up to {@link #RUN} bytes of them, are read like a chunk. */
    private void endRun(long end) {
      if (runStart < 0) {
        return;
      }
      long start = runStart;
      runStart = -1;
      try {
        byte[] plain = file.read(start, end - start);
        add(start, end - start, plain, records.messages(plain));
      } catch (BadInputException e) {
        damage(start, e.getMessage());
      }
    }

    private void add(long at, long length, byte[] plain, List<BagMessage> messages) {
      if (messages.isEmpty()) {
        return;
      }
      long first = Long.MAX_VALUE;
      long last = Long.MIN_VALUE;
      Set<Integer> inside = new TreeSet<>();
      for (BagMessage message : messages) {
        first = Math.min(first, message.logTime());
        last = Math.max(last, message.logTime());
        inside.add(message.connection().id());
      }
      records.chunks.add(new Chunk(first, last, at, length, plain.length, inside));
    }
  }
}
