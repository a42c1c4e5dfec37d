package org.pollex.learning.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.inference.Inference;
import org.pollex.learning.network.Mlp;

/** An MLP with ReLU between its layers, one input at a time. Used by one thread at a time. */
final class VectorMlp implements Inference {
  private final List<PackedLinear> layers = new ArrayList<>();
  private final float[][] hidden;
  private final int out;
  private float[] input = {};

  /**
   * Packs weights.
   *
   * @param weights by parameter name
   */
  VectorMlp(Mlp mlp, Map<String, Tensor> weights) {
    for (int i = 0; i + 1 < mlp.widths().size(); i++) {
      layers.add(new PackedLinear(weights, mlp.name() + "." + i));
    }
    this.hidden = layers.stream().map(layer -> new float[layer.stride()]).toArray(float[][]::new);
    this.out = mlp.widths().getLast();
  }

  @Override
  public void tell(float[] condition, int[] steps) {
    input = condition;
  }

  @Override
  public void answer(float[] noisy, int index, float[] answer) {
    float[] x = input;
    for (int i = 0; i < hidden.length; i++) {
      layers.get(i).apply(x, x.length, 1, hidden[i]);
      x = hidden[i];
      if (i + 1 < hidden.length) {
        Lanes.relu(x, x.length);
      }
    }
    System.arraycopy(x, 0, answer, 0, out);
  }

  @Override
  public String engine() {
    return "vector";
  }
}
