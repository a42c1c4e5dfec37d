package org.pollex.policies.learned;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Program;
import org.pollex.learning.graph.Value;
import org.pollex.learning.inference.FastNetworks;
import org.pollex.learning.inference.Inference;
import org.pollex.learning.network.Activation;
import org.pollex.learning.network.ChunkTransformer;
import org.pollex.learning.network.DiffusionTransformer;
import org.pollex.learning.network.FilmUnet;
import org.pollex.learning.network.GaussianMixture;
import org.pollex.learning.network.Gru;
import org.pollex.learning.network.Mlp;

/** Which network a policy has, apart from the sizes that its data decide. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "network")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Architecture.Regression.class, name = "mlp"),
  @JsonSubTypes.Type(value = Architecture.Recurrent.class, name = "gru"),
  @JsonSubTypes.Type(value = Architecture.Mixture.class, name = "mixture"),
  @JsonSubTypes.Type(value = Architecture.Chunking.class, name = "act"),
  @JsonSubTypes.Type(value = Architecture.Transformer.class, name = "dit"),
  @JsonSubTypes.Type(value = Architecture.Unet.class, name = "unet")
})
public sealed interface Architecture {
  /** Name of a regression's method: (condition [batch, numbers]) → chunk [batch, numbers]. */
  String PREDICT = "predict";

  /** Returns the program for a condition and a horizon. */
  Program program(Condition condition, int horizon);

  /** How far a prediction is from its target, a scalar. */
  interface Distance {
    /** Writes the distance. */
    Value of(Graph graph, Value prediction, Value target);
  }

  /** A program whose method {@value #PREDICT} is taught by a distance. */
  private static Program regression(Distance distance, BiFunction<Graph, Value, Value> network) {
    return new Program.Writer()
        .method(
            PREDICT, List.of("condition"), graph -> network.apply(graph, graph.input("condition")))
        .method(
            Program.LOSS,
            List.of("condition", "chunk"),
            graph ->
                distance.of(
                    graph, graph.call(PREDICT, graph.input("condition")), graph.input("chunk")))
        .program();
  }

  private static Mlp mlp(int in, List<Integer> hidden, int out) {
    List<Integer> widths = new ArrayList<>();
    widths.add(in);
    widths.addAll(hidden);
    widths.add(out);
    return new Mlp("policy", widths, Activation.RELU);
  }

  /** Returns the network at work without libtorch; empty when there is no such form of it. */
  default Optional<Inference> fast(
      FastNetworks networks, Condition condition, int horizon, Map<String, Tensor> weights) {
    return Optional.empty();
  }

  /** Returns true when chunks are drawn by denoising. */
  default boolean denoises() {
    return false;
  }

  /** Returns the optimizer's constants. */
  default AdamW optimizer() {
    return AdamW.DIFFUSION_POLICY;
  }

  /**
   * Behavioural cloning by regression: an MLP predicts the chunk, taught by the mean squared error.
   */
  record Regression(List<Integer> hidden) implements Architecture {
    /** Copies the list. */
    public Regression {
      hidden = List.copyOf(hidden);
    }

    @Override
    public Program program(Condition condition, int horizon) {
      return regression(Graph::meanSquaredError, network(condition, horizon)::forward);
    }

    private Mlp network(Condition condition, int horizon) {
      return mlp(condition.width(), hidden, horizon * ActionChunk.WIDTH);
    }

    @Override
    public Optional<Inference> fast(
        FastNetworks networks, Condition condition, int horizon, Map<String, Tensor> weights) {
      return networks.mlp(network(condition, horizon), weights);
    }

    @Override
    public AdamW optimizer() {
      return AdamW.PYTORCH;
    }
  }

  /**
   * Behavioural cloning by regression from a sequence: a GRU reads the observations, oldest first,
   * and an MLP the rest of the condition and its last state.
   */
  record Recurrent(int width, List<Integer> hidden) implements Architecture {
    /** Copies the list. */
    public Recurrent {
      hidden = List.copyOf(hidden);
    }

    @Override
    public Program program(Condition condition, int horizon) {
      int row = condition.row();
      int told = condition.history() * row;
      Gru gru = new Gru("memory", row, width);
      int rest = condition.width() - told;
      Mlp mlp = mlp(width + rest, hidden, horizon * ActionChunk.WIDTH);
      return regression(
          Graph::meanSquaredError,
          (graph, x) -> {
            Value sequence =
                graph.op(
                    "reshape",
                    graph.op("narrow", x, 1, 0, told),
                    List.of(-1, condition.history(), row));
            return mlp.forward(
                graph,
                graph.cat(-1, gru.forward(graph, sequence), graph.op("narrow", x, 1, told, rest)));
          });
    }
  }

  /**
   * Behavioural cloning with a mixture of Gaussians (robomimic's BC-GMM): taught by likelihood; the
   * most probable mode acts.
   */
  record Mixture(List<Integer> hidden, int modes) implements Architecture {
    /** Copies the list. */
    public Mixture {
      hidden = List.copyOf(hidden);
    }

    @Override
    public Program program(Condition condition, int horizon) {
      List<Integer> widths = new ArrayList<>();
      widths.add(condition.width());
      widths.addAll(hidden);
      Mlp mlp = new Mlp("policy", widths, Activation.RELU);
      GaussianMixture mixture =
          new GaussianMixture("mixture", hidden.getLast(), modes, horizon * ActionChunk.WIDTH);
      return new Program.Writer()
          .method(PREDICT, List.of("condition"), graph -> mixture.best(graph, encoded(graph, mlp)))
          .method(
              Program.LOSS,
              List.of("condition", "chunk"),
              graph -> mixture.loss(graph, encoded(graph, mlp), graph.input("chunk")))
          .program();
    }

    private static Value encoded(Graph graph, Mlp mlp) {
      return graph.op("relu", mlp.forward(graph, graph.input("condition")));
    }
  }

  /** Action chunking with a transformer, taught by the mean absolute error as ACT is. */
  record Chunking(int width, int blocks, int heads, int expansion) implements Architecture {
    @Override
    public Program program(Condition condition, int horizon) {
      ChunkTransformer transformer =
          new ChunkTransformer(
              ActionChunk.WIDTH, horizon, condition.width(), width, blocks, heads, expansion);
      return regression(
          (graph, prediction, target) -> graph.op("l1_loss", prediction, target),
          (graph, x) ->
              graph.op(
                  "reshape",
                  transformer.forward(graph, x),
                  List.of(-1, horizon * ActionChunk.WIDTH)));
    }
  }

  /** The LBM paper's diffusion transformer. */
  record Transformer(int width, int blocks, int heads, int expansion) implements Architecture {
    @Override
    public Program program(Condition condition, int horizon) {
      return DenoisingProgram.of(network(condition, horizon));
    }

    private DiffusionTransformer network(Condition condition, int horizon) {
      return new DiffusionTransformer(
          ActionChunk.WIDTH, horizon, condition.width(), width, blocks, heads, expansion);
    }

    @Override
    public Optional<Inference> fast(
        FastNetworks networks, Condition condition, int horizon, Map<String, Tensor> weights) {
      return networks.transformer(network(condition, horizon), weights);
    }

    @Override
    public boolean denoises() {
      return true;
    }
  }

  /** Diffusion Policy's U-Net. */
  record Unet(int embedding, List<Integer> channels) implements Architecture {
    /** Copies the list. */
    public Unet {
      channels = List.copyOf(channels);
    }

    @Override
    public Program program(Condition condition, int horizon) {
      return DenoisingProgram.of(
          new FilmUnet(ActionChunk.WIDTH, horizon, condition.width(), embedding, channels));
    }

    @Override
    public boolean denoises() {
      return true;
    }
  }
}
