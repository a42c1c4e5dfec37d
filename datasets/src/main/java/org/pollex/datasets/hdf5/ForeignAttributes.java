package org.pollex.datasets.hdf5;

import io.jhdf.api.Attribute;
import io.jhdf.api.Node;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Attributes that the layout gives no meaning to, as other tools leave them. They are carried from
 * file to file with their kind: text, integers (as int64), reals (as float64), and lists of these.
 *
 * @param byPath values by name, by the path of the object below the demonstration or the file; the
 *     empty path is the demonstration or the root itself. A value is a String, Long, Double,
 *     String[], long[] or double[]
 * @param lost what cannot be carried, by name
 */
public record ForeignAttributes(Map<String, Map<String, Object>> byPath, List<String> lost) {
  /** Nothing foreign. */
  public static final ForeignAttributes NONE = new ForeignAttributes(Map.of(), List.of());

  /** Copies the lists. */
  public ForeignAttributes {
    byPath = Map.copyOf(byPath);
    lost = List.copyOf(lost);
  }

  /** Collects the attributes of some objects. */
  static final class Collector {
    private final Hdf5Input input;
    private final Map<String, Map<String, Object>> byPath = new TreeMap<>();
    private final Set<String> lost = new TreeSet<>();

    Collector(Hdf5Input input) {
      this.input = input;
    }

    void add(String path, Node node, Set<String> known) {
      input
          .attributes(node)
          .forEach(
              (name, attribute) -> {
                if (!known.contains(name)) {
                  Optional<Object> value = input.attempt(name, () -> portable(attribute));
                  value.ifPresentOrElse(
                      v -> byPath.computeIfAbsent(path, p -> new TreeMap<>()).put(name, v),
                      () -> lost.add("attribute " + name + (path.isEmpty() ? "" : " of " + path)));
                }
              });
    }

    void lose(String what) {
      lost.add(what);
    }

    ForeignAttributes result() {
      return new ForeignAttributes(byPath, List.copyOf(lost));
    }
  }

  private static Optional<Object> portable(Attribute attribute) {
    return Optional.ofNullable(
        switch (attribute.getData()) {
          case String text -> text;
          case String[] texts -> texts;
          case Float real -> real.doubleValue();
          case Double real -> real;
          case BigInteger large -> large.bitLength() < Long.SIZE ? large.longValue() : null;
          case Number integer -> integer.longValue();
          case double[] reals -> reals;
          case float[] reals -> reals(reals);
          case long[] integers -> integers;
          case int[] integers -> Arrays.stream(integers).asLongStream().toArray();
          case short[] integers -> integers(integers);
          case byte[] integers -> integers(integers);
          case null, default -> null;
        });
  }

  private static double[] reals(float[] from) {
    double[] to = new double[from.length];
    Arrays.setAll(to, i -> from[i]);
    return to;
  }

  private static long[] integers(short[] from) {
    long[] to = new long[from.length];
    Arrays.setAll(to, i -> from[i]);
    return to;
  }

  private static long[] integers(byte[] from) {
    long[] to = new long[from.length];
    Arrays.setAll(to, i -> from[i]);
    return to;
  }

  /**
   * What two files agree on: for a file that is made of both. Where they differ, the attribute is
   * lost.
   */
  public ForeignAttributes common(ForeignAttributes other) {
    Set<String> differing = new TreeSet<>(lost);
    differing.addAll(other.lost);
    Map<String, Map<String, Object>> both = new TreeMap<>();
    Set<String> paths = new TreeSet<>(byPath.keySet());
    paths.addAll(other.byPath.keySet());
    for (String path : paths) {
      Map<String, Object> here = byPath.getOrDefault(path, Map.of());
      Map<String, Object> there = other.byPath.getOrDefault(path, Map.of());
      Set<String> names = new TreeSet<>(here.keySet());
      names.addAll(there.keySet());
      for (String name : names) {
        if (Objects.deepEquals(here.get(name), there.get(name))) {
          both.computeIfAbsent(path, p -> new TreeMap<>()).put(name, here.get(name));
        } else {
          differing.add("attribute " + name + " of " + path + ", in which the files differ");
        }
      }
    }
    return new ForeignAttributes(both, List.copyOf(differing));
  }
}
