package org.pollex.learning.network;

import java.util.ArrayList;
import java.util.List;
import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Value;

/**
 * Diffusion Policy's denoiser (Chi and others 2023): a one-dimensional U-Net over the chunk's steps
 * whose blocks are scaled and shifted (FiLM) by the diffusion step and the observation.
 *
 * @param actions numbers per action
 * @param horizon actions per chunk; a multiple of 2 to the number of halvings
 * @param condition numbers of the observation
 * @param embedding width of the step embedding
 * @param channels per level, each a multiple of 8
 */
public record FilmUnet(
    int actions, int horizon, int condition, int embedding, List<Integer> channels)
    implements Denoiser {
  private static final int GROUPS = 8;
  private static final int KERNEL = 5;

  /** Copies the list and refuses sizes that do not fit. */
  public FilmUnet {
    channels = List.copyOf(channels);
    int halvings = 1 << (channels.size() - 1);
    if (horizon % halvings != 0 || channels.stream().anyMatch(c -> c % GROUPS != 0)) {
      throw new IllegalArgumentException(
          "horizon %d must be a multiple of %d, and channels %s of %d"
              .formatted(horizon, halvings, channels, GROUPS));
    }
  }

  @Override
  public Value forward(Graph graph, Value noisy, Value steps, Value condition) {
    Value film =
        graph.op(
            "mish",
            graph.cat(-1, new StepEmbedding("t", embedding).forward(graph, steps), condition));
    Value h = graph.op("transpose", noisy, 1, 2);
    int in = actions;
    int last = channels.size() - 1;
    List<Value> skips = new ArrayList<>();
    for (int level = 0; level <= last; level++) {
      int out = channels.get(level);
      h = residual(graph, "down." + level + ".0", h, film, in, out);
      h = residual(graph, "down." + level + ".1", h, film, out, out);
      skips.add(h);
      if (level < last) {
        h = graph.conv1d("down." + level + ".2", h, out, out, 3, 2, 1);
      }
      in = out;
    }
    h = residual(graph, "mid.0", h, film, in, in);
    h = residual(graph, "mid.1", h, film, in, in);
    for (int up = 0; up < last; up++) {
      int out = channels.get(last - up - 1);
      h = graph.cat(1, h, skips.get(last - up));
      h = residual(graph, "up." + up + ".0", h, film, 2 * in, out);
      h = residual(graph, "up." + up + ".1", h, film, out, out);
      h = graph.convTranspose1d("up." + up + ".2", h, out, out, 4, 2, 1);
      in = out;
    }
    h = unit(graph, "out.0", h, in, in);
    return graph.op("transpose", graph.conv1d("out.1", h, in, actions, 1, 1, 0), 1, 2);
  }

  /** Two convolutions with FiLM between them, and a shortcut around. */
  private Value residual(Graph graph, String name, Value x, Value film, int in, int out) {
    Value scaleShift = graph.linear(name + ".c.1", film, embedding + condition, 2 * out);
    Value parts = graph.op("chunk", graph.op("unsqueeze", scaleShift, 2), 2, 1);
    Value first = unit(graph, name + ".a", x, in, out);
    Value modulated = graph.op("addcmul", graph.element(parts, 1), graph.element(parts, 0), first);
    Value second = unit(graph, name + ".b", modulated, out, out);
    Value shortcut = in == out ? x : graph.conv1d(name + ".r", x, in, out, 1, 1, 0);
    return graph.add(second, shortcut);
  }

  /** Convolution, group norm, Mish. */
  private static Value unit(Graph graph, String name, Value x, int in, int out) {
    Value convolved = graph.conv1d(name + ".b.0", x, in, out, KERNEL, 1, KERNEL / 2);
    return graph.op("mish", graph.groupNorm(name + ".b.1", convolved, GROUPS, out));
  }
}
