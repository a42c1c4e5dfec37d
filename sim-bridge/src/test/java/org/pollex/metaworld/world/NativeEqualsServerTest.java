package org.pollex.metaworld.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.sim.SharedServer;
import org.pollex.sim.client.CatalogEntry;
import org.pollex.sim.metaworld.Metaworld;

/**
 * Both back ends are the same world: same catalogue, goals, fingerprint, and for all 50 tasks the
 * same streams, rewards and outcomes under the expert's actions.
 */
@ExtendWith(SharedServer.class)
class NativeEqualsServerTest {
  private static final NativeMetaworld NATIVE = new NativeMetaworld();
  private static final int[] SLOTS = IntStream.range(0, 10).toArray();
  private static final int SEED = 42;
  private static final int STEPS = 8;

  /** Streams with exponentials, logarithms, matrix products: two libraries round differently. */
  private static final Map<String, Double> ROUNDED = Map.of("info", 1e-11, "cloud_points", 1e-6);

  @Test
  void catalogueIsTheServers(Metaworld server) {
    for (int i = 0; i < server.catalog().size(); i++) {
      CatalogEntry theirs = server.catalog().get(i);
      CatalogEntry ours = NATIVE.catalog().get(i);
      assertEquals(theirs.spec(), ours.spec());
      assertEquals(withoutHash(theirs), withoutHash(ours));
    }
    assertEquals(server.tasks().sets(), NATIVE.tasks().sets());
  }

  private static String withoutHash(CatalogEntry entry) {
    return entry.toString().replaceAll("sceneHash=.*", "").replaceAll("benchmarks=.*", "");
  }

  @Test
  void descriptionIsTheServers(Metaworld server) {
    assertEquals(
        server.describe().info().physicsFingerprint(),
        NATIVE.describe().info().physicsFingerprint());
    assertEquals(server.describe().action(), NATIVE.describe().action());
    ObservationSpec theirs = server.describe().offered();
    for (String name : NATIVE.describe().offered().names()) {
      if (!name.equals("integration_state")) {
        assertEquals(theirs.stream(name), NATIVE.describe().offered().stream(name));
      }
    }
  }

  @Test
  void episodesAreTheServers(Metaworld server) {
    List<String> tasks = NATIVE.catalog().stream().map(CatalogEntry::id).toList();
    List<String> streams = NATIVE.describe().offered().names();
    try (WorldBatch there = server.open(tasks, SLOTS.length, streams);
        WorldBatch here = NATIVE.open(tasks, SLOTS.length, streams)) {
      for (int from = 0; from < tasks.size(); from += SLOTS.length) {
        List<InitialCondition> goals = new ArrayList<>();
        for (String task : tasks.subList(from, from + SLOTS.length)) {
          goals.addAll(NATIVE.goals("MT1", task, SEED, 1));
          assertEquals(server.goals("MT1", task, SEED, 1).getFirst(), goals.getLast());
        }
        compare(there, here, goals);
      }
    }
  }

  private static void compare(WorldBatch there, WorldBatch here, List<InitialCondition> goals) {
    String where = goals.getFirst().task() + " to " + goals.getLast().task();
    StepBatch ours = here.reset(SLOTS, goals);
    assertSame(where + " reset", there.reset(SLOTS, goals), ours);
    for (int i = 0; i < STEPS; i++) {
      ActionBatch actions = expert(ours);
      ours = here.step(actions);
      assertSame(where + " step " + i, there.step(actions), ours);
    }
  }

  private static ActionBatch expert(StepBatch seen) {
    Tensor column = seen.streams().get("expert_action");
    float[][] actions =
        IntStream.range(0, SLOTS.length)
            .mapToObj(row -> column.row(row).toFloats())
            .toArray(float[][]::new);
    return ActionBatch.single(SLOTS, actions);
  }

  private static void assertSame(String where, StepBatch theirs, StepBatch ours) {
    assertEquals(theirs.streams().keySet(), ours.streams().keySet(), where);
    theirs
        .streams()
        .forEach(
            (name, column) -> {
              Tensor own = ours.streams().get(name);
              if (ROUNDED.containsKey(name)) {
                double tolerance = ROUNDED.get(name);
                assertArrayEquals(
                    column.toDoubles(), own.toDoubles(), tolerance, where + " " + name);
              } else {
                assertEquals(column, own, where + " " + name);
              }
            });
    assertArrayEquals(theirs.reward(), ours.reward(), 1e-11, where);
    assertArrayEquals(theirs.success(), ours.success(), where);
    assertArrayEquals(theirs.truncated(), ours.truncated(), where);
    assertArrayEquals(theirs.steps(), ours.steps(), where);
    assertArrayEquals(theirs.stampNanos(), ours.stampNanos(), where);
    assertTrue(ours.errors().isEmpty(), where);
  }

  @AfterAll
  static void close() {
    NATIVE.close();
  }
}
