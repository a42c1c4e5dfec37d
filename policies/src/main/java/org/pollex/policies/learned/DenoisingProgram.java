package org.pollex.policies.learned;

import java.util.List;
import org.pollex.learning.graph.Program;
import org.pollex.learning.network.Denoiser;

/** A denoiser as a program: what predicts the noise, and the loss that teaches it to. */
public final class DenoisingProgram {
  /** (noisy [batch, horizon, actions], steps [batch], condition [batch, numbers]) → noise. */
  static final String DENOISE = "denoise";

  private DenoisingProgram() {}

  /** Mean squared error of the predicted noise (Ho, Jain and Abbeel 2020, equation 14). */
  public static Program of(Denoiser denoiser) {
    List<String> inputs = List.of("noisy", "steps", "condition");
    return new Program.Writer()
        .method(
            DENOISE,
            inputs,
            graph ->
                denoiser.forward(
                    graph, graph.input("noisy"), graph.input("steps"), graph.input("condition")))
        .method(
            Program.LOSS,
            List.of("noisy", "steps", "condition", "noise"),
            graph ->
                graph.meanSquaredError(
                    graph.call(
                        DENOISE,
                        graph.input("noisy"),
                        graph.input("steps"),
                        graph.input("condition")),
                    graph.input("noise")))
        .program();
  }
}
