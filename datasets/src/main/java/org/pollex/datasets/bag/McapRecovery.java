package org.pollex.datasets.bag;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pollex.datasets.message.Serialization;
import org.pollex.datasets.storage.AtomicFile;

/**
 * All whole chunks of a torn or damaged MCAP file, in a new file with an index.
 *
 * @param in what was read
 * @param out what was written
 * @param chunks whole chunks found
 * @param messages messages in them
 * @param damage what is wrong with the file, if anything
 */
public record McapRecovery(String in, String out, int chunks, long messages, String damage) {

  /** Reads a file as far as it can be read and writes what was found. */
  public static McapRecovery recover(Path in, Path out, Compression compression) {
    try (Mcap bag = Mcap.open(in)) {
      long[] messages = {0};
      AtomicFile.write(out, partial -> messages[0] = copy(bag, partial, compression));
      Optional<String> damage = bag.damage();
      return new McapRecovery(
          in.toString(), out.toString(), bag.chunks().size(), messages[0], damage.orElse(null));
    }
  }

  private static long copy(Mcap bag, Path out, Compression compression) {
    long n = 0;
    List<Connection> connections = new ArrayList<>(bag.connections());
    boolean ros1 = connections.stream().anyMatch(c -> c.serialization().equals("ros1"));
    try (McapWriter writer =
        McapWriter.create(
            out, compression, McapWriter.CHUNK_BYTES, ros1 ? "ros1" : "ros2", false)) {
      Map<Integer, Integer> ids = new HashMap<>();
      for (Connection c : connections) {
        Serialization serialization = Serialization.named(c.serialization());
        ids.put(
            c.id(), writer.add(c.topic(), c.type(), serialization, c.definition(), c.metadata()));
      }
      for (Chunk chunk : bag.chunks()) {
        for (BagMessage m : bag.read(chunk)) {
          int id = ids.get(m.connection().id());
          writer.write(id, m.logTime(), m.publishTime(), m.block(), m.offset(), m.length());
          n++;
        }
      }
    }
    return n;
  }
}
