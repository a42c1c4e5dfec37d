package org.pollex.learning.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.engine.Batch;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.graph.Program;
import org.pollex.learning.network.Activation;
import org.pollex.learning.network.Mlp;

class TrainingRunTest {
  private static final Program PROGRAM =
      new Program.Writer()
          .method(
              "loss",
              List.of("input", "target"),
              g ->
                  g.meanSquaredError(
                      new Mlp("m", List.of(2, 8, 1), Activation.MISH).forward(g, g.input("input")),
                      g.input("target")))
          .program();

  @TempDir private Path folder;

  private static TrainingPlan plan(int steps) {
    return new TrainingPlan(steps, 4, 1, 1e-2, 5, true, 1, 7, 0, 11, 1);
  }

  /** Feeds numbers that depend on the step, and dies at a step. */
  private record DyingFeed(int dies) implements Feed {
    @Override
    public Map<String, int[]> shapes() {
      return Map.of("input", new int[] {4, 2}, "target", new int[] {4, 1});
    }

    @Override
    public void fill(int step, Batch batch) {
      if (step == dies) {
        throw new IllegalStateException("killed");
      }
      Random random = new Random(step);
      for (String input : List.of("input", "target")) {
        FloatBuffer buffer = batch.buffer(input);
        while (buffer.hasRemaining()) {
          buffer.put((float) random.nextGaussian());
        }
      }
    }
  }

  private TrainingRun.Outcome run(String name, int dies) {
    Path run = folder.resolve(name);
    return new TrainingRun(
            PROGRAM, AdamW.PYTORCH, plan(40), new DyingFeed(dies), Optional.empty(), run, "data")
        .run(Map.of(), (step, loss, rate) -> {});
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6, 7, 17, 39})
  void aKilledRunEndsWithTheSameWeights(int dies) throws IOException {
    assertThrows(IllegalStateException.class, () -> run("killed", dies));
    assertEquals(run("whole", -1).weights(), run("killed", -1).weights());
    assertEquals(
        Files.readAllLines(folder.resolve("whole/metrics.jsonl")).size(),
        Files.readAllLines(folder.resolve("killed/metrics.jsonl")).size());
  }

  /** Targets that nothing can be learned about, so that validation stops improving. */
  private TrainingRun.Outcome impatient(String name, int dies) {
    TrainingPlan plan = new TrainingPlan(2000, 4, 1, 1e-2, 5, true, 1, 7, 2, 11, 1);
    Validation validation = new Validation(new DyingFeed(-1), 3);
    return new TrainingRun(
            PROGRAM,
            AdamW.PYTORCH,
            plan,
            new DyingFeed(dies),
            Optional.of(validation),
            folder.resolve(name),
            "data")
        .run(Map.of(), (step, loss, rate) -> {});
  }

  @Test
  void validationThatGetsNoBetterEndsATraining() {
    TrainingRun.Outcome outcome = impatient("whole", -1);
    assertTrue(outcome.steps() < 2000, () -> outcome.steps() + " steps");
    assertTrue(Double.isFinite(outcome.validation()));
    assertEquals(outcome, impatient("whole", -1));
  }

  @Test
  void patienceSurvivesAKill() {
    TrainingRun.Outcome whole = impatient("whole", -1);
    int dies = whole.steps() - 3;
    assertThrows(IllegalStateException.class, () -> impatient("killed", dies));
    TrainingRun.Outcome killed = impatient("killed", -1);
    assertEquals(whole.weights(), killed.weights());
    assertEquals(whole.steps(), killed.steps());
    assertEquals(whole.validation(), killed.validation());
  }

  @Test
  void twoTrainingsInOneProcessEndAsEachAloneDoes() throws InterruptedException {
    TrainingRun.Outcome alone = run("alone", -1);
    List<Map<String, Tensor>> results = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (String name : List.of("left", "right")) {
      threads.add(Thread.ofPlatform().start(() -> results.add(run(name, -1).weights())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(alone.weights(), alone.weights()), results);
  }

  @Test
  void metricsSayWhichShareOfTheTimeWentIntoInputs() throws IOException {
    run("whole", -1);
    for (String line : Files.readAllLines(folder.resolve("whole/metrics.jsonl"))) {
      double share = new ObjectMapper().readTree(line).get("input").asDouble(-1);
      assertTrue(share >= 0 && share <= 1, line);
    }
  }

  @Test
  void aLossThatIsNotANumberKeepsTheLastCheckpoint() throws IOException {
    Feed poisoned =
        new Feed() {
          @Override
          public Map<String, int[]> shapes() {
            return new DyingFeed(-1).shapes();
          }

          @Override
          public void fill(int step, Batch batch) {
            new DyingFeed(-1).fill(step, batch);
            if (step == 17) {
              batch.buffer("input").put(0, Float.NaN);
            }
          }
        };
    Path run = folder.resolve("poisoned");
    TrainingRun training =
        new TrainingRun(PROGRAM, AdamW.PYTORCH, plan(40), poisoned, Optional.empty(), run, "data");
    RunFailedException refused =
        assertThrows(
            RunFailedException.class, () -> training.run(Map.of(), (step, loss, rate) -> {}));
    assertTrue(refused.getMessage().contains("NaN"), refused.getMessage());
    // The cause is gone: the run goes on from step 14 and ends as if nothing had been.
    assertEquals(run("whole", -1).weights(), run("poisoned", -1).weights());
  }

  @Test
  void aFinishedRunAnswersTheSameAgain() {
    TrainingRun.Outcome first = run("whole", -1);
    assertTrue(Double.isFinite(first.loss()));
    assertEquals(first, run("whole", -1));
  }

  @Test
  void aRunWithAnotherPlanIsRefused() {
    run("whole", -1);
    TrainingRun other =
        new TrainingRun(
            PROGRAM,
            AdamW.PYTORCH,
            plan(50),
            new DyingFeed(-1),
            Optional.empty(),
            folder.resolve("whole"),
            "data");
    assertThrows(BadInputException.class, () -> other.run(Map.of(), (step, loss, rate) -> {}));
  }

  @Test
  void aFullDiskKeepsTheLastCheckpoint() throws IOException {
    assertThrows(IllegalStateException.class, () -> run("full", 17));
    byte[] before = Files.readAllBytes(folder.resolve("full/checkpoint.safetensors"));
    // A folder in place of the temporary file is refused by the system as a full disk would be.
    Files.createDirectories(folder.resolve("full/.checkpoint.safetensors.partial/full"));
    assertThrows(RunFailedException.class, () -> run("full", -1));
    assertEquals(
        java.util.Arrays.hashCode(before),
        java.util.Arrays.hashCode(
            Files.readAllBytes(folder.resolve("full/checkpoint.safetensors"))));
  }
}
