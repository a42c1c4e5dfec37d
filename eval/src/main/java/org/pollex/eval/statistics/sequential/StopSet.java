package org.pollex.eval.statistics.sequential;

import java.util.BitSet;

/** The states (pairs, fewer successes, more successes) at which a deterministic design stops. */
final class StopSet {

  private final BitSet[] layers;

  StopSet(int pairs) {
    layers = new BitSet[pairs + 1];
    for (int t = 0; t <= pairs; t++) {
      layers[t] = new BitSet();
    }
  }

  int pairs() {
    return layers.length - 1;
  }

  void add(int t, int few, int many) {
    layers[t].set(few * (t + 1) + many);
  }

  boolean contains(int t, int few, int many) {
    return layers[t].get(few * (t + 1) + many);
  }

  /** Smallest stopping {@code many} that is at least {@code from}; t + 1 if none. */
  int next(int t, int few, int from) {
    int bit = layers[t].nextSetBit(few * (t + 1) + from);
    int many = bit - few * (t + 1);
    return bit < 0 || many > t ? t + 1 : many;
  }
}
