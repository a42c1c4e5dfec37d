package org.pollex.policies.learned;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.graph.Program;
import org.pollex.learning.network.Activation;
import org.pollex.learning.network.DiffusionTransformer;
import org.pollex.learning.network.FilmUnet;
import org.pollex.learning.network.Mlp;

/** Which network a policy has, apart from the sizes that its data decide. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "network")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Architecture.Regression.class, name = "mlp"),
  @JsonSubTypes.Type(value = Architecture.Transformer.class, name = "dit"),
  @JsonSubTypes.Type(value = Architecture.Unet.class, name = "unet")
})
public sealed interface Architecture {
  /** Name of a regression's method: (condition [batch, numbers]) → chunk [batch, numbers]. */
  String PREDICT = "predict";

  /** Returns the program for a size of condition and a horizon. */
  Program program(int condition, int horizon);

  /** Returns true when chunks are drawn by denoising. */
  default boolean denoises() {
    return true;
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
    public Program program(int condition, int horizon) {
      List<Integer> widths = new ArrayList<>();
      widths.add(condition);
      widths.addAll(hidden);
      widths.add(horizon * ActionChunk.WIDTH);
      Mlp mlp = new Mlp("policy", widths, Activation.RELU);
      return new Program.Writer()
          .method(
              PREDICT, List.of("condition"), graph -> mlp.forward(graph, graph.input("condition")))
          .method(
              Program.LOSS,
              List.of("condition", "chunk"),
              graph ->
                  graph.meanSquaredError(
                      graph.call(PREDICT, graph.input("condition")), graph.input("chunk")))
          .program();
    }

    @Override
    public boolean denoises() {
      return false;
    }

    @Override
    public AdamW optimizer() {
      return AdamW.PYTORCH;
    }
  }

  /** The LBM paper's diffusion transformer. */
  record Transformer(int width, int blocks, int heads, int expansion) implements Architecture {
    @Override
    public Program program(int condition, int horizon) {
      return DenoisingProgram.of(
          new DiffusionTransformer(
              ActionChunk.WIDTH, horizon, condition, width, blocks, heads, expansion));
    }
  }

  /** Diffusion Policy's U-Net. */
  record Unet(int embedding, List<Integer> channels) implements Architecture {
    /** Copies the list. */
    public Unet {
      channels = List.copyOf(channels);
    }

    @Override
    public Program program(int condition, int horizon) {
      return DenoisingProgram.of(
          new FilmUnet(ActionChunk.WIDTH, horizon, condition, embedding, channels));
    }
  }
}
