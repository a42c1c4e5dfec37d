package org.pollex.learning.graph;

import java.util.List;

/**
 * A trained float32 tensor of a program.
 *
 * @param name its name, in PyTorch's style: {@code block.0.weight}
 * @param shape its sizes
 * @param initial what it holds before training
 */
public record Parameter(String name, List<Integer> shape, Initial initial) {
  /** Copies the shape. */
  public Parameter {
    shape = List.copyOf(shape);
  }

  /** Returns the number of elements. */
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
