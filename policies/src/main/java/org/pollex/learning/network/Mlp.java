package org.pollex.learning.network;

import java.util.List;
import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Value;

/**
 * A multilayer perceptron: linear layers with an activation between them, none behind the last.
 *
 * @param name prefix of its parameters, for example {@code policy}
 * @param widths sizes from input to output, two or more
 * @param activation between the layers
 */
public record Mlp(String name, List<Integer> widths, Activation activation) {
  /** Copies the widths. */
  public Mlp {
    widths = List.copyOf(widths);
    if (widths.size() < 2) {
      throw new IllegalArgumentException("an MLP needs an input and an output width: " + widths);
    }
  }

  /** [..., first width] → [..., last width]. */
  public Value forward(Graph graph, Value x) {
    Value h = x;
    for (int i = 0; i + 1 < widths.size(); i++) {
      if (i > 0) {
        h = activation.apply(graph, h);
      }
      h = graph.linear(name + "." + i, h, widths.get(i), widths.get(i + 1));
    }
    return h;
  }
}
