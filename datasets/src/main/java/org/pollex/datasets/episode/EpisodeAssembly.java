package org.pollex.datasets.episode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/** Collects the records of one episode. */
final class EpisodeAssembly {
  /** Prefix of the tensors that list the steps whose picture is missing. */
  private final EpisodeRecords.Begin begin;

  private final int rowBytes;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<Integer, Map<Integer, byte[]>> pictures = new TreeMap<>();
  private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
  private int steps;
  private int pictureCount;

  EpisodeAssembly(EpisodeRecords.Begin begin) {
    this.begin = begin;
    this.rowBytes =
        begin.streams().stream()
            .filter(stream -> !isPicture(stream))
            .mapToInt(StreamLayout::rowBytes)
            .sum();
  }

  private boolean isPicture(StreamSpec stream) {
    return begin.pictures() && PictureCodec.isPicture(stream);
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

  /** Takes a picture; false if its stream has none or it came before. */
  boolean picture(ByteBuffer payload) {
    int step = payload.getInt();
    int stream = payload.getInt();
    if (stream < 0
        || stream >= begin.streams().size()
        || step < 0
        || !isPicture(begin.streams().get(stream))) {
      return false;
    }
    byte[] compressed = new byte[payload.remaining()];
    payload.get(compressed);
    pictureCount++;
    return pictures.computeIfAbsent(stream, s -> new HashMap<>()).put(step, compressed) == null;
  }

  /** True if nothing that was recorded is missing. */
  boolean isComplete(EpisodeRecords.End end) {
    return end.steps() == steps
        && end.tensors() == tensors.size()
        && end.pictures() == pictureCount;
  }

  Episode episode(Optional<EpisodeOutcome> outcome) {
    Map<String, Tensor> all = new LinkedHashMap<>(tensors);
    Map<String, Tensor> streams = streams(all);
    return new Episode(begin.metadata(), outcome, begin.streams(), streams, all);
  }

  EpisodeMetadata metadata() {
    return begin.metadata();
  }

  /** Turns rows of all streams into one block per stream. */
  private Map<String, Tensor> streams(Map<String, Tensor> missing) {
    byte[] all = rows.toByteArray();
    Map<String, Tensor> streams = new LinkedHashMap<>();
    List<StreamSpec> specs = begin.streams();
    int column = 0;
    for (int s = 0; s < specs.size(); s++) {
      StreamSpec spec = specs.get(s);
      int width = StreamLayout.rowBytes(spec);
      byte[] block = new byte[Math.multiplyExact(width, steps)];
      if (isPicture(spec)) {
        unpack(spec.name(), pictures.getOrDefault(s, Map.of()), block, width, missing);
      } else {
        for (int row = 0; row < steps; row++) {
          System.arraycopy(all, row * rowBytes + column, block, row * width, width);
        }
        column += width;
      }
      int[] shape = StreamLayout.shape(spec, steps);
      streams.put(spec.name(), Tensor.wrap(spec.dtype(), shape, ByteBuffer.wrap(block)));
    }
    return streams;
  }

  /** A picture that is missing stays black, and its step is listed. */
  private void unpack(
      String name,
      Map<Integer, byte[]> recorded,
      byte[] block,
      int width,
      Map<String, Tensor> missing) {
    List<Integer> dropped = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      byte[] compressed = recorded.get(step);
      if (compressed == null) {
        dropped.add(step);
      } else {
        PictureCodec.decompress(compressed, block, step * width, width);
      }
    }
    if (!dropped.isEmpty()) {
      ByteBuffer list = EpisodeRecords.allocate(Integer.BYTES * dropped.size());
      dropped.forEach(list::putInt);
      missing.put(
          Episode.DROPPED + name, Tensor.wrap(DType.I32, new int[] {dropped.size()}, list.flip()));
    }
  }
}
