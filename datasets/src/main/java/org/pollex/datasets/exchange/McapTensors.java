package org.pollex.datasets.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.MessageType;
import org.pollex.datasets.message.Serialization;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;

/**
 * Numbers as messages of ROS 2, bit by bit: pictures as {@code sensor_msgs/msg/Image}, everything
 * else as the multi-array of {@code std_msgs} with the same elements.
 */
final class McapTensors {
  private static final String IMAGE = "sensor_msgs/msg/Image";
  private static final int SMALLEST_PICTURE = 8;

  private final String type;
  private final MessageCodec codec;

  /** For tensors of this type and shape. */
  McapTensors(DType dtype, List<Integer> shape) {
    this.type = encoding(dtype, shape).isEmpty() ? arrayOf(dtype) : IMAGE;
    this.codec = MessageCodec.of(type, Map.of(), Serialization.CDR);
  }

  String type() {
    return type;
  }

  MessageCodec codec() {
    return codec;
  }

  private static String arrayOf(DType dtype) {
    String element =
        switch (dtype) {
          case F32 -> "Float32";
          case F64 -> "Float64";
          case U8, BOOL -> "UInt8";
          case U16 -> "UInt16";
          case I32 -> "Int32";
          case I64 -> "Int64";
        };
    return "std_msgs/msg/" + element + "MultiArray";
  }

  /** The encoding of pictures of this kind; empty if these are none. */
  private static String encoding(DType dtype, List<Integer> shape) {
    if (shape.size() < 2 || shape.get(0) < SMALLEST_PICTURE || shape.get(1) < SMALLEST_PICTURE) {
      return "";
    }
    if (shape.size() == 3) {
      return dtype == DType.U8 && shape.get(2) == 3 ? "rgb8" : "";
    }
    return switch (dtype) {
      case U8 -> shape.size() == 2 ? "mono8" : "";
      case U16 -> shape.size() == 2 ? "16UC1" : "";
      case F32 -> shape.size() == 2 ? "32FC1" : "";
      default -> "";
    };
  }

  Message message(Tensor tensor, long time) {
    ByteBuffer bytes = tensor.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int[] shape = tensor.shape();
    MessageType root = codec.type();
    if (type.equals(IMAGE)) {
      List<Integer> sizes = java.util.Arrays.stream(shape).boxed().toList();
      byte[] pixels = bytes(bytes);
      MessageType header = root.nested("header");
      Message stamp = header.nested("stamp").of((int) (time / 1_000_000_000), time % 1_000_000_000);
      return root.of(
          header.of(stamp, ""),
          (long) shape[0],
          (long) shape[1],
          encoding(tensor.dtype(), sizes),
          0,
          (long) (pixels.length / shape[0]),
          pixels);
    }
    MessageType layout = root.nested("layout");
    Message[] sizes = new Message[shape.length];
    long stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      stride *= shape[axis];
      sizes[axis] = layout.nested("dim").of("axis" + axis, (long) shape[axis], stride);
    }
    return root.of(layout.of(sizes, 0L), numbers(tensor.dtype(), bytes));
  }

  private static Object numbers(DType dtype, ByteBuffer bytes) {
    switch (dtype) {
      case F32 -> {
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
      }
      case F64 -> {
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
      }
      case U16 -> {
        short[] values = new short[bytes.remaining() / Short.BYTES];
        bytes.asShortBuffer().get(values);
        return values;
      }
      case I32 -> {
        int[] values = new int[bytes.remaining() / Integer.BYTES];
        bytes.asIntBuffer().get(values);
        return values;
      }
      case I64 -> {
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return values;
      }
      case U8, BOOL -> {
        return bytes(bytes);
      }
    }
    throw new IllegalArgumentException(dtype.toString());
  }

  private static byte[] bytes(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  /** The numbers of a message, little-endian; of another type, its shape apart. */
  static byte[] numbers(Message message) {
    if (BagPictures.is(message)) {
      return bytes(BagPictures.tensor(message).bytes().duplicate());
    }
    return switch (message.get("data")) {
      case byte[] v -> v;
      case float[] v -> {
        ByteBuffer out = room(v.length, Float.BYTES);
        out.asFloatBuffer().put(v);
        yield out.array();
      }
      case double[] v -> {
        ByteBuffer out = room(v.length, Double.BYTES);
        out.asDoubleBuffer().put(v);
        yield out.array();
      }
      case short[] v -> {
        ByteBuffer out = room(v.length, Short.BYTES);
        out.asShortBuffer().put(v);
        yield out.array();
      }
      case int[] v -> {
        ByteBuffer out = room(v.length, Integer.BYTES);
        out.asIntBuffer().put(v);
        yield out.array();
      }
      case long[] v -> {
        ByteBuffer out = room(v.length, Long.BYTES);
        out.asLongBuffer().put(v);
        yield out.array();
      }
      default ->
          throw Bounds.refused(message.type().name(), "holds no numbers", "arrays of numbers");
    };
  }

  private static ByteBuffer room(int count, int bytes) {
    return ByteBuffer.allocate(Math.multiplyExact(count, bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
