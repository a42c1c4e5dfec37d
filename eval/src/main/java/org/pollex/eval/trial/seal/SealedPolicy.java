package org.pollex.eval.trial.seal;

import java.util.List;

/**
 * A policy as it was when the trial was sealed.
 *
 * @param name its name in the plan
 * @param address how it is opened, paths made absolute
 * @param family its kind, for example {@code mt3}
 * @param streams the observation streams that it reads
 * @param digest SHA-256 of the files that it is made from; empty for a built-in
 */
public record SealedPolicy(
    String name, String address, String family, List<String> streams, String digest) {
  /** Copies the list. */
  public SealedPolicy {
    streams = List.copyOf(streams);
  }
}
