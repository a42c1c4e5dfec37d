package org.pollex.learning.network;

import java.util.List;
import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Value;

/**
 * An encoder of point clouds: the same layers for every point, then the largest value over the
 * points (Qi and others 2017, without the input transforms), so that their order does not matter.
 *
 * @param name prefix of its parameters
 * @param widths from the numbers of a point to the encoding
 */
public record PointNet(String name, List<Integer> widths) {
  /** [batch, points, numbers] → [batch, last width]. */
  public Value forward(Graph graph, Value points) {
    Value each = new Mlp(name, widths, Activation.RELU).forward(graph, points);
    return graph.op("amax", each, List.of(1));
  }
}
