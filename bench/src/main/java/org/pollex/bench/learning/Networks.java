package org.pollex.bench.learning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.engine.Batch;
import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Parameter;
import org.pollex.learning.graph.Program;
import org.pollex.learning.graph.Value;
import org.pollex.learning.network.Activation;
import org.pollex.learning.network.Denoiser;
import org.pollex.learning.network.DiffusionTransformer;
import org.pollex.learning.network.FilmUnet;
import org.pollex.learning.network.Mlp;

/** What is measured: the sizes that {@code learning_torch.py} has too. */
final class Networks {
  static final int BATCH = 64;
  static final int HORIZON = 16;
  static final int ACTIONS = 7;
  static final int CONDITION = 40;
  static final DiffusionTransformer TRANSFORMER =
      new DiffusionTransformer(ACTIONS, HORIZON, CONDITION, 256, 8, 4, 4);
  static final Mlp MLP = new Mlp("policy", List.of(39, 256, 256, 256, 4), Activation.RELU);
  private static final FilmUnet UNET =
      new FilmUnet(ACTIONS, HORIZON, CONDITION, 256, List.of(256, 512, 1024));

  private Networks() {}

  static Denoiser denoiser(String kind) {
    return kind.equals("dit") ? TRANSFORMER : UNET;
  }

  static Program mlp() {
    return new Program.Writer()
        .method("predict", List.of("condition"), g -> MLP.forward(g, g.input("condition")))
        .program();
  }

  /**
   * A program with the same weights whose loss is a multiple of their sum: its step is the
   * optimizer's and the making of gradients, so what it shows of the optimizer is an upper bound.
   */
  static Program optimizerAlone(Program program) {
    return new Program.Writer()
        .method(Program.LOSS, List.of("unused"), g -> sum(g, program.parameters()))
        .program();
  }

  private static Value sum(Graph graph, List<Parameter> parameters) {
    Value unused = graph.input("unused");
    Value sum = graph.op("sum", unused);
    for (Parameter parameter : parameters) {
      int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
      Value weight = graph.parameter(parameter.name(), parameter.initial(), shape);
      sum = graph.add(sum, graph.op("sum", graph.mul(weight, unused)));
    }
    return sum;
  }

  static Map<String, int[]> shapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put("noisy", new int[] {BATCH, HORIZON, ACTIONS});
    shapes.put("steps", new int[] {BATCH});
    shapes.put("condition", new int[] {BATCH, CONDITION});
    shapes.put("noise", new int[] {BATCH, HORIZON, ACTIONS});
    return shapes;
  }

  static void fill(Batch batch) {
    Random random = new Random(1);
    for (String input : List.of("noisy", "condition", "noise")) {
      var buffer = batch.buffer(input);
      while (buffer.hasRemaining()) {
        buffer.put((float) random.nextGaussian());
      }
    }
    var steps = batch.buffer("steps");
    while (steps.hasRemaining()) {
      steps.put(random.nextInt(100));
    }
  }

  /** Weights that no layer starts with, so that nothing is the identity. */
  static Map<String, Tensor> weights(Program program, RandomGenerator random) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Parameter parameter : program.parameters()) {
      float[] values = normal(random, parameter.size());
      for (int i = 0; i < values.length; i++) {
        values[i] *= 0.05f;
      }
      int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
      weights.put(parameter.name(), Tensor.ofFloats(values, shape));
    }
    return weights;
  }

  static float[] normal(RandomGenerator random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
