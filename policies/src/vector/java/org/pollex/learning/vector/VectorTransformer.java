package org.pollex.learning.vector;

import static org.pollex.learning.vector.Lanes.FLOATS;

import java.util.Arrays;
import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.inference.Inference;
import org.pollex.learning.network.DiffusionTransformer;

/**
 * The diffusion transformer, one chunk at a time. The modulations of all diffusion steps of a
 * sample are computed together before the first, because they depend on the condition and the step
 * alone. Used by one thread at a time.
 */
final class VectorTransformer implements Inference {
  private static final double EPSILON = 1e-5;
  private static final double LONGEST_WAVE = 10_000;

  /** Shift, scale and gate of the attention, then of the inner layers. */
  private static final int MODULATIONS = 6;

  private final DiffusionTransformer shape;
  private final int apart;
  private final Block[] blocks;
  private final PackedLinear in;
  private final PackedLinear out;
  private final PackedLinear told;
  private final PackedLinear stepIn;
  private final PackedLinear stepOut;
  private final float[] position;
  private final float[] normScale;
  private final float[] normShift;
  private final SelfAttention attention;

  private final float[] tokens;
  private final float[] normed;
  private final float[] joined;
  private final float[] mixed;
  private final float[] inner;
  private final float[] predicted;
  private final float[] condition;
  private int[] steps = {};
  private float[] stepContext = {};
  private float[] context = {};

  /** One block's layers, and its modulations for each diffusion step. */
  private static final class Block {
    private final PackedLinear modulation;
    private final PackedLinear joined;
    private final PackedLinear merged;
    private final PackedLinear inner;
    private final PackedLinear outer;
    private float[] modulations = {};

    Block(Map<String, Tensor> weights, String name, int width) {
      this.modulation = new PackedLinear(weights, name + ".c.1");
      this.joined = new PackedLinear(weights, name + ".q");
      this.merged = new PackedLinear(weights, name + ".o");
      this.inner = new PackedLinear(weights, name + ".m.0");
      this.outer = new PackedLinear(weights, name + ".m.2");
      // The graph multiplies by 1 + scale.
      modulation.shiftBias(width, 2 * width, 1);
      modulation.shiftBias(4 * width, 5 * width, 1);
    }
  }

  /** Returns true for widths that fill whole vectors. */
  static boolean fits(DiffusionTransformer shape) {
    return shape.width() % shape.heads() == 0
        && shape.width() / shape.heads() % Lanes.COUNT == 0
        && shape.width() * shape.expansion() % Lanes.COUNT == 0;
  }

  /**
   * Packs weights.
   *
   * @param weights by parameter name
   */
  VectorTransformer(DiffusionTransformer shape, Map<String, Tensor> weights) {
    this.shape = shape;
    int width = shape.width();
    this.apart = PackedLinear.stride(width);
    this.blocks = new Block[shape.blocks()];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = new Block(weights, "b." + b, width);
    }
    this.in = new PackedLinear(weights, "i");
    this.out = new PackedLinear(weights, "o");
    this.told = new PackedLinear(weights, "g");
    this.stepIn = new PackedLinear(weights, "t.1");
    this.stepOut = new PackedLinear(weights, "t.3");
    this.position = weights.get("p").toFloats();
    this.normScale = weights.get("n.weight").toFloats();
    this.normShift = weights.get("n.bias").toFloats();
    int horizon = shape.horizon();
    this.attention = new SelfAttention(horizon, width, shape.heads());
    this.tokens = new float[horizon * apart];
    this.normed = new float[horizon * apart];
    this.joined = new float[horizon * PackedLinear.stride(3 * width)];
    this.mixed = new float[horizon * apart];
    this.inner = new float[horizon * PackedLinear.stride(shape.expansion() * width)];
    this.predicted = new float[horizon * out.stride()];
    this.condition = new float[apart];
  }

  /** Allocates nothing when the steps are those of the call before. */
  @Override
  public void tell(float[] observation, int[] diffusionSteps) {
    if (!Arrays.equals(steps, diffusionSteps)) {
      embed(diffusionSteps);
    }
    told.apply(observation, shape.condition(), 1, condition);
    int width = shape.width();
    for (int s = 0; s < steps.length; s++) {
      for (int i = 0; i < width; i++) {
        context[s * apart + i] = stepContext[s * apart + i] + condition[i];
      }
    }
    Lanes.silu(context, context.length);
    for (Block block : blocks) {
      block.modulation.apply(context, apart, steps.length, block.modulations);
    }
  }

  /** Embeds diffusion steps, which are the same for every sample; in double precision. */
  private void embed(int[] diffusionSteps) {
    int count = diffusionSteps.length;
    int width = shape.width();
    int half = width / 2;
    float[] waves = new float[count * width];
    for (int s = 0; s < count; s++) {
      for (int i = 0; i < half; i++) {
        double angle = diffusionSteps[s] * Math.exp(-Math.log(LONGEST_WAVE) / (half - 1) * i);
        waves[s * width + i] = (float) Math.sin(angle);
        waves[s * width + half + i] = (float) Math.cos(angle);
      }
    }
    float[] hidden = new float[count * stepIn.stride()];
    stepIn.apply(waves, width, count, hidden);
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = (float) (hidden[i] * Math.tanh(Math.log1p(Math.exp(hidden[i]))));
    }
    stepContext = new float[count * apart];
    stepOut.apply(hidden, stepIn.stride(), count, stepContext);
    context = new float[count * apart];
    for (Block block : blocks) {
      block.modulations = new float[count * block.modulation.stride()];
    }
    steps = diffusionSteps.clone();
  }

  /** Predicts the noise in a chunk, [horizon × actions]; allocates nothing. */
  @Override
  public void answer(float[] noisy, int index, float[] noise) {
    int width = shape.width();
    in.apply(noisy, shape.actions(), shape.horizon(), tokens);
    for (int token = 0; token < shape.horizon(); token++) {
      for (int i = 0; i < width; i += Lanes.COUNT) {
        int at = token * apart + i;
        FloatVector.fromArray(FLOATS, tokens, at)
            .add(FloatVector.fromArray(FLOATS, position, token * width + i))
            .intoArray(tokens, at);
      }
    }
    for (Block block : blocks) {
      pass(block, index * block.modulation.stride());
    }
    normalise(normScale, 0, normShift, 0);
    out.apply(normed, apart, shape.horizon(), predicted);
    for (int token = 0; token < shape.horizon(); token++) {
      System.arraycopy(
          predicted, token * out.stride(), noise, token * shape.actions(), shape.actions());
    }
  }

  @Override
  public String engine() {
    return "vector";
  }

  private void pass(Block block, int at) {
    int width = shape.width();
    int horizon = shape.horizon();
    float[] modulations = block.modulations;
    normalise(modulations, at + width, modulations, at);
    block.joined.apply(normed, apart, horizon, joined);
    attention.apply(joined, block.joined.stride(), mixed, apart);
    block.merged.apply(mixed, apart, horizon, normed);
    addGated(modulations, at + 2 * width);
    normalise(modulations, at + 4 * width, modulations, at + 3 * width);
    block.inner.apply(normed, apart, horizon, inner);
    Lanes.gelu(inner, inner.length);
    block.outer.apply(inner, block.inner.stride(), horizon, normed);
    addGated(modulations, at + (MODULATIONS - 1) * width);
  }

  /** normed = (tokens − mean) / deviation · scale + shift, token by token. */
  private void normalise(float[] scale, int scaleAt, float[] shift, int shiftAt) {
    int width = shape.width();
    for (int token = 0; token < shape.horizon(); token++) {
      int row = token * apart;
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = 0; i < width; i += Lanes.COUNT) {
        sum = sum.add(FloatVector.fromArray(FLOATS, tokens, row + i));
      }
      float mean = sum.reduceLanes(VectorOperators.ADD) / width;
      FloatVector squares = FloatVector.zero(FLOATS);
      for (int i = 0; i < width; i += Lanes.COUNT) {
        FloatVector d = FloatVector.fromArray(FLOATS, tokens, row + i).sub(mean);
        squares = d.fma(d, squares);
      }
      float variance = squares.reduceLanes(VectorOperators.ADD) / width;
      float inverse = (float) (1 / Math.sqrt(variance + EPSILON));
      for (int i = 0; i < width; i += Lanes.COUNT) {
        FloatVector.fromArray(FLOATS, tokens, row + i)
            .sub(mean)
            .mul(inverse)
            .fma(
                FloatVector.fromArray(FLOATS, scale, scaleAt + i),
                FloatVector.fromArray(FLOATS, shift, shiftAt + i))
            .intoArray(normed, row + i);
      }
    }
  }

  /** tokens += gate · normed. */
  private void addGated(float[] gate, int gateAt) {
    for (int token = 0; token < shape.horizon(); token++) {
      for (int i = 0; i < shape.width(); i += Lanes.COUNT) {
        int at = token * apart + i;
        FloatVector.fromArray(FLOATS, normed, at)
            .fma(
                FloatVector.fromArray(FLOATS, gate, gateAt + i),
                FloatVector.fromArray(FLOATS, tokens, at))
            .intoArray(tokens, at);
      }
    }
  }
}
