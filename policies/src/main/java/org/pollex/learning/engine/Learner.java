package org.pollex.learning.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.graph.Parameter;
import org.pollex.learning.graph.Program;
import org.pollex.learning.graph.TorchScriptArchive;

/**
 * A program in training: its weights, the optimizer's moments and the moving average of the
 * weights, all in libtorch's memory, and the one call that moves them a step.
 *
 * <p>Used by one thread at a time. Two learners in one process do not disturb each other.
 */
public final class Learner implements AutoCloseable {
  /** The lists of the optimization state, by the letter they have in the program's text. */
  private enum Part {
    WEIGHTS("w", ""),
    MEAN("m", "mean:"),
    SQUARE("v", "square:"),
    STEPS("s", "steps:"),
    AVERAGE("a", "average:");

    private final String letter;
    private final String prefix;

    Part(String letter, String prefix) {
      this.letter = letter;
      this.prefix = prefix;
    }
  }

  private final Program program;
  private final TorchRuntime runtime;
  private final PtSymbolBlock block;
  private final Map<Part, List<NDArray>> state = new LinkedHashMap<>();
  private final TorchRuntime.Shared rate;
  private final TorchRuntime.Shared blend;
  private final TorchRuntime.Shared clip;
  private final TorchRuntime.Shared share;
  private final NDArray method;
  private final NDArray accumulation;
  private final NDArray application;
  private final List<NDArray> gradients = new ArrayList<>();

  private Learner(Program program, AdamW adam, Map<String, Tensor> from, int threads) {
    this.program = program;
    this.runtime = TorchRuntime.start(threads);
    this.block = runtime.load(TorchScriptArchive.of(program, adam));
    for (Part part : Part.values()) {
      List<NDArray> list = new ArrayList<>();
      for (Parameter parameter : program.parameters()) {
        NDArray array = runtime.copy(from.get(part.prefix + parameter.name()));
        array.setName(part.letter + "[]");
        list.add(array);
      }
      state.put(part, list);
    }
    this.rate = runtime.shared();
    this.blend = runtime.shared();
    this.clip = runtime.shared();
    this.share = runtime.shared();
    this.method = method("step");
    this.accumulation = method("accumulate");
    this.application = method("apply");
  }

  /** The library chooses a module's method by an argument of this name. */
  private NDArray method(String name) {
    NDArray array = runtime.scalar(0);
    array.setName("module_method:" + name);
    return array;
  }

  /**
   * Starts from freshly drawn weights.
   *
   * @param seed of the weights; each parameter draws from a stream of its own, by its name
   * @param threads of one tensor operation
   */
  public static Learner fresh(Program program, AdamW adam, long seed, int threads) {
    return startingFrom(program, adam, InitialWeights.draw(program, seed), threads);
  }

  /**
   * Checks weights against a program.
   *
   * @throws org.pollex.errors.BadInputException naming the first parameter that is missing, has
   *     another shape, or holds a number that is not finite
   */
  public static void requireFit(Program program, Map<String, Tensor> weights) {
    InitialWeights.requireFit(program, weights);
  }

  /**
   * Starts from given weights with an empty optimizer state, for finetuning.
   *
   * @param weights by parameter name, in the parameters' shapes
   */
  public static Learner startingFrom(
      Program program, AdamW adam, Map<String, Tensor> weights, int threads) {
    InitialWeights.requireFit(program, weights);
    Map<String, Tensor> state = new LinkedHashMap<>();
    for (Parameter parameter : program.parameters()) {
      Tensor weight = weights.get(parameter.name());
      Tensor zero = Tensor.ofFloats(new float[parameter.size()], weight.shape());
      state.put(parameter.name(), weight);
      state.put(Part.MEAN.prefix + parameter.name(), zero);
      state.put(Part.SQUARE.prefix + parameter.name(), zero);
      state.put(Part.STEPS.prefix + parameter.name(), Tensor.ofFloats(new float[1]).reshape());
      state.put(Part.AVERAGE.prefix + parameter.name(), weight);
    }
    return new Learner(program, adam, state, threads);
  }

  /**
   * Goes on from a {@link #state} saved before; the next step is bit-equal to what it would have
   * been.
   */
  public static Learner resuming(
      Program program, AdamW adam, Map<String, Tensor> state, int threads) {
    for (Part part : Part.values()) {
      for (Parameter parameter : program.parameters()) {
        if (!state.containsKey(part.prefix + parameter.name())) {
          throw new IllegalArgumentException("no " + part.prefix + parameter.name());
        }
      }
    }
    return new Learner(program, adam, state, threads);
  }

  /**
   * Returns memory for the loss's inputs.
   *
   * @param shapes by input
   */
  public Batch newBatch(Map<String, int[]> shapes) {
    return new Batch(runtime, program.inputs(Program.LOSS), shapes);
  }

  /**
   * What one step is told.
   *
   * @param rate learning rate
   * @param averaging share of the new weights in the moving average: 1 − EMA decay
   * @param clip largest global norm of the gradient; a larger one is scaled down to it
   */
  public record Settings(double rate, double averaging, double clip) {}

  /**
   * What one step reports.
   *
   * @param loss before the step
   * @param gradientNorm global norm before clipping
   */
  public record Report(float loss, float gradientNorm) {}

  /**
   * Forward, backward, clip, AdamW and average, in place.
   *
   * @throws RunFailedException when loss or gradient is not finite; weights are then unchanged
   */
  public Report step(Batch batch, Settings settings) {
    NDList arguments = new NDList();
    state.values().forEach(arguments::addAll);
    arguments.addAll(batch.arrays());
    float[] result = call(arguments, settings, method);
    return checked(new Report(result[0], result[1]));
  }

  /**
   * A step whose batch comes in parts: the gradient is the mean of theirs.
   *
   * @param parts number of parts, 2 or more
   * @param fill writes a part into the batch
   * @throws RunFailedException when loss or gradient is not finite; weights are then unchanged
   */
  public Report step(Batch batch, Settings settings, int parts, IntConsumer fill) {
    if (gradients.isEmpty()) {
      for (NDArray weight : state.get(Part.WEIGHTS)) {
        NDArray zero = runtime.manager().zeros(weight.getShape());
        zero.setName("g[]");
        gradients.add(zero);
      }
    }
    share.bytes().putFloat(0, 1f / parts);
    double loss = 0;
    for (int part = 0; part < parts; part++) {
      fill.accept(part);
      NDList arguments = new NDList();
      arguments.addAll(state.get(Part.WEIGHTS));
      arguments.addAll(gradients);
      arguments.addAll(batch.arrays());
      arguments.add(share.array());
      arguments.add(accumulation);
      loss += call(arguments)[0] / parts;
    }
    NDList arguments = new NDList();
    state.values().forEach(arguments::addAll);
    arguments.addAll(gradients);
    return checked(new Report((float) loss, call(arguments, settings, application)[0]));
  }

  private float[] call(NDList arguments, Settings settings, NDArray which) {
    rate.bytes().putFloat(0, (float) settings.rate());
    blend.bytes().putFloat(0, (float) settings.averaging());
    clip.bytes().putFloat(0, (float) settings.clip());
    arguments.add(rate.array());
    arguments.add(blend.array());
    arguments.add(clip.array());
    arguments.add(which);
    return call(arguments);
  }

  private float[] call(NDList arguments) {
    TorchRuntime.enter(true);
    try (NDScope _ = new NDScope()) {
      NDList result = IValueUtils.forward(block, arguments, true);
      float[] numbers = new float[result.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = result.get(i).getFloat();
      }
      return numbers;
    }
  }

  private static Report checked(Report report) {
    if (!Float.isFinite(report.loss()) || !Float.isFinite(report.gradientNorm())) {
      throw new RunFailedException(
          "the loss is %s and its gradient %s".formatted(report.loss(), report.gradientNorm()),
          "The weights are unchanged since the last step. Look for NaN or huge values in the"
              + " data (pollex data lint), or lower the learning rate.");
    }
    return report;
  }

  /** Returns the loss of the averaged weights; nothing is learned from it. */
  public float loss(Batch batch) {
    PtNDArray[] average = state.get(Part.AVERAGE).toArray(PtNDArray[]::new);
    return (float) runtime.run(block, Program.LOSS, average, batch).get(0);
  }

  /** Returns a copy of the weights by parameter name. */
  public Map<String, Tensor> weights() {
    return copy(Part.WEIGHTS);
  }

  /** Returns a copy of the averaged weights by parameter name. */
  public Map<String, Tensor> average() {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    copy(Part.AVERAGE)
        .forEach((name, tensor) -> copy.put(name.substring(Part.AVERAGE.prefix.length()), tensor));
    return copy;
  }

  /** Returns a copy of all that a later {@link #resuming} needs. */
  public Map<String, Tensor> state() {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    for (Part part : Part.values()) {
      copy.putAll(copy(part));
    }
    return copy;
  }

  private Map<String, Tensor> copy(Part part) {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    List<NDArray> arrays = state.get(part);
    for (int i = 0; i < arrays.size(); i++) {
      copy.put(
          part.prefix + program.parameters().get(i).name(), TorchRuntime.tensor(arrays.get(i)));
    }
    return copy;
  }

  @Override
  public void close() {
    block.close();
    runtime.close();
  }
}
