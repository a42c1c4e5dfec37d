package org.pollex.datasets.curation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.storage.Sha256;
import org.pollex.hardware.tensor.Tensor;

/**
 * What an episode is, whatever file it lies in and at whatever position: SHA-256 over its streams,
 * in the order of their names, each with name, element type, shape and values.
 */
public final class EpisodeDigest {
  private EpisodeDigest() {}

  /** Returns 64 lower-case hexadecimal characters. */
  public static String of(Episode episode) {
    MessageDigest digest = Sha256.newDigest();
    for (Map.Entry<String, Tensor> stream : new TreeMap<>(episode.streams()).entrySet()) {
      Tensor values = stream.getValue();
      byte[] name = stream.getKey().getBytes(StandardCharsets.UTF_8);
      byte[] type = values.dtype().numpyName().getBytes(StandardCharsets.UTF_8);
      int[] shape = values.shape();
      ByteBuffer head =
          ByteBuffer.allocate(4 * (3 + shape.length) + name.length + type.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(name.length)
              .put(name)
              .putInt(type.length)
              .put(type)
              .putInt(shape.length);
      for (int size : shape) {
        head.putInt(size);
      }
      digest.update(head.array());
      digest.update(values.bytes());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
