package org.pollex.learning.network;

import org.pollex.learning.graph.Graph;
import org.pollex.learning.graph.Value;

/** Nonlinear functions between layers. */
public enum Activation {
  RELU("relu"),
  SILU("silu"),
  MISH("mish"),
  TANH("tanh"),
  /** GELU in its tanh form. */
  GELU("gelu");

  private final String operator;

  Activation(String operator) {
    this.operator = operator;
  }

  /** Applies the function. */
  public Value apply(Graph graph, Value x) {
    return this == GELU ? graph.op(operator, x, "approximate=\"tanh\"") : graph.op(operator, x);
  }
}
