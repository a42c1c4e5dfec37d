package org.pollex.learning.inference;

import java.util.Map;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.engine.Batch;
import org.pollex.learning.engine.Model;
import org.pollex.learning.graph.Program;

/**
 * A program's method in libtorch. Its inputs are {@code condition}, and of a denoiser {@code noisy}
 * and {@code steps}.
 */
public final class GraphInference implements Inference {
  private final Model model;
  private final String method;
  private final Batch inputs;
  private final boolean denoises;
  private int[] steps = {};

  /**
   * Loads a program.
   *
   * @param shapes of the method's inputs
   */
  public GraphInference(
      Program program, Map<String, Tensor> weights, String method, Map<String, int[]> shapes) {
    this.model = new Model(program, weights, 1);
    this.method = method;
    this.inputs = model.newBatch(method, shapes);
    this.denoises = program.inputs(method).contains("noisy");
  }

  @Override
  public void tell(float[] condition, int[] diffusionSteps) {
    inputs.buffer("condition").put(condition);
    steps = diffusionSteps.clone();
  }

  @Override
  public void answer(float[] noisy, int index, float[] answer) {
    if (denoises) {
      inputs.buffer("noisy").put(noisy);
      inputs.buffer("steps").put(0, steps[index]);
    }
    float[] result = model.run(method, inputs).toFloats();
    System.arraycopy(result, 0, answer, 0, answer.length);
  }

  @Override
  public String engine() {
    return "graph";
  }

  @Override
  public void close() {
    model.close();
  }
}
