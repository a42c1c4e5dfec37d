package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pollex.errors.BadInputException;

/** The arrays that a struct's pointers point to, by their C names, with their true extents. */
final class NamedArrays {
  /** Sizes that MuJoCo finds at every step; arrays of these extents have no fixed place. */
  private static final Set<String> FOUND_BY_STEPS = Set.of("ncon", "nefc", "nJ", "nA", "nisland");

  private final Layout.Struct layout;
  private final MemorySegment struct;
  private final Arena arena;
  private final MjStruct sizes;
  private final Map<String, DoubleArray> doubles = new ConcurrentHashMap<>();
  private final Map<String, IntArray> ints = new ConcurrentHashMap<>();

  /**
   * Arrays of a struct.
   *
   * @param arena what the arrays live as long as
   * @param sizes the model that the extents are taken from
   */
  NamedArrays(Layout.Struct layout, MemorySegment struct, Arena arena, MjStruct sizes) {
    this.layout = layout;
    this.struct = struct;
    this.arena = arena;
    this.sizes = sizes;
  }

  DoubleArray doubles(String name) {
    return doubles.computeIfAbsent(
        name, key -> new DoubleArray(memory(key, Double.BYTES), columns(key)));
  }

  IntArray ints(String name) {
    return ints.computeIfAbsent(
        name, key -> new IntArray(memory(key, Integer.BYTES), columns(key)));
  }

  MemorySegment memory(String name) {
    Layout.Extent extent = extent(name);
    if (!hasFixedPlace(layout, name)) {
      throw new BadInputException(
          name + " has no fixed place or size", "Contacts and forces are read by contacts().");
    }
    long bytes = (long) count(extent.rows()) * count(extent.columns()) * extent.elementBytes();
    return Foreign.within(struct.get(ADDRESS, layout.offset(name)), bytes, arena);
  }

  /** False for arrays that every step puts elsewhere. */
  static boolean hasFixedPlace(Layout.Struct layout, String name) {
    String rows = layout.arrays().get(name).rows();
    return !FOUND_BY_STEPS.contains(rows) && !name.startsWith("efc_") && !name.contains("island");
  }

  private MemorySegment memory(String name, int elementBytes) {
    Layout.Extent extent = extent(name);
    if (extent.elementBytes() != elementBytes) {
      throw new BadInputException(
          name + " has elements of " + extent.elementBytes() + " bytes, not " + elementBytes,
          "Read its memory as it is.");
    }
    return memory(name);
  }

  private int columns(String name) {
    return count(extent(name).columns());
  }

  private Layout.Extent extent(String name) {
    Layout.Extent extent = layout.arrays().get(name);
    if (extent == null) {
      throw BadInputException.unknownName(
          "array of " + layout.name(), name, layout.arrays().keySet());
    }
    return extent;
  }

  /** The value of a size, a number, or a product of both, as the table of layouts has them. */
  private int count(String expression) {
    int product = 1;
    for (String factor : expression.split("\\*")) {
      product *= value(factor.trim());
    }
    return product;
  }

  private int value(String term) {
    if (Character.isDigit(term.charAt(0))) {
      return Integer.parseInt(term);
    }
    return term.startsWith("mj") ? Library.get().layout().constant(term) : size(sizes, term);
  }

  /** A size of a model; some are ints, some are longs. */
  static int size(MjStruct model, String name) {
    return model.layout().field(name).type().equals("long")
        ? Math.toIntExact(model.getLong(name))
        : model.getInt(name);
  }
}
