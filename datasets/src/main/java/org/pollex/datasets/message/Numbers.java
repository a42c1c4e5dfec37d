package org.pollex.datasets.message;

/** Arrays of primitive types. */
final class Numbers {
  private Numbers() {}

  static Object zeros(Primitive type, int n) {
    return switch (type) {
      case BOOL -> new boolean[n];
      case INT8, UINT8 -> new byte[n];
      case INT16, UINT16 -> new short[n];
      case INT32, UINT32 -> new int[n];
      case INT64, UINT64 -> new long[n];
      case FLOAT32 -> new float[n];
      case FLOAT64 -> new double[n];
      case STRING, WSTRING -> {
        String[] texts = new String[n];
        java.util.Arrays.fill(texts, "");
        yield texts;
      }
    };
  }

  static Object read(Input in, Node.Scalar element, int n) {
    return switch (element.primitive()) {
      case BOOL -> {
        boolean[] values = new boolean[n];
        for (int i = 0; i < n; i++) {
          values[i] = in.i8() != 0;
        }
        yield values;
      }
      case INT8, UINT8 -> in.bytes(n);
      case INT16, UINT16 -> {
        short[] values = new short[n];
        for (int i = 0; i < n; i++) {
          values[i] = in.i16();
        }
        yield values;
      }
      case INT32, UINT32 -> {
        int[] values = new int[n];
        for (int i = 0; i < n; i++) {
          values[i] = in.i32();
        }
        yield values;
      }
      case INT64, UINT64 -> {
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
          values[i] = in.i64();
        }
        yield values;
      }
      case FLOAT32 -> {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
          values[i] = Float.intBitsToFloat(in.i32());
        }
        yield values;
      }
      case FLOAT64 -> in.doubles(n);
      case STRING, WSTRING -> {
        in.parts(n);
        String[] values = new String[n];
        for (int i = 0; i < n; i++) {
          values[i] = (String) element.read(in);
        }
        yield values;
      }
    };
  }

  static void write(Output out, Node.Scalar element, Object value) {
    switch (element.primitive()) {
      case BOOL -> {
        for (boolean v : (boolean[]) value) {
          out.i8(v ? 1 : 0);
        }
      }
      case INT8, UINT8 -> out.bytes((byte[]) value);
      case INT16, UINT16 -> {
        for (short v : (short[]) value) {
          out.i16(v);
        }
      }
      case INT32, UINT32 -> {
        for (int v : (int[]) value) {
          out.i32(v);
        }
      }
      case INT64, UINT64 -> {
        for (long v : (long[]) value) {
          out.i64(v);
        }
      }
      case FLOAT32 -> {
        for (float v : (float[]) value) {
          out.i32(Float.floatToRawIntBits(v));
        }
      }
      case FLOAT64 -> out.doubles((double[]) value);
      case STRING, WSTRING -> {
        for (String v : (String[]) value) {
          element.write(out, v);
        }
      }
    }
  }
}
