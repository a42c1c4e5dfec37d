package org.pollex.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.engine.Batch;
import org.pollex.learning.engine.Learner;
import org.pollex.learning.engine.Model;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.graph.Program;
import org.pollex.learning.network.Activation;
import org.pollex.learning.network.Mlp;

class LearnerTest {
  private static final Learner.Settings SETTINGS = new Learner.Settings(1e-2, 0.1, 1);

  private static final Program REGRESSION =
      new Program.Writer()
          .method(
              "net",
              List.of("inputs"),
              g -> new Mlp("net", List.of(3, 16, 2), Activation.TANH).forward(g, g.input("inputs")))
          .method(
              "loss",
              List.of("inputs", "target"),
              g -> g.meanSquaredError(g.call("net", g.input("inputs")), g.input("target")))
          .program();

  private static void fill(Batch batch, long seed) {
    Random random = new Random(seed);
    float[] in = new float[24];
    float[] out = new float[16];
    for (int i = 0; i < in.length; i++) {
      in[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < 8; i++) {
      out[2 * i] = in[3 * i] * in[3 * i + 1];
      out[2 * i + 1] = in[3 * i + 2];
    }
    batch.buffer("inputs").put(in);
    batch.buffer("target").put(out);
  }

  private static Batch batch(Learner learner) {
    return learner.newBatch(Map.of("inputs", new int[] {8, 3}, "target", new int[] {8, 2}));
  }

  @Test
  void learns() {
    try (Learner learner = Learner.fresh(REGRESSION, AdamW.PYTORCH, 1, 1)) {
      Batch batch = batch(learner);
      fill(batch, 7);
      float first = learner.step(batch, SETTINGS).loss();
      float last = first;
      for (int i = 0; i < 500; i++) {
        last = learner.step(batch, SETTINGS).loss();
      }
      assertTrue(last < first / 50, first + " to " + last);
    }
  }

  @Test
  void aStepInPartsIsTheStepOfTheWholeBatch() {
    try (Learner whole = Learner.fresh(REGRESSION, AdamW.PYTORCH, 1, 1);
        Learner parts = Learner.fresh(REGRESSION, AdamW.PYTORCH, 1, 1)) {
      Batch batch = batch(whole);
      Batch half = parts.newBatch(Map.of("inputs", new int[] {4, 3}, "target", new int[] {4, 2}));
      for (int i = 0; i < 20; i++) {
        fill(batch, i);
        Learner.Report expected = whole.step(batch, SETTINGS);
        Learner.Report report =
            parts.step(
                half,
                SETTINGS,
                2,
                part -> {
                  half.buffer("inputs").put(batch.buffer("inputs").slice(12 * part, 12));
                  half.buffer("target").put(batch.buffer("target").slice(8 * part, 8));
                });
        assertEquals(expected.loss(), report.loss(), 1e-5 * expected.loss());
        assertEquals(
            expected.gradientNorm(), report.gradientNorm(), 1e-4 * expected.gradientNorm());
      }
      for (Map.Entry<String, Tensor> weight : whole.weights().entrySet()) {
        Tensor other = parts.weights().get(weight.getKey());
        for (int i = 0; i < other.size(); i++) {
          assertEquals(weight.getValue().get(i), other.get(i), 1e-4, weight.getKey());
        }
      }
      assertEquals(whole.loss(batch), parts.loss(batch), 1e-4);
    }
  }

  @Test
  void goesOnFromASavedStateBitForBit() {
    try (Learner whole = Learner.fresh(REGRESSION, AdamW.PYTORCH, 1, 1)) {
      Batch batch = batch(whole);
      Map<String, Tensor> half = null;
      for (int i = 0; i < 20; i++) {
        if (i == 10) {
          half = whole.state();
        }
        fill(batch, i);
        whole.step(batch, SETTINGS);
      }
      try (Learner resumed = Learner.resuming(REGRESSION, AdamW.PYTORCH, half, 1)) {
        Batch again = batch(resumed);
        for (int i = 10; i < 20; i++) {
          fill(again, i);
          resumed.step(again, SETTINGS);
        }
        assertEquals(whole.state(), resumed.state());
      }
    }
  }

  @Test
  void garbageCollectionsDuringTrainingChangeNothing() throws InterruptedException {
    AtomicBoolean running = new AtomicBoolean(true);
    Thread collector =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (running.get()) {
                    System.gc();
                  }
                });
    Map<String, Tensor> disturbed = trained();
    running.set(false);
    collector.join();
    assertEquals(trained(), disturbed);
  }

  private static Map<String, Tensor> trained() {
    try (Learner learner = Learner.fresh(REGRESSION, AdamW.PYTORCH, 3, 1)) {
      Batch batch = batch(learner);
      for (int i = 0; i < 100; i++) {
        fill(batch, i);
        learner.step(batch, SETTINGS);
      }
      return learner.state();
    }
  }

  @Test
  void twoTrainingsInOneProcessDoNotDisturbEachOther() throws InterruptedException {
    List<Map<String, Tensor>> results = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      threads.add(Thread.ofPlatform().start(() -> results.add(trained())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(trained(), trained()), results);
  }

  @Test
  void refusesAnInfiniteLossAndKeepsItsWeights() {
    try (Learner learner = Learner.fresh(REGRESSION, AdamW.PYTORCH, 1, 1)) {
      Batch batch = batch(learner);
      fill(batch, 7);
      learner.step(batch, SETTINGS);
      Map<String, Tensor> before = learner.state();
      batch.buffer("target").put(3, Float.NaN);
      assertThrows(RunFailedException.class, () -> learner.step(batch, SETTINGS));
      assertEquals(before, learner.state());
    }
  }

  @Test
  void aModelWithTheAveragedWeightsRuns() {
    try (Learner learner = Learner.fresh(REGRESSION, AdamW.PYTORCH, 1, 1)) {
      Batch batch = batch(learner);
      fill(batch, 7);
      for (int i = 0; i < 300; i++) {
        learner.step(batch, SETTINGS);
      }
      try (Model model = new Model(REGRESSION, learner.average(), 1)) {
        Batch one = model.newBatch("net", Map.of("inputs", new int[] {1, 3}));
        one.buffer("inputs").put(batch.buffer("inputs").slice(0, 3));
        Tensor out = model.run("net", one);
        assertEquals(batch.buffer("target").get(1), out.get(1), 0.3);
      }
    }
  }
}
