package org.pollex.learning.graph;

/**
 * A tensor inside a {@link Graph}: the name of the local variable that holds it.
 *
 * @param name its name in the graph's text
 */
public record Value(String name) {
  @Override
  public String toString() {
    return name;
  }
}
