package org.pollex.retrieval.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.retrieval.cloud.PointCloud;

class DemonstrationIndexTest {
  private static final int SPARE = 50;

  @TempDir private Path folder;

  private Path index;

  /** Surface points of a box. */
  private static float[] box(double sx, double sy, double sz, long seed) {
    Random random = new Random(seed);
    float[] xyz = new float[3 * 300];
    for (int i = 0; i < xyz.length; i += 3) {
      double[] p = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
      p[random.nextInt(3)] = random.nextInt(2);
      xyz[i] = (float) (p[0] * sx);
      xyz[i + 1] = (float) (p[1] * sy);
      xyz[i + 2] = (float) (p[2] * sz);
    }
    return xyz;
  }

  private static PointCloud cloud(double sx, double sy, double sz) {
    return PointCloud.of(box(sx, sy, sz, 99), "world");
  }

  /** An episode whose target is a box, with points of a fixture and padding around it. */
  private static Episode episode(
      String task, String instruction, boolean success, double[] size, int number) {
    float[] target = box(size[0], size[1], size[2], number);
    int n = target.length / 3;
    float[] points = Arrays.copyOf(target, target.length + 3 * SPARE);
    byte[] labels = new byte[n + SPARE];
    Arrays.fill(labels, 0, n, (byte) ObjectCloud.TARGET);
    Arrays.fill(labels, 0, n / 4, (byte) ObjectCloud.MOVED_PART);
    Arrays.fill(labels, n, n + 10, (byte) ObjectCloud.GOAL_FIXTURE);
    Arrays.fill(points, 3 * n, 3 * (n + 10), 5f);
    Arrays.fill(points, 3 * (n + 10), points.length, Float.NaN);
    Map<String, Tensor> tensors = new TreeMap<>();
    tensors.put(ObjectCloud.POINTS, Tensor.ofFloats(points, n + SPARE, 3));
    tensors.put(ObjectCloud.LABELS, Tensor.ofBytes(labels, n + SPARE));
    tensors.put(ObjectCloud.VIEWPOINT, Tensor.ofDoubles(new double[] {1, 2, 3}, 3));
    StreamSpec actions =
        new StreamSpec(
            Episode.ACTIONS, DType.F32, List.of(4), "", "", "", StreamSpec.Privilege.NONE, false);
    float[] values = new float[5 * 4];
    Arrays.fill(values, number);
    return new Episode(
        new EpisodeMetadata(
            task, instruction, number, 0, List.of(), "expert", 0, 80, "corner", Map.of()),
        Optional.of(new EpisodeOutcome(success, success ? 4 : -1, 0, "horizon")),
        List.of(actions),
        Map.of(Episode.ACTIONS, Tensor.ofFloats(values, 5, 4)),
        tensors);
  }

  private Path file(String name, List<Episode> episodes) {
    Path file = folder.resolve(name);
    DemonstrationWriter.write(
        file,
        new Environment("test", Environment.GYM, Map.of(), Map.of()),
        writer -> episodes.forEach(writer::add));
    return file;
  }

  @BeforeEach
  void build() {
    List<Episode> episodes = new ArrayList<>();
    double[] door = {0.3, 0.02, 0.4};
    double[] tall = {0.05, 0.05, 0.2};
    double[] flat = {0.3, 0.2, 0.01};
    episodes.add(episode("door-open-v3", "open the door", true, door, 0));
    episodes.add(episode("door-close-v3", "close the door", true, door, 1));
    episodes.add(episode("press-v3", "press the button from above", true, tall, 2));
    episodes.add(episode("press-v3", "press the button from above", true, flat, 3));
    episodes.add(episode("door-lock-v3", "lock the door", false, door, 4));
    index = folder.resolve("index");
    IndexBuilder.Report report = IndexBuilder.build(List.of(file("demos.hdf5", episodes)), index);
    assertEquals(new IndexBuilder.Report(4, 1, 0), report);
  }

  private static Retrieval.Candidate best(Retrieval retrieval) {
    return assertInstanceOf(Retrieval.Found.class, retrieval).best();
  }

  @Test
  void theInstructionPicksTheSkillAndTheCloudPicksTheObject() {
    try (DemonstrationIndex opened = DemonstrationIndex.open(index)) {
      PointCloud door = cloud(0.3, 0.02, 0.4);
      assertEquals(
          "door-close-v3", best(opened.query("shut the door", door)).demonstration().task());
      assertEquals(
          "demos.hdf5#2",
          best(opened.query("push the button from above", cloud(0.05, 0.05, 0.2)))
              .demonstration()
              .id());
      assertEquals(
          "demos.hdf5#3",
          best(opened.query("push the button from above", cloud(0.3, 0.2, 0.01)))
              .demonstration()
              .id());
      assertEquals(1, best(opened.query("open the door")).language(), 1e-9);
    }
  }

  @Test
  void nothingSuitableSaysWhy() {
    try (DemonstrationIndex opened = DemonstrationIndex.open(index)) {
      PointCloud door = cloud(0.3, 0.02, 0.4);
      for (String other : List.of("lock the door", "make me a sandwich", "unlock the door")) {
        Retrieval.NothingSuitable none =
            assertInstanceOf(Retrieval.NothingSuitable.class, opened.query(other, door), other);
        assertTrue(none.reason().contains(other), none.reason());
        assertEquals(3, none.nearest().size());
      }
      Retrieval.NothingSuitable shape =
          assertInstanceOf(
              Retrieval.NothingSuitable.class,
              opened.query("open the door", cloud(0.02, 0.02, 0.02)));
      assertTrue(shape.reason().contains("look like"), shape.reason());
    }
  }

  @Test
  void cloudsAndEpisodesComeBackAsTheyWere() {
    try (DemonstrationIndex opened = DemonstrationIndex.open(index)) {
      IndexedDemonstration third = opened.demonstrations().get(2);
      assertArrayEquals(box(0.05, 0.05, 0.2, 2), third.cloud().toArray());
      assertEquals(new Vec3(1, 2, 3), third.cloud().viewpoint().orElseThrow());
      Episode episode = opened.episode(third);
      assertEquals("press the button from above", episode.metadata().instruction());
      assertEquals(2, episode.actions().get(0));
    }
  }

  @Test
  void aMovedFolderStillWorks() throws IOException {
    Path moved = folder.resolve("moved");
    Files.move(index, moved);
    try (DemonstrationIndex opened = DemonstrationIndex.open(moved)) {
      opened.episode(best(opened.query("open the door")).demonstration());
    }
  }

  @Test
  void anyChangedFileIsNamed() throws IOException {
    List<Path> files;
    try (var walk = Files.walk(index)) {
      files = walk.filter(Files::isRegularFile).filter(f -> !f.endsWith("manifest.json")).toList();
    }
    assertEquals(4, files.size());
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      byte[] changed = whole.clone();
      changed[changed.length / 2] ^= 1;
      Files.write(file, changed);
      String message =
          assertThrows(
                  BadInputException.class,
                  () -> {
                    try (DemonstrationIndex opened = DemonstrationIndex.open(index)) {
                      opened.episode(opened.demonstrations().getFirst());
                    }
                  })
              .getMessage();
      assertTrue(message.contains(file.getFileName().toString()), message);
      Files.write(file, whole);
    }
  }

  @Test
  void otherFoldersAndOtherVersionsAreRefused() throws IOException {
    assertThrows(BadInputException.class, () -> DemonstrationIndex.open(folder));
    Path manifest = index.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"version\":1", "\"version\":2"));
    assertTrue(
        assertThrows(BadInputException.class, () -> DemonstrationIndex.open(index))
            .getMessage()
            .contains("another version"));
    Files.writeString(manifest, text.substring(0, text.length() / 2));
    assertThrows(BadInputException.class, () -> DemonstrationIndex.open(index));
  }

  @Test
  void aFullFolderAndFilesWithoutSuccessAreRefused() {
    Path some = file("more.hdf5", List.of(episode("a", "open the door", true, size(), 0)));
    assertThrows(BadInputException.class, () -> IndexBuilder.build(List.of(some), index));
    Path failed = file("failed.hdf5", List.of(episode("a", "open the door", false, size(), 0)));
    Path fresh = folder.resolve("fresh");
    String message =
        assertThrows(BadInputException.class, () -> IndexBuilder.build(List.of(failed), fresh))
            .getMessage();
    assertTrue(message.contains("1 unsuccessful"), message);
    Path mute = file("mute.hdf5", List.of(episode("a", " ", true, size(), 0)));
    assertThrows(BadInputException.class, () -> IndexBuilder.build(List.of(mute), fresh));
  }

  private static double[] size() {
    return new double[] {0.1, 0.1, 0.1};
  }
}
