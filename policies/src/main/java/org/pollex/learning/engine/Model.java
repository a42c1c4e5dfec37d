package org.pollex.learning.engine;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import java.util.Map;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.graph.Parameter;
import org.pollex.learning.graph.Program;
import org.pollex.learning.graph.TorchScriptArchive;

/** A program with fixed weights, run without gradients. One thread at a time. */
public final class Model implements AutoCloseable {
  private final Program program;
  private final TorchRuntime runtime;
  private final PtSymbolBlock block;
  private final PtNDArray[] weights;

  /**
   * Loads a program.
   *
   * @param weights by parameter name
   * @param threads of one tensor operation
   */
  public Model(Program program, Map<String, Tensor> weights, int threads) {
    InitialWeights.requireFit(program, weights);
    this.program = program;
    this.runtime = TorchRuntime.start(threads);
    this.block = runtime.load(TorchScriptArchive.of(program, AdamW.PYTORCH));
    this.weights =
        program.parameters().stream()
            .map(Parameter::name)
            .map(weights::get)
            .map(runtime::copy)
            .toArray(PtNDArray[]::new);
  }

  /**
   * Returns memory for a method's inputs.
   *
   * @param shapes by input
   */
  public Batch newBatch(String method, Map<String, int[]> shapes) {
    return new Batch(runtime, program.inputs(method), shapes);
  }

  /** Runs a method. */
  public Tensor run(String method, Batch batch) {
    return runtime.run(block, method, weights, batch);
  }

  @Override
  public void close() {
    block.close();
    runtime.close();
  }
}
