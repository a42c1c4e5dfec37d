package org.pollex.learning.network;

import java.util.List;
import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Initial;
import org.pollex.learning.graph.Value;

/**
 * A gated recurrent unit of one layer (Cho and others 2014), run over a sequence from a state of
 * zeros.
 *
 * @param name prefix of its parameters, which have PyTorch's names and shapes
 * @param in numbers per element of the sequence
 * @param width of the state
 */
public record Gru(String name, int in, int width) {
  /** [batch, length, in] → the last state, [batch, width]. */
  public Value forward(Graph graph, Value sequence) {
    Initial initial = Initial.fanIn(width);
    List<Value> parameters =
        List.of(
            graph.parameter(name + ".weight_ih_l0", initial, 3 * width, in),
            graph.parameter(name + ".weight_hh_l0", initial, 3 * width, width),
            graph.parameter(name + ".bias_ih_l0", initial, 3 * width),
            graph.parameter(name + ".bias_hh_l0", initial, 3 * width));
    Value batch = graph.op("size", sequence, 0);
    Value start = graph.op("zeros", List.of(1, batch, width));
    Value result = graph.op("gru", sequence, start, parameters, true, 1, 0.0, false, false, true);
    return graph.op("squeeze", graph.element(result, 1), 0);
  }
}
