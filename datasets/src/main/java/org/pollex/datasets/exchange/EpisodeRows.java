package org.pollex.datasets.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/** The rows of an episode's streams as they come in; memory grows with what is there. */
final class EpisodeRows {
  private final String where;
  private final Map<String, StreamSpec> specs = new LinkedHashMap<>();
  private final Map<String, ByteArrayOutputStream> rows = new LinkedHashMap<>();

  EpisodeRows(String where, List<StreamSpec> streams) {
    this.where = where;
    streams.forEach(
        spec -> {
          specs.put(spec.name(), spec);
          rows.put(spec.name(), new ByteArrayOutputStream());
        });
  }

  /** Takes a row of little-endian numbers; one of another size is refused. */
  void add(String stream, byte[] row) {
    StreamSpec spec = specs.get(stream);
    ByteArrayOutputStream all = rows.get(stream);
    if (spec == null || row.length != Bounds.bytes(where, spec.dtype(), shape(spec, 1))) {
      throw Bounds.refused(
          where + ": a row of " + stream, "has " + row.length + " bytes", "rows as declared");
    }
    if ((long) all.size() + row.length > Bounds.MOST_BYTES) {
      throw Bounds.refused(where + ": " + stream, "is too long", Bounds.MOST_BYTES + " bytes");
    }
    all.writeBytes(row);
  }

  private static int[] shape(StreamSpec spec, int steps) {
    int[] shape = new int[spec.shape().size() + 1];
    shape[0] = steps;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = spec.shape().get(i - 1);
    }
    return shape;
  }

  /** Returns the streams; refused if they are not all of this many steps. */
  Map<String, Tensor> finish(int steps) {
    Map<String, Tensor> streams = new LinkedHashMap<>();
    specs.forEach(
        (name, spec) -> {
          int[] shape = shape(spec, steps);
          byte[] bytes = rows.get(name).toByteArray();
          if (bytes.length != Bounds.bytes(where, spec.dtype(), shape)) {
            throw Bounds.refused(
                where + ": " + name, "does not have " + steps + " rows", "streams of one length");
          }
          streams.put(name, Tensor.wrap(spec.dtype(), shape, ByteBuffer.wrap(bytes)));
        });
    return streams;
  }
}
