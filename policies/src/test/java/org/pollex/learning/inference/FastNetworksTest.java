package org.pollex.learning.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.DenoiserLossTest;
import org.pollex.learning.diffusion.Ddim;
import org.pollex.learning.diffusion.NoiseSchedule;
import org.pollex.learning.engine.Learner;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.graph.Program;
import org.pollex.learning.network.Activation;
import org.pollex.learning.network.DiffusionTransformer;
import org.pollex.learning.network.Mlp;
import org.pollex.learning.weights.SafeTensors;
import org.pollex.policies.learned.DenoisingProgram;

/** Networks in plain Java against PyTorch's outputs and against the graph. */
class FastNetworksTest {
  private static FastNetworks fast() {
    // The build starts tests with the module; a processor with short vectors has no such networks.
    assumeTrue(FastNetworks.find().isPresent());
    return FastNetworks.find().orElseThrow();
  }

  private static Program program(Mlp mlp) {
    return new Program.Writer()
        .method("predict", List.of("condition"), g -> mlp.forward(g, g.input("condition")))
        .method(
            Program.LOSS,
            List.of("condition", "target"),
            g -> g.meanSquaredError(g.call("predict", g.input("condition")), g.input("target")))
        .program();
  }

  private static float[] normal(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"39 256 256 256 4", "5 7 3", "1 1", "33 64 40 65"})
  void mlpsEqualTheGraph(String sizes) {
    List<Integer> widths = Arrays.stream(sizes.split(" ")).map(Integer::valueOf).toList();
    Mlp mlp = new Mlp("policy", widths, Activation.RELU);
    Program program = program(mlp);
    Map<String, Tensor> weights;
    try (Learner learner = Learner.fresh(program, AdamW.PYTORCH, 7, 1)) {
      weights = learner.weights();
    }
    Random random = new Random(1);
    try (Inference graph =
            new GraphInference(
                program,
                weights,
                "predict",
                Map.of("condition", new int[] {1, widths.getFirst()}));
        Inference plain = fast().mlp(mlp, weights).orElseThrow()) {
      for (int i = 0; i < 5; i++) {
        float[] in = normal(random, widths.getFirst());
        float[] expected = new float[widths.getLast()];
        float[] actual = new float[widths.getLast()];
        graph.tell(in, new int[0]);
        graph.answer(new float[0], 0, expected);
        plain.tell(in, new int[0]);
        plain.answer(new float[0], 0, actual);
        assertArrayEquals(expected, actual, 2e-6f, sizes);
      }
    }
  }

  private static SafeTensors saved() throws URISyntaxException {
    return SafeTensors.read(
        Path.of(DenoiserLossTest.class.getResource("denoisers/transformer.safetensors").toURI()));
  }

  @Test
  void theTransformerEqualsPyTorch() throws URISyntaxException {
    SafeTensors saved = saved();
    DiffusionTransformer shape = new DiffusionTransformer(7, 16, 40, 64, 2, 4, 4);
    Tensor noisy = saved.tensors().get("batch/noisy");
    Tensor steps = saved.tensors().get("batch/steps");
    try (Inference plain = fast().transformer(shape, saved.tensors()).orElseThrow()) {
      for (int row = 0; row < steps.size(); row++) {
        float[] actual = new float[16 * 7];
        plain.tell(
            saved.tensors().get("batch/condition").row(row).toFloats(),
            new int[] {3, (int) steps.get(row)});
        plain.answer(noisy.row(row).toFloats(), 1, actual);
        assertArrayEquals(saved.tensors().get("net").row(row).toFloats(), actual, 1e-5f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 20})
  void samplesEqualTheGraph(int horizon) throws URISyntaxException {
    DiffusionTransformer shape = new DiffusionTransformer(4, horizon, 13, 96, 3, 3, 2);
    Program program = DenoisingProgram.of(shape);
    Map<String, Tensor> weights = trained(program, horizon);
    Ddim sampler = new Ddim(NoiseSchedule.squaredCosine(100), 10, 1.5);
    Random random = new Random(horizon);
    Map<String, int[]> shapes =
        Map.of(
            "noisy",
            new int[] {1, horizon, 4},
            "steps",
            new int[] {1},
            "condition",
            new int[] {1, 13});
    try (Inference graph = new GraphInference(program, weights, "denoise", shapes);
        Inference plain = fast().transformer(shape, weights).orElseThrow()) {
      assertEquals("vector", plain.engine());
      for (int i = 0; i < 3; i++) {
        float[] condition = normal(random, 13);
        float[] noise = normal(random, horizon * 4);
        float[] expected = noise.clone();
        float[] actual = noise.clone();
        graph.tell(condition, sampler.levels());
        sampler.sample(expected, new float[horizon * 4], graph::answer);
        plain.tell(condition, sampler.levels());
        sampler.sample(actual, new float[horizon * 4], plain::answer);
        assertArrayEquals(expected, actual, 1e-4f);
      }
    }
  }

  /** A fresh transformer is the identity in its blocks; these weights are not. */
  private static Map<String, Tensor> trained(Program program, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    program
        .parameters()
        .forEach(
            parameter -> {
              float[] values = normal(random, parameter.size());
              for (int i = 0; i < values.length; i++) {
                values[i] *= 0.1f;
              }
              int[] shape = parameter.shape().stream().mapToInt(Integer::intValue).toArray();
              weights.put(parameter.name(), Tensor.ofFloats(values, shape));
            });
    return weights;
  }
}
