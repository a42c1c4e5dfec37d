package org.pollex.datasets.message;

import org.pollex.errors.BadInputException;

/** One field of a compiled message: reads and writes its value. */
sealed interface Node {
  Object read(Input in);

  void write(Output out, Object value);

  /** The least bytes on the wire. */
  long least();

  /** The primitive type of the value or of its elements; null for messages. */
  Primitive primitive();

  /** The value of a message that nobody has filled. */
  Object zero();

  /** One value of a primitive type. */
  record Scalar(Primitive primitive, int bound) implements Node {
    @Override
    public Object read(Input in) {
      return switch (primitive) {
        case BOOL -> in.i8() != 0;
        case INT8 -> (int) in.i8();
        case UINT8 -> in.i8() & 0xff;
        case INT16 -> (int) in.i16();
        case UINT16 -> in.i16() & 0xffff;
        case INT32 -> in.i32();
        case UINT32 -> in.i32() & 0xffffffffL;
        case INT64, UINT64 -> in.i64();
        case FLOAT32 -> Float.intBitsToFloat(in.i32());
        case FLOAT64 -> Double.longBitsToDouble(in.i64());
        case STRING -> in.string();
        case WSTRING -> in.wideString();
      };
    }

    @Override
    public void write(Output out, Object value) {
      switch (primitive) {
        case BOOL -> out.i8((Boolean) value ? 1 : 0);
        case INT8, UINT8 -> out.i8(((Number) value).intValue());
        case INT16, UINT16 -> out.i16(((Number) value).intValue());
        case INT32, UINT32 -> out.i32(((Number) value).intValue());
        case INT64, UINT64 -> out.i64(((Number) value).longValue());
        case FLOAT32 -> out.i32(Float.floatToRawIntBits((Float) value));
        case FLOAT64 -> out.i64(Double.doubleToRawLongBits((Double) value));
        case STRING -> out.string(bounded((String) value));
        case WSTRING -> out.wideString(bounded((String) value));
      }
    }

    @Override
    public Object zero() {
      return switch (primitive) {
        case BOOL -> false;
        case INT8, UINT8, INT16, UINT16, INT32 -> 0;
        case UINT32, INT64, UINT64 -> 0L;
        case FLOAT32 -> 0f;
        case FLOAT64 -> 0.0;
        case STRING, WSTRING -> "";
      };
    }

    private String bounded(String text) {
      if (bound > 0 && text.length() > bound) {
        throw new BadInputException(
            "a text of " + text.length() + " characters", "Allowed: up to " + bound + ".");
      }
      return text;
    }

    @Override
    public long least() {
      return primitive.bytes();
    }
  }

  /** One nested message. */
  record One(MessageType type) implements Node {
    @Override
    public Object read(Input in) {
      return type.read(in);
    }

    @Override
    public void write(Output out, Object value) {
      type.write(out, (Message) value);
    }

    @Override
    public long least() {
      return type.least();
    }

    @Override
    public Primitive primitive() {
      return null;
    }

    @Override
    public Object zero() {
      return type.zero();
    }
  }

  /**
   * An array.
   *
   * @param fixed length of an array without a length on the wire; −1 for others
   * @param most greatest length
   */
  record Many(Node element, int fixed, int most) implements Node {
    @Override
    public Object read(Input in) {
      int n = fixed >= 0 ? fixed : in.i32();
      if (n < 0 || n > most) {
        throw new BadInputException(
            "an array declares " + Integer.toUnsignedString(n) + " elements",
            "Allowed: up to " + most + "; the message is damaged or of another type.");
      }
      in.require(n * Math.max(0, element.least()));
      return element instanceof Scalar scalar ? Numbers.read(in, scalar, n) : messages(in, n);
    }

    private Message[] messages(Input in, int n) {
      in.parts(n);
      MessageType type = ((One) element).type();
      Message[] all = new Message[n];
      for (int i = 0; i < n; i++) {
        all[i] = type.read(in);
      }
      return all;
    }

    @Override
    public void write(Output out, Object value) {
      int n = java.lang.reflect.Array.getLength(value);
      if (fixed >= 0 ? n != fixed : n > most) {
        throw new BadInputException(
            "an array of " + n + " elements",
            "Allowed: " + (fixed >= 0 ? "exactly " + fixed : "up to " + most) + ".");
      }
      if (fixed < 0) {
        out.i32(n);
      }
      if (element instanceof Scalar scalar) {
        Numbers.write(out, scalar, value);
      } else {
        for (Message message : (Message[]) value) {
          element.write(out, message);
        }
      }
    }

    @Override
    public long least() {
      return fixed >= 0 ? Math.min(Integer.MAX_VALUE, fixed * element.least()) : 4;
    }

    @Override
    public Primitive primitive() {
      return element.primitive();
    }

    @Override
    public Object zero() {
      int n = Math.max(0, fixed);
      return switch (element) {
        case Scalar scalar -> Numbers.zeros(scalar.primitive(), n);
        case One one -> {
          Message[] all = new Message[n];
          java.util.Arrays.setAll(all, i -> one.type().zero());
          yield all;
        }
        case Many unused -> throw new IllegalStateException("an array of arrays");
      };
    }
  }
}
