/**
 * Targets for a coverage-guided fuzzer: each gives arbitrary bytes to one parser. A refusal ({@link
 * org.pollex.errors.PollexException}) is right; any other exception, a hang or memory beyond the
 * limit is a finding. {@code bench/fuzz} runs them with Jazzer.
 */
package org.pollex.bench.fuzz;
