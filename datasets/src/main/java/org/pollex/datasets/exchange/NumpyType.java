package org.pollex.datasets.exchange;

import org.pollex.hardware.tensor.DType;

/** NumPy's spelling of element types, as in {@code .npy} files and zarr. */
final class NumpyType {
  private NumpyType() {}

  static String of(DType dtype) {
    return switch (dtype) {
      case F32 -> "<f4";
      case F64 -> "<f8";
      case U8 -> "|u1";
      case U16 -> "<u2";
      case I32 -> "<i4";
      case I64 -> "<i8";
      case BOOL -> "|b1";
    };
  }

  /** Little-endian and single-byte types; others, pickled objects above all, are refused. */
  static DType parse(String where, String text) {
    for (DType dtype : DType.values()) {
      if (of(dtype).equals(text)) {
        return dtype;
      }
    }
    throw Bounds.refused(
        where,
        "has the element type '" + text + "'",
        "<f4, <f8, |u1, <u2, <i4, <i8, |b1; convert it with NumPy's astype");
  }
}
