package org.pollex.learning.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The processor's vectors of floats, and functions of them. */
final class Lanes {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** Floats per vector. */
  static final int COUNT = FLOATS.length();

  private static final float LOG2_E = 1.44269504f;

  /** ln 2, as a float whose product with small whole numbers is exact, and the rest. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /** Added and taken away again, it rounds a float of less than 2²² to a whole number. */
  private static final float ROUNDING = 12582912f;

  private static final int EXPONENT_BIAS = 127;
  private static final int MANTISSA_BITS = 23;

  private Lanes() {}

  /** Returns the next multiple of the vectors' length. */
  static int padded(int count) {
    return (count + COUNT - 1) / COUNT * COUNT;
  }

  /** eˣ to about 2·10⁻⁷ relative, for x in −87 to 88; clamped outside. */
  static FloatVector exp(FloatVector x) {
    FloatVector clamped = x.max(-87f).min(88f);
    FloatVector n = clamped.mul(LOG2_E).add(ROUNDING).sub(ROUNDING);
    FloatVector r = n.fma(broadcast(-LN2_HIGH), clamped);
    r = n.fma(broadcast(-LN2_LOW), r);
    FloatVector p = broadcast(1 / 720f);
    p = p.fma(r, broadcast(1 / 120f)).fma(r, broadcast(1 / 24f)).fma(r, broadcast(1 / 6f));
    p = p.fma(r, broadcast(0.5f)).fma(r, broadcast(1f)).fma(r, broadcast(1f));
    IntVector exponent = (IntVector) n.convert(VectorOperators.F2I, 0);
    return p.mul(
        exponent
            .add(EXPONENT_BIAS)
            .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
            .reinterpretAsFloats());
  }

  static FloatVector broadcast(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  /** x · σ(x), in place. */
  static void silu(float[] x, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      v.div(exp(v.neg()).add(1f)).intoArray(x, i);
    }
  }

  /** GELU in its tanh form, in place: x · σ(1.5957691 (x + 0.044715 x³)). */
  static void gelu(float[] x, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, i);
      FloatVector inner = v.mul(v).mul(0.044715f).add(1f).mul(v).mul(1.5957691f);
      v.div(exp(inner.neg()).add(1f)).intoArray(x, i);
    }
  }

  /** max(x, 0), in place. */
  static void relu(float[] x, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector.fromArray(FLOATS, x, i).max(0f).intoArray(x, i);
    }
  }
}
