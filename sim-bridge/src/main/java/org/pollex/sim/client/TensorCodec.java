package org.pollex.sim.client;

import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;

/** Tensors of the contract and tensors of the house; the bytes are shared, never copied. */
final class TensorCodec {
  private TensorCodec() {}

  static DType dtype(org.pollex.sim.v1.DType dtype) {
    return switch (dtype) {
      case DTYPE_F32 -> DType.F32;
      case DTYPE_F64 -> DType.F64;
      case DTYPE_U8 -> DType.U8;
      case DTYPE_U16 -> DType.U16;
      case DTYPE_I32 -> DType.I32;
      case DTYPE_I64 -> DType.I64;
      case DTYPE_BOOL -> DType.BOOL;
      case DTYPE_UNSPECIFIED, UNRECOGNIZED ->
          throw new RunFailedException(
              "the simulation server sent a tensor of unknown element type " + dtype,
              "Use a server of the same sim.v1 contract: pollex sim check ADDRESS");
    };
  }

  static Tensor decode(org.pollex.sim.v1.Tensor message) {
    int[] shape = new int[message.getShapeCount()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = message.getShape(i);
    }
    try {
      ByteBuffer bytes = message.getData().asReadOnlyByteBuffer();
      return Tensor.wrap(dtype(message.getDtype()), shape, bytes);
    } catch (BadInputException malformed) {
      throw new RunFailedException(
          "the simulation server sent a malformed tensor: " + malformed.getMessage(),
          "Check it with: pollex sim check ADDRESS",
          malformed);
    }
  }

  /** Actions as the gate approved them; the array must not be written to afterwards. */
  static org.pollex.sim.v1.Tensor float32(byte[] littleEndian, int... shape) {
    org.pollex.sim.v1.Tensor.Builder tensor =
        org.pollex.sim.v1.Tensor.newBuilder()
            .setDtype(org.pollex.sim.v1.DType.DTYPE_F32)
            .setData(UnsafeByteOperations.unsafeWrap(littleEndian));
    for (int size : shape) {
      tensor.addShape(size);
    }
    return tensor.build();
  }

  static double[] doubles(org.pollex.sim.v1.Tensor message) {
    return decode(message).toDoubles();
  }

  static boolean[] booleans(org.pollex.sim.v1.Tensor message) {
    return booleans(decode(message));
  }

  static boolean[] booleans(Tensor flags) {
    boolean[] values = new boolean[flags.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = flags.get(i) != 0;
    }
    return values;
  }
}
