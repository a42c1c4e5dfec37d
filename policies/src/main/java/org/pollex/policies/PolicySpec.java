package org.pollex.policies;

import java.util.ArrayList;
import java.util.List;

/**
 * What a policy is and what it reads.
 *
 * @param name how reports call it, for example {@code mt3}
 * @param family its kind, for example {@code mt3}, {@code replay}, {@code scripted}
 * @param streams the observation streams it reads; it is given these and no others, and results
 *     name the privileged ones among them
 * @param optionalStreams streams it reads where the world offers them for the task
 */
public record PolicySpec(
    String name, String family, List<String> streams, List<String> optionalStreams) {
  /** Copies the lists. */
  public PolicySpec {
    streams = List.copyOf(streams);
    optionalStreams = List.copyOf(optionalStreams);
  }

  /** Returns the streams it reads always, then those it reads where they are offered. */
  public List<String> allStreams() {
    List<String> all = new ArrayList<>(streams);
    all.addAll(optionalStreams);
    return all;
  }

  /** A policy without optional streams. */
  public PolicySpec(String name, String family, List<String> streams) {
    this(name, family, streams, List.of());
  }
}
