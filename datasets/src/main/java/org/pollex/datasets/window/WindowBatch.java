package org.pollex.datasets.window;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pollex.datasets.rows.RowScratch;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * Memory for a batch of windows outside of the heap, filled again and again. Each stream is one
 * block of shape [size, rows, ...], ready to be wrapped by a native tensor without a copy.
 */
public final class WindowBatch implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final RowScratch scratch = new RowScratch();
  private final int size;
  private final long[] windows;
  private final int[] sources;
  private final Map<String, MemorySegment> blocks = new LinkedHashMap<>();
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private final Map<String, DType> types = new LinkedHashMap<>();

  WindowBatch(int size) {
    this.size = size;
    this.windows = new long[size];
    this.sources = new int[size];
  }

  void allocate(StreamSpec spec, int rows, int rowBytes) {
    blocks.put(spec.name(), arena.allocate((long) size * rows * rowBytes, 64));
    int[] shape = new int[2 + spec.shape().size()];
    shape[0] = size;
    shape[1] = rows;
    for (int i = 2; i < shape.length; i++) {
      shape[i] = spec.shape().get(i - 2);
    }
    shapes.put(spec.name(), shape);
    types.put(spec.name(), spec.dtype());
  }

  MemorySegment block(String stream) {
    return blocks.get(stream);
  }

  RowScratch scratch() {
    return scratch;
  }

  void tell(int slot, long window) {
    windows[slot] = window;
  }

  void tellSource(int slot, int source) {
    sources[slot] = source;
  }

  /** Returns the store that the window in a slot comes from, by its number in a mixture. */
  public int source(int slot) {
    return sources[slot];
  }

  /** Returns the window in a slot, by its number in the store. */
  public long window(int slot) {
    return windows[slot];
  }

  /** Returns the number of windows. */
  public int size() {
    return size;
  }

  /** Returns the shapes of the blocks, [size, rows, ...], by stream. */
  public Map<String, int[]> shapes() {
    return Collections.unmodifiableMap(shapes);
  }

  /** Returns a stream's block as a direct little-endian buffer; valid until {@link #close}. */
  public ByteBuffer buffer(String stream) {
    return blocks.get(stream).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns a stream's block as a tensor that shares its memory; filled anew with the batch. */
  public Tensor tensor(String stream) {
    return Tensor.wrap(types.get(stream), shapes.get(stream), buffer(stream));
  }

  @Override
  public void close() {
    scratch.close();
    arena.close();
  }
}
