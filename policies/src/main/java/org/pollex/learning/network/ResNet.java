package org.pollex.learning.network;

import java.util.List;
import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Value;

/**
 * A residual image encoder in the shape of ResNet-18 (He and others 2016) with group norms in place
 * of batch norms, as Diffusion Policy uses it; channels and depth are free.
 *
 * @param name prefix of its parameters
 * @param in channels of the image
 * @param channels per stage, each a multiple of 8; every stage but the first halves the image
 * @param blocks residual blocks per stage; 2 in ResNet-18
 */
public record ResNet(String name, int in, List<Integer> channels, int blocks) {
  private static final int GROUPS = 8;

  /** Copies the list. */
  public ResNet {
    channels = List.copyOf(channels);
  }

  /** [batch, in, height, width], values near 0 … 1 → [batch, last channels]. */
  public Value forward(Graph graph, Value image) {
    int first = channels.getFirst();
    Value h = graph.conv2d(name + ".stem", image, in, first, 7, 2, 3);
    h = graph.op("relu", graph.groupNorm(name + ".stem.norm", h, GROUPS, first));
    h = graph.op("max_pool2d", h, List.of(3, 3), List.of(2, 2), List.of(1, 1));
    int inside = first;
    for (int stage = 0; stage < channels.size(); stage++) {
      int outside = channels.get(stage);
      for (int block = 0; block < blocks; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        h = residual(graph, name + "." + stage + "." + block, h, inside, outside, stride);
        inside = outside;
      }
    }
    return graph.op("mean", h, List.of(2, 3));
  }

  private static Value residual(
      Graph graph, String name, Value x, int inside, int outside, int stride) {
    Value h = graph.conv2d(name + ".a", x, inside, outside, 3, stride, 1);
    h = graph.op("relu", graph.groupNorm(name + ".a.norm", h, GROUPS, outside));
    h = graph.conv2d(name + ".b", h, outside, outside, 3, 1, 1);
    h = graph.groupNorm(name + ".b.norm", h, GROUPS, outside);
    Value shortcut = x;
    if (stride != 1 || inside != outside) {
      shortcut = graph.conv2d(name + ".r", x, inside, outside, 1, stride, 0);
      shortcut = graph.groupNorm(name + ".r.norm", shortcut, GROUPS, outside);
    }
    return graph.op("relu", graph.add(h, shortcut));
  }
}
