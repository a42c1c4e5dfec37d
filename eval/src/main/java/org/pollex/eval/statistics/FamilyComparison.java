package org.pollex.eval.statistics;

import java.util.List;
import org.pollex.eval.statistics.multiplicity.CompactLetters;

/**
 * All policies compared with each other in one family of pairs: a task, or all tasks pooled.
 *
 * @param name the task, or {@value #POOLED}
 * @param policies in display order: success rate, best first; ties in the order of the table
 * @param pairs every pair of them, in display order
 * @param letters compact letter display of the separated pairs
 */
public record FamilyComparison(
    String name, List<PolicyResult> policies, List<PairResult> pairs, CompactLetters letters) {

  /** Name of the family over all tasks. */
  public static final String POOLED = "pooled";

  /** The letters of one policy, such as {@code ab}. */
  public String letters(String policy) {
    return letters.letters().get(policy);
  }
}
