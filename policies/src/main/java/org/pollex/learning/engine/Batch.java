package org.pollex.learning.engine;

import ai.djl.ndarray.NDList;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The inputs of a program's method, in memory that Java and libtorch share: written in place for
 * each call, never copied.
 */
public final class Batch {
  private final Map<String, TorchRuntime.Shared> inputs = new LinkedHashMap<>();

  Batch(TorchRuntime runtime, List<String> names, Map<String, int[]> shapes) {
    for (String name : names) {
      int[] shape = shapes.get(name);
      if (shape == null) {
        throw new IllegalArgumentException("no shape for the input " + name + " of " + names);
      }
      inputs.put(name, runtime.shared(shape));
    }
  }

  /** Returns an input's numbers, row-major, to be written. */
  public FloatBuffer buffer(String input) {
    return inputs.get(input).bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }

  NDList arrays() {
    NDList list = new NDList();
    inputs.values().forEach(shared -> list.add(shared.array()));
    return list;
  }
}
