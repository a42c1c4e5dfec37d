package org.pollex.learning.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;

/**
 * libtorch in this process, through Deep Java Library. One runtime owns the native tensors of one
 * model; several may live side by side, each used by one thread at a time.
 */
final class TorchRuntime implements AutoCloseable {
  private final PtNDManager manager;
  private final Arena memory = Arena.ofShared();

  private TorchRuntime(PtNDManager manager) {
    this.manager = manager;
  }

  /**
   * Starts libtorch, once per process.
   *
   * @param threads threads of one tensor operation
   * @throws MissingPrerequisiteException where the library cannot be loaded
   */
  static TorchRuntime start(int threads) {
    System.setProperty("ai.djl.offline", "true");
    String home = System.getProperty("pollex.home");
    if (home != null && System.getProperty("DJL_CACHE_DIR") == null) {
      String cache = Path.of(home, "native", "djl").toString();
      System.setProperty("DJL_CACHE_DIR", cache);
      System.setProperty("ENGINE_CACHE_DIR", cache);
    }
    try {
      Engine.getEngine("PyTorch");
      JniUtils.setNumThreads(threads);
    } catch (RuntimeException | LinkageError e) {
      throw new MissingPrerequisiteException(
          "libtorch cannot be loaded: " + e.getMessage(),
          "Training needs Linux on x86-64, and 450 MB of disk for the unpacked library.",
          e);
    }
    return new TorchRuntime((PtNDManager) NDManager.newBaseManager());
  }

  /**
   * Prepares the calling thread: what libtorch keeps per thread. Without the graph executor's
   * optimizer a method rounds alike from its first call to its last.
   */
  static void enter(boolean gradients) {
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(gradients);
  }

  /** Loads a program. */
  PtSymbolBlock load(byte[] archive) {
    try {
      return JniUtils.loadModule(manager, new ByteArrayInputStream(archive), false, false);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a method without gradients and copies its result out. */
  Tensor run(PtSymbolBlock block, String method, PtNDArray[] weights, Batch batch) {
    enter(false);
    List<IValue> arguments = new ArrayList<>();
    try (NDScope _ = new NDScope()) {
      arguments.add(IValue.listFrom(weights));
      for (NDArray input : batch.arrays()) {
        arguments.add(IValue.from((PtNDArray) input));
      }
      try (IValue result = IValueUtils.runMethod(block, method, arguments.toArray(IValue[]::new))) {
        return tensor(result.toTensor(manager));
      }
    } finally {
      arguments.forEach(IValue::close);
    }
  }

  /** Copies a tensor into memory of libtorch's own. */
  NDArray copy(Tensor tensor) {
    if (tensor.dtype() != DType.F32) {
      throw new IllegalArgumentException("weights are float32, not " + tensor.dtype());
    }
    ByteBuffer direct =
        ByteBuffer.allocateDirect(tensor.bytes().remaining()).order(ByteOrder.LITTLE_ENDIAN);
    direct.put(tensor.bytes()).flip();
    try (NDArray shared = manager.create(direct, shape(tensor.shape()), DataType.FLOAT32)) {
      return shared.duplicate();
    }
  }

  /** A scalar whose memory is libtorch's own. */
  NDArray scalar(float value) {
    return manager.full(new Shape(), value, DataType.FLOAT32);
  }

  /** A tensor and the memory that it shares with Java: what is written there is what it holds. */
  record Shared(NDArray array, ByteBuffer bytes) {}

  /** A zeroed float32 tensor over memory that Java writes to, aligned to 64 bytes. */
  Shared shared(int... shape) {
    long bytes = 4;
    for (int size : shape) {
      bytes = Math.multiplyExact(bytes, size);
    }
    ByteBuffer buffer =
        memory.allocate(Math.max(bytes, 4), 64).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return new Shared(manager.create(buffer, shape(shape), DataType.FLOAT32), buffer);
  }

  /** Copies a tensor out. */
  static Tensor tensor(NDArray array) {
    ByteBuffer bytes = array.toByteBuffer(false).order(ByteOrder.LITTLE_ENDIAN);
    int[] shape = Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
    return Tensor.wrap(DType.F32, shape, bytes);
  }

  PtNDManager manager() {
    return manager;
  }

  private static Shape shape(int[] sizes) {
    return new Shape(Arrays.stream(sizes).asLongStream().toArray());
  }

  @Override
  public void close() {
    manager.close();
    memory.close();
  }
}
