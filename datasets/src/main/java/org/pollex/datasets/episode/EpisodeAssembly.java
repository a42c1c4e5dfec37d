package org.pollex.datasets.episode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/** Collects the records of one episode. */
final class EpisodeAssembly {
  private final EpisodeRecords.Begin begin;
  private final int rowBytes;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private int steps;

  EpisodeAssembly(EpisodeRecords.Begin begin) {
    this.begin = begin;
    this.rowBytes = begin.streams().stream().mapToInt(StreamLayout::rowBytes).sum();
  }

  /** Takes a step's bytes; false if it is not the next step or not of the announced size. */
  boolean step(ByteBuffer payload) {
    if (payload.remaining() != Integer.BYTES + rowBytes || payload.getInt() != steps) {
      return false;
    }
    rows.write(payload.array(), payload.position(), rowBytes);
    steps++;
    return true;
  }

  void tensor(EpisodeRecords.Named tensor) {
    tensors.put(tensor.name(), tensor.value());
  }

  /** True if nothing that was recorded is missing. */
  boolean isComplete(EpisodeRecords.End end) {
    return end.steps() == steps && end.tensors() == tensors.size();
  }

  Episode episode(Optional<EpisodeOutcome> outcome) {
    return new Episode(begin.metadata(), outcome, begin.streams(), streams(), tensors);
  }

  EpisodeMetadata metadata() {
    return begin.metadata();
  }

  /** Turns rows of all streams into one block per stream. */
  private Map<String, Tensor> streams() {
    byte[] all = rows.toByteArray();
    Map<String, Tensor> streams = new LinkedHashMap<>();
    List<StreamSpec> specs = begin.streams();
    int column = 0;
    for (StreamSpec spec : specs) {
      int width = StreamLayout.rowBytes(spec);
      byte[] block = new byte[width * steps];
      for (int row = 0; row < steps; row++) {
        System.arraycopy(all, row * rowBytes + column, block, row * width, width);
      }
      int[] shape = StreamLayout.shape(spec, steps);
      streams.put(spec.name(), Tensor.wrap(spec.dtype(), shape, ByteBuffer.wrap(block)));
      column += width;
    }
    return streams;
  }
}
