package org.pollex.learning.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.engine.Batch;
import org.pollex.learning.engine.Learner;
import org.pollex.learning.engine.Model;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Program;
import org.pollex.learning.graph.Value;
import org.pollex.policies.learned.DenoisingProgram;

/**
 * The gradient that a step of training reports, against central differences of the loss along
 * random directions, for every network; with a garbage collection in between.
 */
class GradientTest {
  private static final int BATCH = 3;
  private static final double STEP = 2e-3;

  record Case(String name, Program program, Map<String, int[]> shapes) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> networks() {
    List<Case> cases = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      Mlp mlp = new Mlp("m", List.of(4, 9, 5), activation);
      cases.add(
          new Case(
              "mlp " + activation,
              new Program.Writer()
                  .method(
                      "loss",
                      List.of("input", "target"),
                      g -> g.meanSquaredError(mlp.forward(g, g.input("input")), g.input("target")))
                  .program(),
              Map.of("input", new int[] {BATCH, 4}, "target", new int[] {BATCH, 5})));
    }
    cases.add(encoder("gru", new int[] {BATCH, 6, 4}, (g, x) -> new Gru("g", 4, 5).forward(g, x)));
    cases.add(
        encoder(
            "pointnet",
            new int[] {BATCH, 7, 3},
            (g, x) -> new PointNet("p", List.of(3, 8, 5)).forward(g, x)));
    cases.add(
        encoder(
            "resnet",
            new int[] {BATCH, 3, 32, 32},
            (g, x) -> g.linear("o", new ResNet("r", 3, List.of(8, 16), 1).forward(g, x), 16, 5)));
    cases.add(
        encoder(
            "chunk transformer",
            new int[] {BATCH, 4},
            (g, x) -> g.op("flatten", new ChunkTransformer(1, 5, 4, 8, 1, 2, 2).forward(g, x), 1)));
    GaussianMixture mixture = new GaussianMixture("x", 4, 3, 5);
    cases.add(
        new Case(
            "mixture",
            new Program.Writer()
                .method(
                    "loss",
                    List.of("input", "target"),
                    g -> mixture.loss(g, g.input("input"), g.input("target")))
                .program(),
            Map.of("input", new int[] {BATCH, 4}, "target", new int[] {BATCH, 5})));
    Map<String, int[]> denoising = new LinkedHashMap<>();
    denoising.put("noisy", new int[] {BATCH, 8, 3});
    denoising.put("steps", new int[] {BATCH});
    denoising.put("condition", new int[] {BATCH, 5});
    denoising.put("noise", new int[] {BATCH, 8, 3});
    cases.add(
        new Case(
            "transformer",
            DenoisingProgram.of(new DiffusionTransformer(3, 8, 5, 16, 2, 2, 2)),
            denoising));
    cases.add(
        new Case("unet", DenoisingProgram.of(new FilmUnet(3, 8, 5, 8, List.of(8, 16))), denoising));
    return cases.stream();
  }

  private static Case encoder(String name, int[] input, BiFunction<Graph, Value, Value> network) {
    return new Case(
        name,
        new Program.Writer()
            .method(
                "loss",
                List.of("input", "target"),
                g -> g.meanSquaredError(network.apply(g, g.input("input")), g.input("target")))
            .program(),
        Map.of("input", input, "target", new int[] {BATCH, 5}));
  }

  private static Map<String, Tensor> weights(Program program, Random random) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    program
        .parameters()
        .forEach(
            p -> {
              float[] values = new float[p.size()];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.3 * random.nextGaussian());
              }
              weights.put(
                  p.name(),
                  Tensor.ofFloats(values)
                      .reshape(p.shape().stream().mapToInt(Integer::intValue).toArray()));
            });
    return weights;
  }

  private static void fill(Batch batch, Map<String, int[]> shapes, Random random) {
    shapes.forEach(
        (name, shape) -> {
          var buffer = batch.buffer(name);
          while (buffer.hasRemaining()) {
            buffer.put((float) random.nextGaussian());
          }
        });
  }

  /**
   * With no clipping, AdamW's first moment after one step is (1 − β₁) times the gradient, so the
   * state shows every component of it.
   */
  @ParameterizedTest
  @MethodSource("networks")
  void theGradientIsTheSlopeOfTheLoss(Case network) {
    Random random = new Random(5);
    Map<String, Tensor> weights = weights(network.program(), random);
    long seed = random.nextLong();
    Map<String, Tensor> state;
    try (Learner learner = Learner.startingFrom(network.program(), AdamW.PYTORCH, weights, 1)) {
      Batch batch = learner.newBatch(network.shapes());
      fill(batch, network.shapes(), new Random(seed));
      System.gc();
      learner.step(batch, new Learner.Settings(1e-9, 0, Float.MAX_VALUE));
      state = learner.state();
    }
    for (int direction = 0; direction < 4; direction++) {
      Map<String, Tensor> along = weights(network.program(), random);
      double slope = 0;
      for (String name : weights.keySet()) {
        Tensor mean = state.get("mean:" + name);
        for (int i = 0; i < mean.size(); i++) {
          slope += mean.get(i) / 0.1 * along.get(name).get(i);
        }
      }
      double up = loss(network, shifted(weights, along, STEP), seed);
      double down = loss(network, shifted(weights, along, -STEP), seed);
      double difference = (up - down) / (2 * STEP);
      assertEquals(
          difference, slope, 0.01 * Math.abs(difference) + 0.01, network.name() + " seed " + seed);
    }
  }

  private static Map<String, Tensor> shifted(
      Map<String, Tensor> weights, Map<String, Tensor> along, double by) {
    Map<String, Tensor> moved = new LinkedHashMap<>();
    weights.forEach(
        (name, tensor) -> {
          float[] values = tensor.toFloats();
          for (int i = 0; i < values.length; i++) {
            values[i] += (float) (by * along.get(name).get(i));
          }
          moved.put(name, Tensor.ofFloats(values).reshape(tensor.shape()));
        });
    return moved;
  }

  private static double loss(Case network, Map<String, Tensor> weights, long seed) {
    try (Model model = new Model(network.program(), weights, 1)) {
      Batch batch = model.newBatch("loss", network.shapes());
      fill(batch, network.shapes(), new Random(seed));
      return model.run("loss", batch).get(0);
    }
  }
}
