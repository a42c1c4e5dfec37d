package org.pollex.policies.rollout;

import java.util.List;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Policy;

/** One running episode: which request, where it stands, and the actions still to be executed. */
final class Episode {
  final RolloutRequest request;
  final int slot;
  final List<String> streams;
  final LatencyHistogram act = new LatencyHistogram();
  final LatencyHistogram step = new LatencyHistogram();
  Policy.Session session;
  Observation observation;
  long resetNanos;
  int steps;
  int firstSuccess = -1;

  private float[][] chunk = new float[0][];
  private int next;

  Episode(RolloutRequest request, int slot, Observation first) {
    this.request = request;
    this.slot = slot;
    this.observation = first;
    var spec = request.policy().spec();
    this.streams =
        java.util.stream.Stream.concat(
                spec.streams().stream(), spec.optionalStreams().stream().filter(first::has))
            .toList();
  }

  /** What the policy may see now. */
  Observation visible() {
    return observation.only(streams);
  }

  boolean needsDecision() {
    return next >= chunk.length;
  }

  void plan(float[][] actions) {
    chunk = actions;
    next = 0;
  }

  float[] nextAction() {
    return chunk[next];
  }

  void executed(Observation after, boolean success) {
    next++;
    steps++;
    observation = after;
    if (success && firstSuccess < 0) {
      firstSuccess = steps;
    }
  }
}
