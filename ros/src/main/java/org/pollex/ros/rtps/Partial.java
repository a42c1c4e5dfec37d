package org.pollex.ros.rtps;

import java.nio.ByteBuffer;
import java.util.BitSet;

/** A message that has not arrived in full. */
final class Partial {
  final byte[] data;
  private final int fragmentBytes;
  private final int count;
  private final BitSet have = new BitSet();
  private SampleIdentity related;
  long lastNanos;

  /** Makes room for a message of the size that its first fragment claims. */
  Partial(Submessage.DataFrag claim) {
    data = new byte[claim.total()];
    fragmentBytes = claim.size();
    count = (claim.total() + claim.size() - 1) / claim.size();
  }

  /** Whether what a fragment claims about its message can be true. */
  static boolean plausible(Submessage.DataFrag fragment) {
    return fragment.size() > 0
        && fragment.total() > 0
        && fragment.total() <= Limits.MESSAGE
        && fragment.first() >= 1
        && (fragment.first() - 1) * fragment.size() < fragment.total();
  }

  /** Adds fragments; those of another size, or cut short, are passed over. */
  void add(Submessage.DataFrag fragment, long nowNanos) {
    if (fragment.size() != fragmentBytes || fragment.total() != data.length) {
      return;
    }
    int first = (int) fragment.first() - 1;
    int offset = first * fragmentBytes;
    int length = (int) Math.min((long) fragment.count() * fragmentBytes, data.length - offset);
    ByteBuffer payload = fragment.payload();
    if (payload.limit() < length) {
      return;
    }
    payload.get(0, data, offset, length);
    have.set(first, Math.min(count, first + fragment.count()));
    lastNanos = nowNanos;
    if (fragment.inline().related() != null) {
      related = fragment.inline().related();
    }
  }

  boolean complete() {
    return have.cardinality() == count;
  }

  SampleIdentity related() {
    return related;
  }

  /** Returns the numbers of the missing fragments, as many as one request can name. */
  SequenceSet missing() {
    int first = have.nextClearBit(0);
    SequenceSet set = SequenceSet.above(first + 1L);
    for (int i = first; i < count && i < first + Limits.SET_BITS; i = have.nextClearBit(i + 1)) {
      set = set.with(i + 1L);
    }
    return set;
  }
}
