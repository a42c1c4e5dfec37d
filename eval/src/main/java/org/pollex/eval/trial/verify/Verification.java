package org.pollex.eval.trial.verify;

import java.util.List;

/**
 * What a verification found.
 *
 * @param verdict one line
 * @param ok whether every check passed
 * @param checks all of them, in the order in which they were made
 */
public record Verification(String verdict, boolean ok, List<Check> checks) {}
