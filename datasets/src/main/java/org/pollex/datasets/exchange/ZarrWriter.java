package org.pollex.datasets.exchange;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;

/** Writes one array of a store in pieces of rows; one chunk is in memory. */
final class ZarrWriter {
  private final BiConsumer<String, byte[]> out;
  private final String path;
  private final DType dtype;
  private final int[] row;
  private final int chunkRows;
  private final byte[] chunk;
  private int filled;
  private int rows;

  ZarrWriter(BiConsumer<String, byte[]> out, String path, Tensor first) {
    this.out = out;
    this.path = path;
    this.dtype = first.dtype();
    this.row = first.shape();
    row[0] = 1;
    int rowBytes = Bounds.bytes(path, dtype, row);
    this.chunkRows = ZarrArray.chunkRows(rowBytes);
    this.chunk = new byte[chunkRows * rowBytes];
  }

  void add(Tensor values) {
    ByteBuffer bytes = values.bytes();
    rows += values.shape()[0];
    while (bytes.hasRemaining()) {
      int n = Math.min(bytes.remaining(), chunk.length - filled);
      bytes.get(chunk, filled, n);
      filled += n;
      if (filled == chunk.length) {
        flush();
      }
    }
  }

  private int chunks;

  private void flush() {
    ZarrArray.chunk(out, path, chunks++, row.length, chunk);
    java.util.Arrays.fill(chunk, (byte) 0);
    filled = 0;
  }

  void finish(Map<String, String> attributes) {
    if (filled > 0) {
      flush();
    }
    int[] shape = row.clone();
    shape[0] = rows;
    ZarrArray.describe(out, path, dtype, shape, chunkRows);
    if (!attributes.isEmpty()) {
      out.accept(path + "/.zattrs", CanonicalJson.bytes(attributes));
    }
  }

  /** The groups of a replay buffer. */
  static void groups(BiConsumer<String, byte[]> out, Map<String, Object> rootAttributes) {
    for (String group : List.of("", "data/", "meta/")) {
      out.accept(group + ".zgroup", CanonicalJson.bytes(Map.of("zarr_format", 2)));
    }
    out.accept(".zattrs", CanonicalJson.bytes(rootAttributes));
  }

  /** Names of arrays for names of streams: without {@code obs/}, unless two would be equal. */
  static Map<String, String> arrayNames(List<String> streams) {
    Map<String, String> names = new LinkedHashMap<>();
    List<String> taken = new ArrayList<>();
    for (String stream : streams) {
      String name = stream.equals("actions") ? "action" : stream.replaceFirst("^obs/", "");
      String plain = name.replace('/', '_');
      String free = taken.contains(plain) ? stream.replace('/', '_') : plain;
      taken.add(free);
      names.put(stream, free);
    }
    return names;
  }
}
