package org.pollex.policies.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.hdf5.Demonstration;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.Observation;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.policies.Decision;
import org.pollex.policies.PointWorld;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.rollout.RolloutEngine;
import org.pollex.policies.rollout.RolloutListener;
import org.pollex.policies.rollout.RolloutRequest;

class RecordingTest {
  @TempDir Path folder;

  @Test
  void rowTHoldsTheObservationBeforeActionT() {
    Path file = folder.resolve("demos.hdf5");
    try (WorldBatch world = world(1);
        Recording recording = Recording.open(file, world)) {
      RolloutListener writer = recording.writer(world, true, request -> 0);
      new RolloutEngine(world, 3, writer).run(List.of(request("go/0", 0.1)).iterator());
      recording.finish();
    }
    Episode episode = only(file);
    assertTrue(episode.success());
    int steps = episode.steps();
    assertEquals(episode.outcome().orElseThrow().firstSuccessStep() + 3, steps);
    double[] positions = episode.observation("command_pos").toDoubles();
    for (int t = 0; t + 1 < steps; t++) {
      float executed = episode.actions().row(t).toFloats()[0];
      assertEquals(positions[3 * t] + 0.01 * executed, positions[3 * (t + 1)], 1e-12, "row " + t);
    }
    // The proposals go beyond the range; what is recorded as the action is what was executed.
    assertEquals(1, episode.actions().row(0).get(0));
    assertEquals(2, episode.stream("actions_raw").row(0).get(0));
    double[] dones = episode.stream("dones").toDoubles();
    assertEquals(1, dones[steps - 1]);
    assertEquals(0, dones[steps - 2]);
    double last = episode.tensor("obs_last/command_pos").get(0);
    assertEquals(
        positions[3 * (steps - 1)] + 0.01 * episode.actions().row(steps - 1).get(0), last, 1e-12);
  }

  @Test
  void demonstrationsAreTheFirstSuccessesHoweverManySlotsRun() {
    List<List<Integer>> kept = new ArrayList<>();
    for (int slots : new int[] {1, 3, 8}) {
      Path file = folder.resolve("slots" + slots + ".hdf5");
      try (WorldBatch world = world(slots);
          Recording recording = Recording.open(file, world)) {
        Map<String, Integer> index = new HashMap<>();
        DemonstrationQueue queue =
            new DemonstrationQueue(
                List.of(recording.writer(world, false, each -> index.get(each.id()))));
        queue.add(
            "go",
            4,
            20,
            n -> {
              index.put("go/" + n, n);
              // Every third goal is out of reach.
              return request("go/" + n, n % 3 == 1 ? 9 : 0.05 + 0.02 * (20 - n));
            });
        new RolloutEngine(world, 0, queue).run(queue);
        assertEquals(List.of(), queue.unmet());
        recording.finish();
      }
      kept.add(indices(file));
    }
    assertEquals(List.of(0, 2, 3, 5), kept.getFirst());
    assertEquals(kept.getFirst(), kept.get(1));
    assertEquals(kept.getFirst(), kept.get(2));
  }

  @Test
  void anInterruptedRecordingGoesOnAndNothingIsOverwritten() {
    Path file = folder.resolve("demos.hdf5");
    try (WorldBatch world = world(1);
        Recording recording = Recording.open(file, world)) {
      RolloutListener writer = recording.writer(world, true, request -> 0);
      new RolloutEngine(world, 0, writer).run(List.of(request("go/0", 0.1)).iterator());
    }
    assertFalse(Files.exists(file));
    try (WorldBatch world = world(1);
        Recording recording = Recording.open(file, world)) {
      assertTrue(recording.has("go", 0));
      assertFalse(recording.has("go", 1));
      RolloutListener writer = recording.writer(world, true, request -> 1);
      new RolloutEngine(world, 0, writer).run(List.of(request("go/1", 0.1)).iterator());
      recording.finish();
    }
    assertEquals(List.of(0, 1), indices(file));
    assertThrows(BadInputException.class, () -> Recording.refuseExisting(file));
  }

  @Test
  void aTaskWithoutEnoughSuccessesIsNamed() {
    try (WorldBatch world = world(2)) {
      DemonstrationQueue queue = new DemonstrationQueue(List.of());
      queue.add("go", 2, 3, n -> request("go/" + n, n == 0 ? 0.1 : 9));
      new RolloutEngine(world, 0, queue).run(queue);
      assertEquals(List.of("go (1 missing)"), queue.unmet());
    }
  }

  private static WorldBatch world(int slots) {
    return new WorldBatch(new PointWorld(slots), SafetyProfile.metaworld());
  }

  /** Runs along x at twice the allowed range until it passes the goal's distance. */
  private static RolloutRequest request(String id, double distance) {
    Policy runner =
        new Policy() {
          @Override
          public PolicySpec spec() {
            return new PolicySpec("runner", "test", List.of());
          }

          @Override
          public Session reset(TaskInstruction task, Observation first) {
            return observation -> Decision.Act.one(2, 0, 0);
          }
        };
    InitialCondition goal = new InitialCondition("go", new double[] {distance, 0, 0}, id);
    return new RolloutRequest(id, runner, goal, "go there", 60, 0);
  }

  private static Episode only(Path file) {
    try (DemonstrationFile demonstrations = DemonstrationFile.open(file)) {
      assertEquals(1, demonstrations.demonstrations().size());
      return demonstrations.demonstrations().getFirst().read();
    }
  }

  private static List<Integer> indices(Path file) {
    try (DemonstrationFile demonstrations = DemonstrationFile.open(file)) {
      return demonstrations.demonstrations().stream()
          .map(Demonstration::read)
          .map(episode -> episode.metadata().index())
          .toList();
    }
  }
}
