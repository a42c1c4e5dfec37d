package org.pollex.datasets.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.bag.Bag;
import org.pollex.datasets.bag.Connection;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

class McapEpisodesTest {
  private static final long SEED = 20261125;

  @TempDir Path folder;

  /** Unlike streams, pictures, depth, and every element type, with random bits. */
  private List<Episode> episodes() {
    List<Episode> episodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Episode base = RandomEpisodes.drawWithPictures(SEED, i);
      List<StreamSpec> specs = new ArrayList<>(base.specs());
      Map<String, Tensor> streams = new LinkedHashMap<>(base.streams());
      for (DType dtype : DType.values()) {
        for (List<Integer> shape : List.of(List.of(9, 11), List.of(2), List.<Integer>of())) {
          String name = "obs/" + dtype.numpyName() + shape.size();
          specs.add(
              new StreamSpec(
                  name, dtype, shape, "m", "world", "", StreamSpec.Privilege.NONE, false));
          streams.put(name, bits(dtype, base.steps(), shape, new Random(SEED + i)));
        }
      }
      episodes.add(new Episode(base.metadata(), base.outcome(), specs, streams, base.tensors()));
    }
    return episodes;
  }

  private static Tensor bits(DType dtype, int steps, List<Integer> row, Random random) {
    int[] shape = new int[row.size() + 1];
    shape[0] = steps;
    Arrays.setAll(shape, k -> k == 0 ? steps : row.get(k - 1));
    byte[] bytes = new byte[Arrays.stream(shape).reduce(dtype.bytes(), (a, b) -> a * b)];
    random.nextBytes(bytes);
    for (int k = 0; dtype == DType.BOOL && k < bytes.length; k++) {
      bytes[k] &= 1;
    }
    return Tensor.wrap(dtype, shape, ByteBuffer.wrap(bytes));
  }

  private Path hdf5(List<Episode> episodes) {
    Path file = folder.resolve("a.hdf5");
    DemonstrationWriter.write(
        file,
        RandomEpisodes.ENVIRONMENT,
        writer -> episodes.forEach(e -> writer.mask("half", writer.add(e))));
    return file;
  }

  @Test
  void thereAndBackIsExact() {
    List<Episode> episodes = episodes();
    Path there = folder.resolve("a.mcap");
    Conversion plan = Conversion.plan(hdf5(episodes), there, "mcap");
    assertEquals(List.of(), plan.notCarried());
    plan.write();
    Path back = folder.resolve("b.hdf5");
    assertEquals("mcap", Conversion.plan(there, back, "hdf5").from());
    Conversion.plan(there, back, "hdf5").write();
    try (EpisodeSource again = Conversion.open(back)) {
      assertEquals(Optional.of(RandomEpisodes.ENVIRONMENT), again.environment());
      assertEquals(Set.of(0, 1, 2, 3), again.filterKeys().get("half"));
      int k = 0;
      for (Episode episode : again) {
        Episode expected = episodes.get(k++);
        assertEquals(expected.metadata(), episode.metadata());
        assertEquals(expected.outcome(), episode.outcome());
        assertEquals(Map.copyOf(expected.streams()), Map.copyOf(episode.streams()));
        assertEquals(expected.tensors(), Map.copyOf(episode.tensors()));
        assertEquals(Set.copyOf(expected.specs()), Set.copyOf(episode.specs()));
      }
      assertEquals(4, k);
    }
  }

  /** Viewers of bags see pictures as pictures, and types by their definitions. */
  @Test
  void theTypesAreThoseOfRos() {
    Path there = folder.resolve("t.mcap");
    Conversion.plan(hdf5(episodes()), there, "mcap").write();
    try (Bag bag = Bag.open(there)) {
      for (Connection c : bag.connections()) {
        assertTrue(c.definition().length() > 10, c.topic());
        if (c.topic().equals("/obs/camera") || c.topic().equals("/obs/float322")) {
          assertEquals("sensor_msgs/msg/Image", c.type(), c.topic());
        }
        if (c.topic().equals("/obs/ee_pos")) {
          assertEquals("std_msgs/msg/Float64MultiArray", c.type());
        }
      }
    }
  }

  @Test
  void damageIsRefusedOrToldAndNothingElseHappens() throws IOException {
    Path there = folder.resolve("d.mcap");
    Conversion.plan(hdf5(episodes().subList(0, 1)), there, "mcap").write();
    byte[] intact = Files.readAllBytes(there);
    Random random = new Random(SEED);
    for (int i = 0; i < 40; i++) {
      byte[] damaged = intact.clone();
      int at = random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(there, i % 3 == 0 ? Arrays.copyOf(damaged, at) : damaged);
      try (EpisodeSource source = McapEpisodes.open(there)) {
        source.forEach(episode -> assertTrue(episode.steps() > 0));
      } catch (PollexException refused) {
        assertTrue(!refused.getMessage().isEmpty(), "seed " + SEED + ", case " + i);
      }
    }
  }

  @Test
  void aTableGivesTheNumbersBack() throws IOException {
    Path source = folder.resolve("c.hdf5");
    List<Episode> episodes = ConversionTest.episodes();
    DemonstrationWriter.write(
        source, RandomEpisodes.ENVIRONMENT, writer -> episodes.forEach(writer::add));
    Path table = folder.resolve("c.csv");
    Conversion plan = Conversion.plan(source, table, "csv");
    assertEquals(
        List.of("rates, seeds, outcomes, filter keys, units and frames"), plan.notCarried());
    plan.write();
    assertTrue(Files.readString(table).startsWith("episode,step,task,instruction,"));
    int k = 0;
    try (EpisodeSource read = Conversion.open(table)) {
      for (Episode episode : read) {
        Episode expected = episodes.get(k++);
        assertEquals(expected.metadata().instruction(), episode.metadata().instruction());
        assertEquals(expected.streams().keySet(), episode.streams().keySet());
        expected.streams().forEach((name, values) -> assertSameText(values, episode.stream(name)));
      }
    }
    assertEquals(5, k);
  }

  /** The bits of NaN apart, text gives back what it was made from. */
  private static void assertSameText(Tensor expected, Tensor given) {
    assertEquals(expected.dtype(), given.dtype());
    assertEquals(Arrays.toString(expected.shape()), Arrays.toString(given.shape()));
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(CsvColumns.text(expected, i), CsvColumns.text(given, i));
    }
  }

  @Test
  void tablesOfOthersAreRead() throws IOException {
    Path table = folder.resolve("lab.csv");
    Files.writeString(
        table,
        "\uFEFFtimestamp,q[1],q[0],action[0],action[1]\r\n0.0,2,1,3,\r\n\r\n0.1,5,4,6,1e-3\r\n");
    try (EpisodeSource read = Conversion.open(table)) {
      Episode episode = read.iterator().next();
      assertEquals(2, episode.steps());
      assertEquals(Tensor.ofDoubles(new double[] {1, 2, 4, 5}, 2, 2), episode.observation("q"));
      assertEquals(0.1, episode.observation("timestamp").get(1));
      assertEquals(
          Tensor.ofDoubles(new double[] {3, Double.NaN, 6, 1e-3}, 2, 2), episode.actions());
    }
  }

  @Test
  void mistakesInTablesAreNamed() throws IOException {
    for (String[] one :
        new String[][] {
          {"a,b\n1,2\n", "actions"},
          {"action[0],action[2]\n1,2\n", "leave numbers out"},
          {"action[0],action[0]\n1,2\n", "repeat"},
          {"action[0],action[99999]\n1,2\n", "leave numbers out"},
          {"action:float16\n1\n", "float16"},
          {"action\n1\n1,2\n", "line 3"},
          {"action\nx\n", "'x'"},
          {"action:uint8\n256\n", "'256'"},
          {"step,action\n0,1\n2,1\n", "step 2 after step 0"},
          {"episode,action\n0,1\n1,1\n0,1\n", "'0'"}
        }) {
      Path table = folder.resolve("m.csv");
      Files.writeString(table, one[0]);
      BadInputException refusal =
          assertThrows(
              BadInputException.class,
              () -> {
                try (EpisodeSource source = Conversion.open(table)) {
                  source.forEach(episode -> {});
                }
              },
              one[0]);
      assertTrue(refusal.getMessage().contains(one[1]), refusal.getMessage());
    }
  }
}
