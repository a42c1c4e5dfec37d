package org.pollex.learning.network;

import java.util.List;
import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Value;

/**
 * Action chunking by regression in the manner of ACT (Zhao and others 2023), for low-dimensional
 * observations and without its latent style: learned queries, one per step of the chunk, become the
 * chunk in one pass. The layers are those of {@link DiffusionTransformer}, told no noise.
 *
 * @param actions numbers per action
 * @param horizon actions per chunk
 * @param condition numbers of the observation
 */
public record ChunkTransformer(
    int actions, int horizon, int condition, int width, int blocks, int heads, int expansion) {
  /** [batch, condition] → [batch, horizon, actions]. */
  public Value forward(Graph graph, Value condition) {
    Value batch = graph.op("size", condition, 0);
    Value still = graph.op("zeros", List.of(batch, horizon, actions));
    Value steps = graph.op("zeros", List.of(batch));
    return new DiffusionTransformer(
            actions, horizon, this.condition, width, blocks, heads, expansion)
        .forward(graph, still, steps, condition);
  }
}
