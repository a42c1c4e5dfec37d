package org.pollex.learning.vector;

import static org.pollex.learning.vector.Lanes.FLOATS;

import java.util.Map;
import jdk.incubator.vector.FloatVector;
import org.pollex.hardware.tensor.Tensor;

/**
 * y = x Wᵀ + b with W packed in panels of two vectors of outputs, so that a panel is read from
 * front to back. Rows of x and y may lie further apart than they are long; y's must be {@link
 * #stride} apart, where the numbers behind the outputs are of no meaning.
 */
final class PackedLinear {
  private static final int PANEL = 2 * Lanes.COUNT;
  private static final int ROWS = 8;
  private static final int UNROLLED = 4;

  private final int in;
  private final int stride;
  private final float[] panels;
  private final float[] bias;

  /** Packs {@code NAME.weight} [out, in] and {@code NAME.bias} [out]. */
  PackedLinear(Map<String, Tensor> weights, String name) {
    Tensor weight = weights.get(name + ".weight");
    int out = weight.shape()[0];
    this.in = weight.shape()[1];
    this.stride = stride(out);
    this.panels = new float[in * stride];
    this.bias = new float[stride];
    float[] values = weight.toFloats();
    for (int o = 0; o < out; o++) {
      int panel = o / PANEL * in * PANEL + o % PANEL;
      for (int i = 0; i < in; i++) {
        panels[panel + i * PANEL] = values[o * in + i];
      }
    }
    System.arraycopy(weights.get(name + ".bias").toFloats(), 0, bias, 0, out);
  }

  /** Returns how far rows with so many numbers must lie apart. */
  static int stride(int count) {
    return (count + PANEL - 1) / PANEL * PANEL;
  }

  /** Returns how far rows of y lie apart. */
  int stride() {
    return stride;
  }

  /** Adds a number to a range of the bias. */
  void shiftBias(int from, int to, float value) {
    for (int i = from; i < to; i++) {
      bias[i] += value;
    }
  }

  /**
   * Applies the layer.
   *
   * @param x rows of {@code in} numbers, {@code apart} apart
   */
  void apply(float[] x, int apart, int rows, float[] y) {
    for (int o = 0; o < stride; o += PANEL) {
      int row = 0;
      for (; row + ROWS <= rows; row += ROWS) {
        eight(x, row * apart, apart, o, y, row * stride + o);
      }
      for (; row < rows; row++) {
        one(x, row * apart, o, y, row * stride + o);
      }
    }
  }

  /** Eight rows, one panel: 16 sums in registers, each weight read once for all rows. */
  private void eight(float[] x, int x0, int apart, int o, float[] y, int y0) {
    FloatVector a0 = FloatVector.fromArray(FLOATS, bias, o);
    FloatVector b0 = FloatVector.fromArray(FLOATS, bias, o + Lanes.COUNT);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector a6 = a0;
    FloatVector a7 = a0;
    FloatVector b1 = b0;
    FloatVector b2 = b0;
    FloatVector b3 = b0;
    FloatVector b4 = b0;
    FloatVector b5 = b0;
    FloatVector b6 = b0;
    FloatVector b7 = b0;
    int x1 = x0 + apart;
    int x2 = x1 + apart;
    int x3 = x2 + apart;
    int x4 = x3 + apart;
    int x5 = x4 + apart;
    int x6 = x5 + apart;
    int x7 = x6 + apart;
    int at = o * in;
    for (int i = 0; i < in; i++, at += PANEL) {
      FloatVector u = FloatVector.fromArray(FLOATS, panels, at);
      FloatVector v = FloatVector.fromArray(FLOATS, panels, at + Lanes.COUNT);
      FloatVector s = Lanes.broadcast(x[x0 + i]);
      a0 = s.fma(u, a0);
      b0 = s.fma(v, b0);
      s = Lanes.broadcast(x[x1 + i]);
      a1 = s.fma(u, a1);
      b1 = s.fma(v, b1);
      s = Lanes.broadcast(x[x2 + i]);
      a2 = s.fma(u, a2);
      b2 = s.fma(v, b2);
      s = Lanes.broadcast(x[x3 + i]);
      a3 = s.fma(u, a3);
      b3 = s.fma(v, b3);
      s = Lanes.broadcast(x[x4 + i]);
      a4 = s.fma(u, a4);
      b4 = s.fma(v, b4);
      s = Lanes.broadcast(x[x5 + i]);
      a5 = s.fma(u, a5);
      b5 = s.fma(v, b5);
      s = Lanes.broadcast(x[x6 + i]);
      a6 = s.fma(u, a6);
      b6 = s.fma(v, b6);
      s = Lanes.broadcast(x[x7 + i]);
      a7 = s.fma(u, a7);
      b7 = s.fma(v, b7);
    }
    store(a0, b0, y, y0);
    store(a1, b1, y, y0 + stride);
    store(a2, b2, y, y0 + 2 * stride);
    store(a3, b3, y, y0 + 3 * stride);
    store(a4, b4, y, y0 + 4 * stride);
    store(a5, b5, y, y0 + 5 * stride);
    store(a6, b6, y, y0 + 6 * stride);
    store(a7, b7, y, y0 + 7 * stride);
  }

  private static void store(FloatVector a, FloatVector b, float[] y, int at) {
    a.intoArray(y, at);
    b.intoArray(y, at + Lanes.COUNT);
  }

  /** One row, one panel: four inputs at a time, so that no sum waits for itself. */
  private void one(float[] x, int x0, int o, float[] y, int y0) {
    FloatVector a0 = FloatVector.fromArray(FLOATS, bias, o);
    FloatVector b0 = FloatVector.fromArray(FLOATS, bias, o + Lanes.COUNT);
    FloatVector a1 = FloatVector.zero(FLOATS);
    FloatVector a2 = a1;
    FloatVector a3 = a1;
    FloatVector b1 = a1;
    FloatVector b2 = a1;
    FloatVector b3 = a1;
    int at = o * in;
    int i = 0;
    for (; i + UNROLLED <= in; i += UNROLLED, at += UNROLLED * PANEL) {
      FloatVector s = Lanes.broadcast(x[x0 + i]);
      a0 = s.fma(FloatVector.fromArray(FLOATS, panels, at), a0);
      b0 = s.fma(FloatVector.fromArray(FLOATS, panels, at + Lanes.COUNT), b0);
      s = Lanes.broadcast(x[x0 + i + 1]);
      a1 = s.fma(FloatVector.fromArray(FLOATS, panels, at + PANEL), a1);
      b1 = s.fma(FloatVector.fromArray(FLOATS, panels, at + PANEL + Lanes.COUNT), b1);
      s = Lanes.broadcast(x[x0 + i + 2]);
      a2 = s.fma(FloatVector.fromArray(FLOATS, panels, at + 2 * PANEL), a2);
      b2 = s.fma(FloatVector.fromArray(FLOATS, panels, at + 2 * PANEL + Lanes.COUNT), b2);
      s = Lanes.broadcast(x[x0 + i + 3]);
      a3 = s.fma(FloatVector.fromArray(FLOATS, panels, at + 3 * PANEL), a3);
      b3 = s.fma(FloatVector.fromArray(FLOATS, panels, at + 3 * PANEL + Lanes.COUNT), b3);
    }
    for (; i < in; i++, at += PANEL) {
      FloatVector s = Lanes.broadcast(x[x0 + i]);
      a0 = s.fma(FloatVector.fromArray(FLOATS, panels, at), a0);
      b0 = s.fma(FloatVector.fromArray(FLOATS, panels, at + Lanes.COUNT), b0);
    }
    store(a0.add(a1).add(a2.add(a3)), b0.add(b1).add(b2.add(b3)), y, y0);
  }
}
