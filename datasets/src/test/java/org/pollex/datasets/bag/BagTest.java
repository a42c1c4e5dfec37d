package org.pollex.datasets.bag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.datasets.message.Serialization;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;

class BagTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample.bag", "bz2.bag", "lz4.bag",
        "sample.mcap", "zstd.mcap", "lz4.mcap",
        "sample.db3", "sqlite_file", "sqlite_message"
      })
  void everyReferenceBagIsReadExactly(String name) {
    ReferenceBags.check(ReferenceBags.file(name));
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"NONE", "ZSTD", "LZ4"})
  void whatWeWriteIsReadExactly(Compression compression) {
    Path bag = folder.resolve("bag");
    copyTo(bag, compression);
    ReferenceBags.check(bag);
    BagSummary summary = BagSummary.of(bag);
    assertEquals(55, summary.messages());
    assertEquals(50, summary.topics().getFirst().hz(), 1e-9);
  }

  static void copyTo(Path bag, Compression compression) {
    try (Bag in = Bag.open(ReferenceBags.file("sample.mcap"));
        Rosbag2Writer out = Rosbag2Writer.create(bag, compression)) {
      for (Connection c : in.connections()) {
        out.add(c.topic(), c.type(), c.definition(), c.typeHash());
      }
      in.messages(Set.of())
          .forEachRemaining(m -> out.write(m.connection().id(), m.logTime(), m.data()));
    }
  }

  @Test
  void topicsAreReadAlone() {
    for (String name : List.of("sample.bag", "sample.mcap", "sample.db3", "sqlite_file")) {
      try (Bag bag = Bag.open(ReferenceBags.file(name))) {
        int[] n = {0};
        bag.messages(Set.of("/camera/image_raw")).forEachRemaining(m -> n[0]++);
        assertEquals(5, n[0], name);
      }
    }
  }

  /** Chunks that overlap in time and messages that were written late come in order of time. */
  @Test
  void messagesComeByTime() {
    Path file = folder.resolve("late.mcap");
    Random random = new Random(3);
    try (McapWriter out = McapWriter.create(file, Compression.NONE, 200, "ros2", false)) {
      int id =
          out.add("/t", "std_msgs/msg/Bool", Serialization.CDR, "bool data", java.util.Map.of());
      for (int i = 0; i < 500; i++) {
        long time = 10L * i + random.nextInt(200);
        out.write(id, time, time, new byte[] {0, 1, 0, 0, 1}, 0, 5);
      }
    }
    List<BagMessage> messages = ReferenceBags.messages(file);
    assertEquals(500, messages.size());
    for (int i = 1; i < messages.size(); i++) {
      assertTrue(messages.get(i - 1).logTime() <= messages.get(i).logTime());
    }
  }

  /** At every length the whole chunks of a torn file are read, and recovered. */
  @Test
  void aTornFileGivesItsWholeChunks() throws IOException {
    Path whole = ReferenceBags.file("zstd.mcap");
    byte[] bytes = Files.readAllBytes(whole);
    List<Chunk> chunks;
    List<Integer> sizes;
    try (Mcap mcap = Mcap.open(whole)) {
      chunks = mcap.chunks();
      sizes = chunks.stream().map(c -> mcap.read(c).size()).toList();
    }
    assertTrue(chunks.size() > 2);
    Path torn = folder.resolve("torn.mcap");
    for (int length = 16; length < bytes.length; length += 397) {
      Files.write(torn, Arrays.copyOf(bytes, length));
      int expected = 0;
      for (int i = 0; i < chunks.size(); i++) {
        Chunk c = chunks.get(i);
        expected += c.offset() + c.length() <= length ? sizes.get(i) : 0;
      }
      Path out = folder.resolve("out.mcap");
      McapRecovery recovery = McapRecovery.recover(torn, out, Compression.ZSTD);
      assertEquals(expected, recovery.messages(), "torn at " + length);
      assertTrue(recovery.damage() != null);
      assertEquals(expected, ReferenceBags.messages(out).size());
    }
  }

  /** A flipped bit costs at most its own chunk; a torn ROS 1 bag keeps its whole chunks. */
  @Test
  void damageIsSurvivedOrRefused() throws IOException {
    for (String name : List.of("zstd.mcap", "lz4.mcap", "bz2.bag", "lz4.bag", "sample.db3")) {
      byte[] bytes = Files.readAllBytes(ReferenceBags.file(name));
      Random random = new Random(name.hashCode());
      for (int i = 0; i < 60; i++) {
        byte[] bad = bytes.clone();
        for (int k = 0; k <= i % 4; k++) {
          bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        }
        int length = i % 3 == 0 ? random.nextInt(bad.length) : bad.length;
        Path file = folder.resolve("bad");
        Files.write(file, Arrays.copyOf(bad, length));
        try {
          BagSummary.of(file);
        } catch (PollexException refused) {
          assertTrue(refused.getMessage().length() > 10);
        }
      }
    }
  }

  @Test
  void anUnindexedBagIsRead() throws IOException {
    byte[] bytes = Files.readAllBytes(ReferenceBags.file("sample.bag"));
    // index_pos = 0, as a recorder leaves it until it closes the bag.
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    int at = text.indexOf("index_pos=") + "index_pos=".length();
    Arrays.fill(bytes, at, at + 8, (byte) 0);
    Path file = folder.resolve("active.bag");
    Files.write(file, bytes);
    ReferenceBags.check(file);
    assertTrue(BagSummary.of(file).damage().contains("no index"));
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path file = folder.resolve("text");
    Files.writeString(file, "no bag");
    assertTrue(
        assertThrows(BadInputException.class, () -> Bag.open(file))
            .getMessage()
            .contains("no bag"));
  }
}
