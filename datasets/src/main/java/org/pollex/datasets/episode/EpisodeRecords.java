package org.pollex.datasets.episode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * The records of a journal of kind {@code episodes}: their types and payloads. Every payload starts
 * with the episode's number within the journal, so that episodes may be recorded side by side.
 */
final class EpisodeRecords {
  static final String KIND = "episodes";

  static final int BEGIN = 1;
  static final int STEP = 2;
  static final int TENSOR = 3;
  static final int END = 4;
  static final int PICTURE = 5;

  private static final int MAX_RANK = 16;
  private static final int MAX_NAME = 1024;

  private EpisodeRecords() {}

  /** The header's metadata. */
  record Recording(Environment environment) {}

  /**
   * Starts an episode.
   *
   * @param pictures true if pictures have records of their own; absent in older journals, which
   *     have them in the steps
   */
  record Begin(EpisodeMetadata metadata, List<StreamSpec> streams, boolean pictures) {}

  /**
   * Ends an episode.
   *
   * @param outcome null when the episode was given up
   * @param steps number of step records
   * @param tensors number of tensor records
   * @param pictures number of picture records
   * @param dropped pictures that found no room, by stream; null in journals of before there were
   *     pictures
   */
  record End(
      EpisodeOutcome outcome, int steps, int tensors, int pictures, Map<String, Integer> dropped) {}

  /** Bytes of a step's row: all streams that are no pictures. */
  static int rowBytes(List<StreamSpec> streams) {
    return streams.stream()
        .filter(stream -> !PictureCodec.isPicture(stream))
        .mapToInt(StreamLayout::rowBytes)
        .sum();
  }

  static byte[] picture(int episode, int step, int stream, byte[] compressed) {
    return allocate(3 * Integer.BYTES + compressed.length)
        .putInt(episode)
        .putInt(step)
        .putInt(stream)
        .put(compressed)
        .array();
  }

  /** A tensor that belongs to the whole episode. */
  record Named(String name, Tensor value) {}

  static byte[] json(int episode, Object value) {
    byte[] json = CanonicalJson.bytes(value);
    return allocate(Integer.BYTES + json.length).putInt(episode).put(json).array();
  }

  static <T> T json(ByteBuffer payload, Class<T> type, Path source) {
    byte[] json = new byte[payload.remaining()];
    payload.get(json);
    return CanonicalJson.parse(json, type, source);
  }

  static byte[] tensor(int episode, String name, Tensor value) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    int[] shape = value.shape();
    if (nameBytes.length > MAX_NAME || shape.length > MAX_RANK) {
      throw new IllegalArgumentException("name or rank too large: " + name + " " + value);
    }
    int head = 2 * Integer.BYTES + shape.length * Integer.BYTES;
    ByteBuffer out = allocate(head + nameBytes.length + value.bytes().remaining());
    out.putInt(episode)
        .put((byte) code(value.dtype()))
        .put((byte) shape.length)
        .putShort((short) nameBytes.length);
    for (int size : shape) {
      out.putInt(size);
    }
    return out.put(nameBytes).put(value.bytes()).array();
  }

  static Named tensor(ByteBuffer payload) {
    DType dtype = dtype(payload.get());
    int rank = payload.get();
    int nameLength = payload.getShort();
    if (rank < 0 || rank > MAX_RANK || nameLength < 0 || nameLength > MAX_NAME) {
      throw new BadInputException("a tensor of rank " + rank, "Allowed: 0 to " + MAX_RANK + ".");
    }
    int[] shape = new int[rank];
    for (int i = 0; i < rank; i++) {
      shape[i] = payload.getInt();
    }
    byte[] name = new byte[nameLength];
    payload.get(name);
    return new Named(new String(name, StandardCharsets.UTF_8), Tensor.wrap(dtype, shape, payload));
  }

  static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The codes are part of the file format, independent of the order of the enumeration. */
  private static int code(DType dtype) {
    return switch (dtype) {
      case F32 -> 0;
      case F64 -> 1;
      case U8 -> 2;
      case U16 -> 3;
      case I32 -> 4;
      case I64 -> 5;
      case BOOL -> 6;
    };
  }

  private static DType dtype(int code) {
    for (DType dtype : DType.values()) {
      if (code(dtype) == code) {
        return dtype;
      }
    }
    throw new BadInputException(
        "unknown element type code " + code, "The journal was written by a newer Pollex.");
  }
}
