package org.pollex.learning.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.graph.Parameter;
import org.pollex.learning.graph.Program;
import org.pollex.learning.graph.RandomStream;

/** Weights before training, and the check that given ones fit. */
final class InitialWeights {
  private InitialWeights() {}

  /** Draws each parameter from its own stream of the seed, so that adding one changes no other. */
  static Map<String, Tensor> draw(Program program, long seed) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Parameter parameter : program.parameters()) {
      RandomGenerator random = RandomStream.of(seed, parameter.name().hashCode());
      float[] values = parameter.initial().values(parameter.size(), random);
      weights.put(parameter.name(), Tensor.ofFloats(values).reshape(shape(parameter)));
    }
    return weights;
  }

  /**
   * Checks weights against a program.
   *
   * @throws BadInputException naming the first parameter that is missing of another shape, or not
   *     finite
   */
  static void requireFit(Program program, Map<String, Tensor> weights) {
    for (Parameter parameter : program.parameters()) {
      Tensor weight = weights.get(parameter.name());
      if (weight == null) {
        throw BadInputException.unknownName("weight", parameter.name(), weights.keySet());
      }
      if (weight.dtype() != DType.F32 || !Arrays.equals(weight.shape(), shape(parameter))) {
        throw new BadInputException(
            "weight %s is %s, the program needs F32%s"
                .formatted(parameter.name(), weight, parameter.shape()),
            "Use the weights that were trained with this program.");
      }
      for (float value : weight.toFloats()) {
        if (!Float.isFinite(value)) {
          throw new BadInputException(
              "weight %s holds %s".formatted(parameter.name(), value),
              "Use weights of a training that did not diverge.");
        }
      }
    }
  }

  private static int[] shape(Parameter parameter) {
    return parameter.shape().stream().mapToInt(Integer::intValue).toArray();
  }
}
