/**
 * Finds wrong conventions and broken recordings by evidence in the numbers.
 *
 * <p>{@link Lint} reads a file twice: in the first pass every {@link LintCheck} learns what is
 * usual in it, in the second it judges each episode against that. A finding names a kind of defect,
 * an episode, a step, a stream, the number that speaks for it and what to do; what the numbers
 * cannot decide is said too. {@link Repair} holds the corrections that are safe, {@link Repairs}
 * writes a new file with them. The kinds, with the smallest defect that each finds, are listed in
 * {@code docs/DATA.md}.
 */
package org.pollex.datasets.lint;
