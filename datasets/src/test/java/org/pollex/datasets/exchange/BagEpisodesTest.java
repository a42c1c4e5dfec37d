package org.pollex.datasets.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.datasets.bag.Compression;
import org.pollex.datasets.bag.Rosbag2Writer;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.MessageType;
import org.pollex.datasets.message.Serialization;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.errors.BadInputException;

class BagEpisodesTest {
  @TempDir Path folder;

  private Path map(String text) throws IOException {
    Path map = folder.resolve("map.yaml");
    Files.writeString(map, text);
    return map;
  }

  private static Path bag(String name) throws Exception {
    return Path.of(BagEpisodesTest.class.getResource("../bag/" + name).toURI());
  }

  private static Episode one(Path bag, Path map) {
    try (EpisodeSource source = Conversion.open(bag, map)) {
      return source.iterator().next();
    }
  }

  /** At the messages' own stamps the numbers are theirs, bit by bit; pictures are the nearest. */
  @ParameterizedTest
  @ValueSource(strings = {"sample.bag", "sample.mcap", "sample.db3"})
  void stampsThatMatchGiveTheNumbersThemselves(String name) throws Exception {
    Path map =
        map(
            """
            hz: 50
            task: reach
            max_gap: 20
            streams:
              obs/q: {topic: /joint_states, field: position, unit: rad}
              actions: {topic: /joint_states, field: velocity}
              obs/image: {topic: /camera/image_raw}
            """);
    Path out = folder.resolve("out.hdf5");
    Conversion plan = Conversion.plan(bag(name), out, "hdf5", map, Conversion.PNG);
    assertEquals(3, plan.timing().size());
    assertTrue(plan.timing().getFirst().contains("Hz"), plan.timing().toString());
    plan.write();
    try (EpisodeSource written = Conversion.open(out)) {
      Episode episode = written.iterator().next();
      Episode read = one(bag(name), map);
      assertEquals(read.streams(), episode.streams());
      // The first picture comes 1 ms after the first joint state: the grid starts there.
      assertArrayEquals(new int[] {24, 32, 3}, episode.observation("image").row(0).shape());
      assertEquals(50, episode.metadata().controlHz());
    }
  }

  @Test
  void jointsComeByNameAndNumbersInProportion() throws IOException {
    Path bag = folder.resolve("joints");
    MessageCodec codec = MessageCodec.of("sensor_msgs/msg/JointState", Map.of(), Serialization.CDR);
    MessageType type = codec.type();
    try (Rosbag2Writer out = Rosbag2Writer.create(bag, Compression.ZSTD)) {
      int id = out.add("/q", "sensor_msgs/msg/JointState", "", "");
      for (int i = 0; i < 100; i++) {
        MessageType header = type.nested("header");
        Message stamp = header.nested("stamp").of(1 + i / 100, (long) (i % 100) * 10_000_000L);
        boolean turned = i % 2 == 1;
        out.write(
            id,
            5_000_000_000L + i,
            codec,
            type.of(
                header.of(stamp, ""),
                turned ? new String[] {"b", "a"} : new String[] {"a", "b"},
                turned ? new double[] {-i, i} : new double[] {i, -i},
                new double[0],
                new double[0]));
      }
    }
    Episode episode =
        one(
            bag,
            map(
                "{hz: 200, streams: {actions: {topic: /q, field: position, resample: linear}, obs/q: {topic: /q, field: position, resample: hold, names: [b]}}}"));
    assertEquals(199, episode.steps());
    for (int i = 0; i < 199; i++) {
      assertEquals(i / 2.0, episode.actions().row(i).get(0), 1e-12);
      assertEquals(-i / 2.0, episode.actions().row(i).get(1), 1e-12);
      assertEquals(-Math.floorDiv(i, 2), episode.observation("q").row(i).get(0));
    }
  }

  @Test
  void mistakesAreNamed() throws Exception {
    Path bag = bag("sample.mcap");
    Path out = folder.resolve("x.hdf5");
    assertTrue(refusal(() -> Conversion.plan(bag, out, "hdf5")).contains("--map"));
    Path key = map("{hz: 20, streem: {}}");
    assertTrue(refusal(() -> one(bag, key)).contains("streem"));
    Path topic = map("{hz: 20, streams: {actions: {topic: /joint_state, field: position}}}");
    assertTrue(refusal(() -> one(bag, topic)).contains("/joint_states"));
    Path field = map("{hz: 20, streams: {actions: {topic: /joint_states, field: positions}}}");
    assertTrue(refusal(() -> one(bag, field)).contains("position"));
    Path gap = map("{hz: 50, streams: {obs/i: {topic: /camera/image_raw}}}");
    assertTrue(refusal(() -> one(bag, gap)).contains("silent"));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable work) {
    return List.of(assertThrows(BadInputException.class, work).getMessage()).toString();
  }
}
