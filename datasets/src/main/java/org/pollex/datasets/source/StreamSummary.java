package org.pollex.datasets.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pollex.hardware.world.StreamSpec;

/**
 * One stream over all episodes of a file.
 *
 * @param name as in HDF5, for example {@code obs/ee_pos}
 * @param dtype NumPy's name of the element type; {@code mixed} where episodes differ
 * @param shape sizes of one row; −1 where episodes differ
 * @param unit physical unit, or empty
 * @param frame frame of reference, or empty
 * @param privilege who could know it outside of a simulator
 * @param episodes number of episodes that have it
 */
public record StreamSummary(
    String name,
    String dtype,
    List<Integer> shape,
    String unit,
    String frame,
    String privilege,
    int episodes) {

  /** Copies the shape. */
  public StreamSummary {
    shape = List.copyOf(shape);
  }

  static StreamSummary of(StreamSpec spec) {
    return new StreamSummary(
        spec.name(),
        spec.dtype().numpyName(),
        spec.shape(),
        spec.unit(),
        spec.frame(),
        spec.privilege().name().toLowerCase(Locale.ROOT),
        1);
  }

  StreamSummary and(StreamSummary other) {
    String type = dtype.equals(other.dtype) ? dtype : "mixed";
    return new StreamSummary(
        name, type, common(shape, other.shape), unit, frame, privilege, episodes + other.episodes);
  }

  private static List<Integer> common(List<Integer> a, List<Integer> b) {
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      boolean same = i < a.size() && i < b.size() && a.get(i).equals(b.get(i));
      shape.add(same ? a.get(i) : Integer.valueOf(-1));
    }
    return shape;
  }
}
