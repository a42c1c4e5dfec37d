package org.pollex.eval.report.figure;

import java.util.List;

/**
 * The colour of each policy, the same in every figure: by its place in the plan.
 *
 * <p>Colours are never the only sign; rows and curves carry the policy's name too. From the
 * eleventh policy on, colours repeat with dashed curves.
 */
public final class PolicyColours {
  private static final int COLOURS = 10;

  private final List<String> policies;

  /** Assigns colours to policies in the plan's order. */
  public PolicyColours(List<String> policies) {
    this.policies = List.copyOf(policies);
  }

  /** Returns the class that fills a shape. */
  public String fill(String policy) {
    return "f" + colour(policy);
  }

  /** Returns the class that fills a shape lightly. */
  String wash(String policy) {
    return "w" + colour(policy);
  }

  /** Returns the class that strokes a line. */
  String stroke(String policy) {
    return "s" + colour(policy) + (index(policy) >= COLOURS ? " dashed" : "");
  }

  private int colour(String policy) {
    return index(policy) % COLOURS + 1;
  }

  private int index(String policy) {
    int index = policies.indexOf(policy);
    if (index < 0) {
      throw new IllegalArgumentException("given policy %s; known: %s".formatted(policy, policies));
    }
    return index;
  }
}
