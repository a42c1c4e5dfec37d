package org.pollex.learning.network;

import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Value;

/**
 * Turns diffusion steps into vectors: sines and cosines of geometrically spaced frequencies
 * (Vaswani and others 2017), then linear, Mish, linear, as Diffusion Policy does.
 *
 * @param name prefix of its parameters
 * @param width size of the vectors, even
 */
public record StepEmbedding(String name, int width) {
  private static final int EXPANSION = 4;

  /** [batch] step numbers → [batch, width]. */
  public Value forward(Graph graph, Value steps) {
    int half = width / 2;
    Value frequencies =
        graph.op("exp", graph.mul(graph.op("arange", half), -Math.log(10_000) / (half - 1)));
    Value angles = graph.mul(graph.op("unsqueeze", steps, 1), frequencies);
    Value waves = graph.cat(-1, graph.op("sin", angles), graph.op("cos", angles));
    Value hidden = graph.linear(name + ".1", waves, width, EXPANSION * width);
    return graph.linear(name + ".3", graph.op("mish", hidden), EXPANSION * width, width);
  }
}
