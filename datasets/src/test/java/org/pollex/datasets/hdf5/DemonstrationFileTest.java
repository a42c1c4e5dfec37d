package org.pollex.datasets.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

class DemonstrationFileTest {
  @TempDir Path folder;

  private Path write(String name, List<Episode> episodes) {
    Path file = folder.resolve(name);
    DemonstrationWriter.write(
        file, RandomEpisodes.ENVIRONMENT, writer -> episodes.forEach(writer::add));
    return file;
  }

  @Test
  void episodesComeBackBitForBit() {
    for (long seed = 0; seed < 10; seed++) {
      List<Episode> episodes = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        episodes.add(RandomEpisodes.draw(seed, i));
      }
      Path file = write("d" + seed + ".hdf5", episodes);
      try (DemonstrationFile read = DemonstrationFile.open(file)) {
        assertEquals(RandomEpisodes.ENVIRONMENT, read.environment().orElseThrow());
        assertEquals(12, read.demonstrations().size());
        assertEquals(episodes.stream().mapToInt(Episode::steps).sum(), read.steps());
        for (int i = 0; i < 12; i++) {
          assertEquals("demo_" + i, read.demonstrations().get(i).name());
          assertSame(episodes.get(i), read.demonstrations().get(i).read(), "seed " + seed);
        }
        List<String> successes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
          if (episodes.get(i).success()) {
            successes.add("demo_" + i);
          }
        }
        assertEquals(successes, read.masks().get(DemonstrationWriter.SUCCESS));
      }
    }
  }

  private static void assertSame(Episode expected, Episode actual, String message) {
    assertEquals(expected.metadata(), actual.metadata(), message);
    assertEquals(expected.outcome(), actual.outcome(), message);
    assertEquals(expected.streams(), actual.streams(), message);
    assertEquals(expected.tensors(), actual.tensors(), message);
    assertEquals(
        new TreeSet<>(expected.specs().stream().map(StreamSpec::toString).toList()),
        new TreeSet<>(actual.specs().stream().map(StreamSpec::toString).toList()),
        message);
  }

  @Test
  void equalEpisodesGiveEqualFiles() throws IOException {
    List<Episode> episodes = List.of(RandomEpisodes.draw(1, 0), RandomEpisodes.draw(1, 1));
    byte[] first = Files.readAllBytes(write("a.hdf5", episodes));
    assertArrayEquals(first, Files.readAllBytes(write("b.hdf5", episodes)));
  }

  @Test
  void rangesOfRowsAreReadByChunk() {
    long seed = 9;
    Random random = new Random(seed);
    byte[] pixels = new byte[40 * 24 * 32 * 3];
    random.nextBytes(pixels);
    Map<String, Tensor> streams = new LinkedHashMap<>();
    streams.put("actions", Tensor.ofFloats(new float[160], 40, 4));
    streams.put(
        "obs/rgb", Tensor.wrap(DType.U8, new int[] {40, 24, 32, 3}, ByteBuffer.wrap(pixels)));
    streams.put("obs/wide", Tensor.ofDoubles(random.doubles(40 * 5000).toArray(), 40, 5000));
    Episode base = RandomEpisodes.draw(1, 0);
    List<StreamSpec> specs = new ArrayList<>();
    streams.forEach(
        (name, values) ->
            specs.add(
                new StreamSpec(
                    name,
                    values.dtype(),
                    Arrays.stream(values.shape()).skip(1).boxed().toList(),
                    "",
                    "",
                    "",
                    StreamSpec.Privilege.NONE,
                    false)));
    Episode episode = new Episode(base.metadata(), base.outcome(), specs, streams, Map.of());
    try (DemonstrationFile read = DemonstrationFile.open(write("i.hdf5", List.of(episode)))) {
      for (int i = 0; i < 60; i++) {
        int from = random.nextInt(41);
        int to = from + random.nextInt(41 - from);
        for (String name : streams.keySet()) {
          Hdf5Stream stream = read.demonstration("demo_0").streams().get(name);
          assertEquals(
              streams.get(name).rows(from, to),
              stream.rows(from, to),
              name + " " + from + ".." + to + ", seed " + seed);
        }
      }
      assertThrows(
          BadInputException.class, () -> read.demonstration("demo_7"), "unknown names are refused");
    }
  }

  @Test
  void truncatedFilesAreRefusedByName() throws IOException {
    List<Episode> episodes = List.of(RandomEpisodes.draw(1, 0), RandomEpisodes.draw(1, 1));
    Path file = write("t.hdf5", episodes);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      BadInputException refusal =
          assertThrows(
              BadInputException.class, () -> DemonstrationFile.open(file), "cut at " + length);
      assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
      assertEquals(2, refusal.exitCode());
    }
  }

  /** Whatever a damaged file makes the reader do, it ends in values or in one clear error. */
  @Test
  void damagedFilesGiveOneClearError() throws IOException {
    List<Episode> episodes = List.of(RandomEpisodes.draw(1, 0), RandomEpisodes.draw(1, 1));
    Path file = write("t.hdf5", episodes);
    byte[] whole = Files.readAllBytes(file);
    long seed = 4;
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(whole.length);
      damaged[at] = (byte) random.nextInt(256);
      Files.write(file, damaged);
      try (DemonstrationFile read = DemonstrationFile.open(file)) {
        read.environment();
        read.masks();
        read.demonstrations().forEach(Demonstration::read);
      } catch (BadInputException e) {
        assertTrue(!e.getMessage().isBlank());
      } catch (RuntimeException | Error e) {
        throw new AssertionError("byte " + at + ", case " + i + ", seed " + seed, e);
      }
    }
  }

  @Test
  void wrongFilesAreRefused() throws IOException {
    assertThrows(
        BadInputException.class, () -> DemonstrationFile.open(folder.resolve("none.hdf5")));
    assertThrows(BadInputException.class, () -> DemonstrationFile.open(folder));
    Path text = Files.writeString(folder.resolve("text.hdf5"), "not HDF5 at all, only text");
    assertThrows(BadInputException.class, () -> DemonstrationFile.open(text));
    Path empty = folder.resolve("empty.hdf5");
    try (Hdf5Output out = new Hdf5Output(empty, empty)) {
      out.group("/other");
    }
    BadInputException refusal =
        assertThrows(BadInputException.class, () -> DemonstrationFile.open(empty));
    assertTrue(refusal.getMessage().contains("'data'"), refusal.getMessage());
  }
}
