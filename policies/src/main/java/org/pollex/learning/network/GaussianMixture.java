package org.pollex.learning.network;

import java.util.List;
import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Value;

/**
 * A mixture of axis-aligned Gaussians whose weights, means and deviations are linear in a hidden
 * vector (Bishop 1994), for behaviour with several right answers.
 *
 * @param name prefix of its parameters
 * @param hidden numbers of the hidden vector
 * @param modes number of Gaussians
 * @param numbers of what is distributed
 */
public record GaussianMixture(String name, int hidden, int modes, int numbers) {
  /** Smallest deviation, so that no mode collapses onto a datum. */
  private static final double LEAST_DEVIATION = 0.01;

  private Value logits(Graph graph, Value h) {
    return graph.linear(name + ".logits", h, hidden, modes);
  }

  private Value means(Graph graph, Value h) {
    Value flat = graph.linear(name + ".means", h, hidden, modes * numbers);
    return graph.op("reshape", flat, List.of(-1, modes, numbers));
  }

  /**
   * The mean negative log-likelihood, up to its constant ½ log 2π per number.
   *
   * @param h [batch, hidden]
   * @param target [batch, numbers]
   */
  public Value loss(Graph graph, Value h, Value target) {
    Value flat = graph.linear(name + ".scales", h, hidden, modes * numbers);
    Value deviations =
        graph.add(
            graph.op("softplus", graph.op("reshape", flat, List.of(-1, modes, numbers))),
            LEAST_DEVIATION);
    Value difference = graph.op("sub", graph.op("unsqueeze", target, 1), means(graph, h));
    Value square = graph.op("pow", graph.op("div", difference, deviations), 2);
    Value each = graph.add(graph.mul(square, -0.5), graph.op("neg", graph.op("log", deviations)));
    Value inMode = graph.op("sum", each, List.of(-1));
    Value ofMode = graph.op("log_softmax", logits(graph, h), -1);
    Value likelihood = graph.op("logsumexp", graph.add(ofMode, inMode), List.of(-1));
    return graph.op("neg", graph.op("mean", likelihood));
  }

  /** The mean of the most probable mode, [batch, numbers]. */
  public Value best(Graph graph, Value h) {
    Value mode = graph.op("argmax", logits(graph, h), -1);
    Value index =
        graph.op("expand", graph.op("reshape", mode, List.of(-1, 1, 1)), List.of(-1, 1, numbers));
    return graph.op("squeeze", graph.op("gather", means(graph, h), 1, index), 1);
  }
}
