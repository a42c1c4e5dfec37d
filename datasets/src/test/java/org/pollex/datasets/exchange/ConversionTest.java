package org.pollex.datasets.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

class ConversionTest {
  @TempDir Path folder;

  private static List<Episode> read(Path path) {
    List<Episode> episodes = new ArrayList<>();
    try (EpisodeSource source = Conversion.open(path)) {
      source.forEach(episodes::add);
    }
    return episodes;
  }

  /** Episodes of one world, so that all have the same streams; bits are random, NaN included. */
  static List<Episode> episodes() {
    Random random = new Random(6);
    List<StreamSpec> specs = new ArrayList<>();
    for (DType dtype : DType.values()) {
      specs.add(spec("obs/" + dtype.numpyName(), dtype, List.of(2, 3), "m", "world"));
    }
    specs.add(spec("actions", DType.F32, List.of(7), "", ""));
    specs.add(spec("rewards", DType.F64, List.of(), "", ""));
    specs.add(spec("float32", DType.F32, List.of(1), "", ""));
    List<Episode> episodes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int steps = 1 + random.nextInt(40);
      Map<String, Tensor> streams = new java.util.TreeMap<>();
      for (StreamSpec spec : specs) {
        int[] shape = new int[spec.shape().size() + 1];
        shape[0] = steps;
        Arrays.setAll(shape, k -> k == 0 ? steps : spec.shape().get(k - 1));
        byte[] bytes = new byte[Arrays.stream(shape).reduce(spec.dtype().bytes(), (a, b) -> a * b)];
        random.nextBytes(bytes);
        if (spec.dtype() == DType.BOOL) {
          for (int k = 0; k < bytes.length; k++) {
            bytes[k] &= 1;
          }
        }
        streams.put(spec.name(), Tensor.wrap(spec.dtype(), shape, java.nio.ByteBuffer.wrap(bytes)));
      }
      Episode drawn = RandomEpisodes.draw(6, i);
      episodes.add(new Episode(drawn.metadata(), drawn.outcome(), specs, streams, Map.of()));
    }
    return episodes;
  }

  private static StreamSpec spec(
      String name, DType dtype, List<Integer> shape, String unit, String frame) {
    return new StreamSpec(name, dtype, shape, unit, frame, "", StreamSpec.Privilege.NONE, false);
  }

  private Path hdf5(String name, List<Episode> episodes) {
    Path file = folder.resolve(name);
    DemonstrationWriter.write(
        file,
        RandomEpisodes.ENVIRONMENT,
        writer -> episodes.forEach(e -> writer.mask("half", writer.add(e))));
    return file;
  }

  @Test
  void zarrAndBackIsExact() {
    Path source = hdf5("a.hdf5", episodes());
    for (String format : List.of("zarr", "zarr.zip")) {
      Path there = folder.resolve("b." + format);
      Conversion plan = Conversion.plan(source, there, format);
      assertEquals(List.of(), plan.notCarried());
      plan.write();
      Path back = folder.resolve(format + ".hdf5");
      Conversion.plan(there, back, "hdf5").write();
      assertSame(read(source), read(back));
      try (EpisodeSource again = Conversion.open(back)) {
        assertEquals(Set.of(0, 1, 2, 3, 4), again.filterKeys().get("half"));
        assertEquals(Optional.of(RandomEpisodes.ENVIRONMENT), again.environment());
      }
    }
  }

  private static void assertSame(List<Episode> expected, List<Episode> given) {
    assertEquals(expected.size(), given.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(Map.copyOf(expected.get(i).streams()), Map.copyOf(given.get(i).streams()));
      assertEquals(expected.get(i).metadata(), given.get(i).metadata());
      assertEquals(expected.get(i).outcome(), given.get(i).outcome());
      assertEquals(Set.copyOf(expected.get(i).specs()), Set.copyOf(given.get(i).specs()));
    }
  }

  @Test
  void whatZarrCannotHoldIsToldBefore() {
    Episode drawn = RandomEpisodes.draw(1, 0);
    Path source = hdf5("c.hdf5", List.of(drawn, RandomEpisodes.draw(1, 1)));
    Path there = folder.resolve("c.zarr");
    Conversion plan = Conversion.plan(source, there, "zarr");
    assertTrue(Files.notExists(there), "a plan writes nothing");
    assertTrue(plan.notCarried().contains("cloud_points (once per episode)"), plan.toString());
    assertTrue(
        plan.notCarried().stream().anyMatch(n -> n.startsWith("obs/random0 (not alike")),
        plan.toString());
    plan.write();
    assertEquals(drawn.stream("obs/ee_pos"), read(there).getFirst().stream("obs/ee_pos"));
  }

  @Test
  void foldersOfMt3AndBackAreExact() {
    Random random = new Random(2);
    List<Episode> episodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int steps = 4 + i;
      Tensor twists = Tensor.ofDoubles(random.doubles(7L * steps).toArray(), steps, 7);
      Tensor poses = Tensor.ofDoubles(random.doubles(8L * steps).toArray(), steps, 8);
      Tensor pose = Tensor.ofDoubles(random.doubles(16).toArray(), 4, 4);
      Tensor depth = Tensor.wrap(DType.U16, new int[] {2, 3}, java.nio.ByteBuffer.allocate(12));
      EpisodeMetadata metadata =
          new EpisodeMetadata(
              "open_the_jar_" + i, "open the jar " + i, i, 0, List.of(), "", 0, 30, "", Map.of());
      episodes.add(
          new Episode(
              metadata,
              Optional.empty(),
              List.of(
                  spec("actions", DType.F64, List.of(7), "", ""),
                  spec("obs/demo_eef_posevecs", DType.F64, List.of(8), "", "")),
              Map.of("actions", twists, "obs/demo_eef_posevecs", poses),
              Map.of("bottleneck_pose", pose, "ws_depth", depth)));
    }
    Path source = hdf5("d.hdf5", episodes);
    Path there = folder.resolve("mt3");
    Conversion.plan(source, there, "mt3").write();
    List<Episode> read = read(there);
    for (int i = 0; i < 3; i++) {
      assertEquals(episodes.get(i).streams(), Map.copyOf(read.get(i).streams()));
      assertEquals(episodes.get(i).tensors(), Map.copyOf(read.get(i).tensors()));
      assertEquals(episodes.get(i).metadata(), read.get(i).metadata());
    }
    Path other = hdf5("e.hdf5", List.of(RandomEpisodes.draw(1, 0)));
    assertThrows(BadInputException.class, () -> Conversion.plan(other, there, "mt3"));
  }

  @Test
  void damagedAndHostileFilesAreRefused() throws IOException {
    Path zip = folder.resolve("f.zarr.zip");
    Conversion.plan(hdf5("f.hdf5", episodes()), zip, "zarr.zip").write();
    byte[] intact = Files.readAllBytes(zip);
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = intact.clone();
      int at = random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(zip, i % 3 == 0 ? Arrays.copyOf(damaged, at) : damaged);
      readOrRefuse(zip, "seed 3, case " + i);
    }
    Path store = folder.resolve("g.zarr");
    Conversion.plan(folder.resolve("f.hdf5"), store, "zarr").write();
    Path array = store.resolve("data/action/.zarray");
    String json = Files.readString(array);
    for (String huge :
        List.of(
            json.replaceFirst("\"chunks\":\\[\\d+", "\"chunks\":[2000000000"),
            json.replace("<f4", "|O"),
            json.replace("\"zlib\"", "\"blosc\""),
            "{}",
            "[")) {
      Files.writeString(array, huge);
      assertThrows(BadInputException.class, () -> read(store), huge);
    }
  }

  private static void readOrRefuse(Path path, String what) {
    try {
      read(path);
    } catch (org.pollex.errors.PollexException refused) {
      assertTrue(!refused.getMessage().isEmpty(), what);
    }
  }

  @Test
  void npyFilesOfHugeSizeAndPicklesAreRefused() {
    byte[] good = Npy.bytes(Tensor.ofDoubles(new double[] {1, 2, 3}));
    assertEquals(Tensor.ofDoubles(new double[] {1, 2, 3}), Npy.parse("x", good));
    String text = new String(good, StandardCharsets.ISO_8859_1);
    for (String bad :
        List.of(
            text.replace("(3,)", "(3000000000,)"),
            text.replace("(3,)", "(-1,)"),
            text.replace("<f8", "|O8"),
            text.substring(0, 30),
            text.substring(0, text.length() - 1))) {
      byte[] bytes = bad.getBytes(StandardCharsets.ISO_8859_1);
      assertThrows(BadInputException.class, () -> Npy.parse("x", bytes), bad);
    }
  }
}
