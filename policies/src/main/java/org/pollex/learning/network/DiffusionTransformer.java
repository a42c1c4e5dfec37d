package org.pollex.learning.network;

import java.util.List;
import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Initial;
import org.pollex.learning.graph.Value;

/**
 * Denoiser of action chunks: a transformer over the chunk's steps whose blocks are modulated by the
 * diffusion step and the observation through adaptive layer norms that start as the identity
 * (adaLN-Zero; Peebles and Xie 2023). It is the LBM paper's denoiser in its published layout; width
 * and depth are free.
 *
 * @param actions numbers per action
 * @param horizon actions per chunk
 * @param condition numbers of the observation
 * @param width of the tokens
 * @param blocks number of blocks
 * @param heads of attention; divides the width
 * @param expansion width of a block's inner layer over the token width
 */
public record DiffusionTransformer(
    int actions, int horizon, int condition, int width, int blocks, int heads, int expansion)
    implements Denoiser {
  private static final double POSITION_DEVIATION = 0.02;

  /** Refuses sizes that do not fit. */
  public DiffusionTransformer {
    if (width % heads != 0 || width % 2 != 0) {
      throw new IllegalArgumentException(
          "width " + width + " must be even and a multiple of the " + heads + " heads");
    }
  }

  @Override
  public Value forward(Graph graph, Value noisy, Value steps, Value condition) {
    Value position =
        graph.parameter("p", new Initial.Normal(POSITION_DEVIATION), 1, horizon, width);
    Value tokens = graph.add(graph.linear("i", noisy, actions, width), position);
    Value context =
        graph.add(
            new StepEmbedding("t", width).forward(graph, steps),
            graph.linear("g", condition, this.condition, width));
    Value gate = graph.op("silu", context);
    for (int block = 0; block < blocks; block++) {
      tokens = block(graph, "b." + block, tokens, gate);
    }
    return graph.linear("o", graph.layerNorm("n", tokens, width), width, actions);
  }

  private Value block(Graph graph, String name, Value tokens, Value gate) {
    Value modulation =
        graph.chunk(
            graph.op(
                "unsqueeze", graph.linear(name + ".c.1", gate, width, 6 * width, Initial.ZERO), 1),
            6);
    Value attended = attention(graph, name, modulate(graph, tokens, modulation, 0));
    Value h = graph.op("addcmul", tokens, graph.element(modulation, 2), attended);
    Value inner =
        graph.linear(name + ".m.0", modulate(graph, h, modulation, 3), width, expansion * width);
    Value outer =
        graph.linear(name + ".m.2", Activation.GELU.apply(graph, inner), expansion * width, width);
    return graph.op("addcmul", h, graph.element(modulation, 5), outer);
  }

  /** LayerNorm(x) · (1 + scale) + shift, with shift and scale at {@code at} and {@code at + 1}. */
  private Value modulate(Graph graph, Value x, Value modulation, int at) {
    return graph.op(
        "addcmul",
        graph.element(modulation, at),
        graph.layerNorm(x, width),
        graph.add(graph.element(modulation, at + 1), 1));
  }

  /** Full self-attention over the chunk. */
  private Value attention(Graph graph, String name, Value x) {
    Value joined = graph.linear(name + ".q", x, width, 3 * width);
    Value split =
        graph.op(
            "permute",
            graph.op("reshape", joined, List.of(-1, horizon, 3, heads, width / heads)),
            List.of(2, 0, 3, 1, 4));
    Value attended =
        graph.op(
            "scaled_dot_product_attention",
            graph.element(split, 0),
            graph.element(split, 1),
            graph.element(split, 2));
    Value merged =
        graph.op("reshape", graph.op("transpose", attended, 1, 2), List.of(-1, horizon, width));
    return graph.linear(name + ".o", merged, width, width);
  }
}
