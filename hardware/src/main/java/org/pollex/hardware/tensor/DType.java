package org.pollex.hardware.tensor;

import org.pollex.errors.BadInputException;

/** Element types of a {@link Tensor}; names are those of NumPy and safetensors. */
public enum DType {
  F32("float32", 4),
  F64("float64", 8),
  U8("uint8", 1),
  U16("uint16", 2),
  I32("int32", 4),
  I64("int64", 8),
  BOOL("bool", 1);

  private final String numpyName;
  private final int bytes;

  DType(String numpyName, int bytes) {
    this.numpyName = numpyName;
    this.bytes = bytes;
  }

  /** Returns the name that NumPy gives this type. */
  public String numpyName() {
    return numpyName;
  }

  /** Returns the size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Finds a type by its own or its NumPy name. */
  public static DType named(String name) {
    for (DType type : values()) {
      if (type.name().equalsIgnoreCase(name) || type.numpyName.equals(name)) {
        return type;
      }
    }
    throw new BadInputException(
        "unknown element type '" + name + "'", "Allowed: " + java.util.Arrays.toString(values()));
  }
}
