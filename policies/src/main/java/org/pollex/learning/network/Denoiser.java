package org.pollex.learning.network;

import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Value;

/** Predicts the noise in an action chunk. */
public sealed interface Denoiser permits DiffusionTransformer, FilmUnet {
  /** Returns the numbers per action. */
  int actions();

  /** Returns the actions per chunk. */
  int horizon();

  /** Returns the numbers of the observation. */
  int condition();

  /**
   * Writes the network.
   *
   * @param noisy [batch, horizon, actions]
   * @param steps [batch] diffusion steps, as floats
   * @param condition [batch, condition]
   * @return the predicted noise, [batch, horizon, actions]
   */
  Value forward(Graph graph, Value noisy, Value steps, Value condition);
}
