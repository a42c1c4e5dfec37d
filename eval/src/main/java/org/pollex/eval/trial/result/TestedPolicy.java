package org.pollex.eval.trial.result;

import java.util.List;
import java.util.Map;

/**
 * A policy that was tested.
 *
 * @param name its name in the plan
 * @param address how it was opened
 * @param family its kind, for example {@code mt3}
 * @param streams the observation streams that it read
 * @param privileged those of them that a robot would not have, each with what it tells ({@code
 *     GOAL}, {@code SIMULATOR})
 * @param digest SHA-256 of the files it was made from; empty for a built-in
 */
public record TestedPolicy(
    String name,
    String address,
    String family,
    List<String> streams,
    Map<String, String> privileged,
    String digest) {}
