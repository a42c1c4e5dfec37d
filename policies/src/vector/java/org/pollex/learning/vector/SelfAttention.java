package org.pollex.learning.vector;

import static org.pollex.learning.vector.Lanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Full self-attention over a few tokens: softmax(q kᵀ / √d) v, head by head. */
final class SelfAttention {
  /** The score of a token that is not there: its weight is 0. */
  private static final float ABSENT = -1e30f;

  private final int tokens;
  private final int width;
  private final int heads;
  private final float[] scores;

  SelfAttention(int tokens, int width, int heads) {
    this.tokens = tokens;
    this.width = width;
    this.heads = heads;
    this.scores = new float[Lanes.padded(tokens)];
  }

  /**
   * Applies it.
   *
   * @param joined rows of q, k and v, {@code apart} apart
   * @param out rows {@code outApart} apart
   */
  void apply(float[] joined, int apart, float[] out, int outApart) {
    int size = width / heads;
    float scale = (float) (1 / Math.sqrt(size));
    for (int head = 0; head < heads; head++) {
      for (int token = 0; token < tokens; token++) {
        int query = token * apart + head * size;
        float total = weights(joined, apart, query, width + head * size, size, scale);
        mix(
            joined,
            apart,
            2 * width + head * size,
            size,
            1 / total,
            out,
            token * outApart + head * size);
      }
    }
  }

  /** Writes the weights of all tokens for one query, not yet divided by their returned sum. */
  private float weights(float[] joined, int apart, int query, int key, int size, float scale) {
    float largest = Float.NEGATIVE_INFINITY;
    Arrays.fill(scores, ABSENT);
    for (int other = 0; other < tokens; other++) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = 0; i < size; i += Lanes.COUNT) {
        sum =
            FloatVector.fromArray(FLOATS, joined, query + i)
                .fma(FloatVector.fromArray(FLOATS, joined, other * apart + key + i), sum);
      }
      scores[other] = sum.reduceLanes(VectorOperators.ADD) * scale;
      largest = Math.max(largest, scores[other]);
    }
    FloatVector total = FloatVector.zero(FLOATS);
    for (int i = 0; i < scores.length; i += Lanes.COUNT) {
      FloatVector weight = Lanes.exp(FloatVector.fromArray(FLOATS, scores, i).sub(largest));
      weight.intoArray(scores, i);
      total = total.add(weight);
    }
    return total.reduceLanes(VectorOperators.ADD);
  }

  private void mix(
      float[] joined, int apart, int value, int size, float scale, float[] out, int at) {
    for (int i = 0; i < size; i += Lanes.COUNT) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int other = 0; other < tokens; other++) {
        sum =
            FloatVector.fromArray(FLOATS, joined, other * apart + value + i)
                .fma(Lanes.broadcast(scores[other]), sum);
      }
      sum.mul(scale).intoArray(out, at + i);
    }
  }
}
