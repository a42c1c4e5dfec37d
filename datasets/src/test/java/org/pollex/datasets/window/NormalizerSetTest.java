package org.pollex.datasets.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

class NormalizerSetTest {
  private static final long SEED = 20261125;
  private static final WindowRule RULE = new WindowRule.Robomimic(2, 4);
  private static final RelativePoses POSES =
      new RelativePoses(
          new RelativePoses.Streams("actions", "target_quat"),
          new RelativePoses.Streams("obs/pos", "obs/quat"),
          0);

  @TempDir Path folder;

  private static Tensor of(double[][] rows) {
    double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return Tensor.ofDoubles(flat, rows.length, rows[0].length);
  }

  /** Three episodes of random poses, all of them seen from another place. */
  private WindowStore store(String name, Pose X_WV) {
    Random random = new Random(SEED);
    Path file = folder.resolve(name);
    DemonstrationWriter.write(
        file,
        RandomEpisodes.ENVIRONMENT,
        writer -> {
          for (int e = 0; e < 3; e++) {
            Map<String, Tensor> streams = new LinkedHashMap<>();
            put(streams, "obs/pos", "obs/quat", 20, random, X_WV);
            put(streams, "actions", "target_quat", 20, random, X_WV);
            Episode base = RandomEpisodes.draw(1, e);
            writer.add(
                new Episode(base.metadata(), base.outcome(), specs(streams), streams, Map.of()));
          }
        });
    return WindowStore.open(
        List.of(file),
        RULE,
        new WindowStore.Reading(
            List.of("obs/pos", "obs/quat"), List.of("actions", "target_quat"), "", 1 << 20));
  }

  private static void put(
      Map<String, Tensor> to, String pos, String quat, int steps, Random random, Pose X_WV) {
    double[][] positions = new double[steps][];
    double[][] rotations = new double[steps][];
    for (int t = 0; t < steps; t++) {
      Pose pose = X_WV.times(pose(random));
      positions[t] = new double[] {pose.position().x(), pose.position().y(), pose.position().z()};
      Quaternion q = pose.rotation();
      rotations[t] = new double[] {q.w(), q.x(), q.y(), q.z()};
    }
    to.put(pos, of(positions));
    to.put(quat, of(rotations));
  }

  private static Pose pose(Random random) {
    Quaternion rotation = Quaternion.wxyz(random.doubles(4, -1, 1).toArray(), 0).normalized();
    double[] p = random.doubles(3, -1, 1).toArray();
    return new Pose(new Vec3(p[0], p[1], p[2]), rotation);
  }

  private static List<StreamSpec> specs(Map<String, Tensor> streams) {
    return streams.entrySet().stream()
        .map(
            s ->
                new StreamSpec(
                    s.getKey(),
                    DType.F64,
                    List.of(s.getValue().shape()[1]),
                    "",
                    "",
                    "",
                    StreamSpec.Privilege.NONE,
                    false))
        .toList();
  }

  /** R = Rz(45°) Ry(30°) Rx(15°) in six numbers, computed with NumPy. */
  @Test
  void rotationsAreTheFirstTwoRows() {
    Quaternion q =
        Quaternion.yaw(Math.toRadians(45))
            .times(new Quaternion(Math.cos(Math.toRadians(15)), 0, Math.sin(Math.toRadians(15)), 0))
            .times(
                new Quaternion(Math.cos(Math.toRadians(7.5)), Math.sin(Math.toRadians(7.5)), 0, 0));
    List<Tensor> moving =
        List.of(of(new double[][] {{1, 2, 3}}), of(new double[][] {{q.w(), q.x(), q.y(), q.z()}}));
    List<Tensor> fixed = List.of(of(new double[][] {{0, 2, 1}}), of(new double[][] {{1, 0, 0, 0}}));
    double[] expected = {
      1, 0, 2, 0.61237244, -0.59150635, 0.52451905, 0.61237244, 0.77451905, 0.15849365
    };
    assertArrayEquals(expected, POSES.row(moving, 0, fixed, 0), 1e-8);
  }

  @Test
  void whereTheWorldHasItsOriginDoesNotMatter() {
    NormalizerRule rule = new NormalizerRule.Relative(POSES, 0.01);
    try (WindowStore here = store("here.hdf5", Pose.IDENTITY);
        WindowStore there = store("there.hdf5", pose(new Random(SEED + 1)))) {
      Normalizer a = Normalizer.measured(here, rule);
      Normalizer b = Normalizer.measured(there, rule);
      assertEquals(4 * 9, a.low().size());
      for (int d = 0; d < 36; d++) {
        assertEquals(a.low().get(d), b.low().get(d), 1e-9, "dimension " + d + ", seed " + SEED);
        assertEquals(a.high().get(d), b.high().get(d), 1e-9, "dimension " + d + ", seed " + SEED);
      }
      assertEquals(0.3, a.scale(5, 0.3), 1e-15, "rotations stay as they are");
    }
  }

  /** Each step of the trajectory has figures of its own: those of all windows, padding included. */
  @Test
  void stepsAreMeasuredOnTheWindowsThatTrainingSees() {
    RelativePoses positions =
        new RelativePoses(
            new RelativePoses.Streams("actions", ""), new RelativePoses.Streams("obs/pos", ""), 1);
    try (WindowStore store = store("a.hdf5", Pose.IDENTITY);
        WindowBatch batch = store.newBatch(1)) {
      Normalizer measured =
          Normalizer.measured(store, new NormalizerRule.Relative(positions, 0.01));
      PercentileColumns columns = new PercentileColumns(9, store.windows());
      for (long w = 0; w < store.windows(); w++) {
        store.copy(w, batch, 0);
        double[] row = new double[9];
        for (int i = 0; i < 9; i++) {
          row[i] = batch.tensor("actions").get(3 + i) - batch.tensor("obs/pos").get(3 + i % 3);
        }
        columns.add(row);
      }
      assertEquals(columns.normalizer(0.01), measured);
    }
  }

  @Test
  void figuresOfOneDataSetAreRefusedForAnother() {
    Map<String, NormalizerRule> rules =
        Map.of(
            "hand", new NormalizerRule.MinMax("obs/pos", 0.01),
            "chunk", new NormalizerRule.Relative(POSES, 0.01));
    Path file = folder.resolve("normalizers.json");
    try (WindowStore one = store("one.hdf5", Pose.IDENTITY);
        WindowStore other = store("other.hdf5", Pose.translation(new Vec3(0, 0, 1)))) {
      NormalizerSet set = NormalizerSet.measure(one, rules);
      set.write(file);
      NormalizerSet read = NormalizerSet.read(file);
      assertEquals(set, read);
      assertEquals(Normalizer.minMax(one, "obs/pos", 0.01), read.get("hand"));
      read.requireMadeFrom(one);
      String told =
          assertThrows(BadInputException.class, () -> read.requireMadeFrom(other)).getMessage();
      assertTrue(told.contains(set.data()), told);
      assertThrows(BadInputException.class, () -> read.get("foot"));
    }
  }
}
