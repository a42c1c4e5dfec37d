package org.pollex.datasets.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;

/**
 * An array of a zarr store, format 2. Chunks are rows of whole records when written; when read they
 * may divide the first axis alone, as Diffusion Policy's do. Compressors read: none, zlib, gzip,
 * blosc, zstd.
 */
record ZarrArray(
    ZarrStore store, String path, DType dtype, int[] shape, int chunkRows, String compressor) {
  private static final int LEVEL = 4;
  private static final int CHUNK_BYTES = 1 << 20;

  static ZarrArray open(ZarrStore store, String path) {
    if (path.chars().anyMatch(Character::isISOControl)) {
      throw Bounds.refused("an array's name", "has control characters", "printable names");
    }
    String where = path + "/.zarray";
    byte[] bytes =
        store
            .get(where, Bounds.MOST_TEXT)
            .orElseThrow(() -> Bounds.refused(where, "is missing", "zarr stores of format 2"));
    JsonNode json = CanonicalJson.parse(bytes, Path.of(where));
    int[] shape = sizes(json.path("shape"));
    int[] chunks = sizes(json.path("chunks"));
    boolean plain =
        json.path("zarr_format").asInt() == 2
            && json.path("order").asText("C").equals("C")
            && json.path("filters").isEmpty()
            && shape.length > 0
            && chunks.length == shape.length
            && chunks[0] > 0
            && Arrays.equals(chunks, 1, chunks.length, shape, 1, shape.length);
    if (!plain) {
      throw Bounds.refused(
          path, "is stored as " + json, "zarr format 2, C order, no filters, chunks of whole rows");
    }
    String compressor = json.path("compressor").path("id").asText("");
    if (!List.of("", "zlib", "gzip", "blosc", "zstd").contains(compressor)) {
      throw Bounds.refused(
          path,
          "is compressed with " + compressor,
          "no compressor, zlib, gzip, blosc and zstd; rewrite it with zarr.copy_store and numcodecs.Zlib");
    }
    DType dtype = NumpyType.parse(path, json.path("dtype").asText());
    Bounds.bytes(path, dtype, chunks);
    return new ZarrArray(store, path, dtype, shape, chunks[0], compressor);
  }

  private static int[] sizes(JsonNode list) {
    List<Integer> sizes = new ArrayList<>();
    list.forEach(size -> sizes.add(size.isInt() ? size.asInt() : -1));
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Reads the rows from (included) to (excluded). */
  Tensor rows(int from, int to) {
    int[] part = shape.clone();
    part[0] = to - from;
    int total = Bounds.bytes(path, dtype, part);
    int[] one = shape.clone();
    one[0] = 1;
    int rowBytes = Bounds.bytes(path, dtype, one);
    byte[] out = new byte[total];
    for (int chunk = from / chunkRows; (long) chunk * chunkRows < to; chunk++) {
      byte[] decoded = chunk(chunk, chunkRows * rowBytes);
      int first = Math.max(from, chunk * chunkRows);
      int last = (int) Math.min(to, (chunk + 1L) * chunkRows);
      System.arraycopy(
          decoded,
          (first - chunk * chunkRows) * rowBytes,
          out,
          (first - from) * rowBytes,
          (last - first) * rowBytes);
    }
    return Tensor.wrap(dtype, part, ByteBuffer.wrap(out));
  }

  private byte[] chunk(int index, int bytes) {
    StringBuilder key = new StringBuilder(path).append('/').append(index);
    key.append(".0".repeat(shape.length - 1));
    byte[] stored = store.get(key.toString(), bytes + (bytes >> 3) + 1024L).orElse(null);
    if (stored == null) {
      return new byte[bytes];
    }
    if (compressor.isEmpty()) {
      return requireSize(key, stored.length, bytes, stored);
    }
    if (compressor.equals("blosc")) {
      return Blosc.decode(key.toString(), stored, bytes);
    }
    byte[] out = new byte[bytes];
    if (compressor.equals("zstd")) {
      try {
        long n = Zstd.decompressByteArray(out, 0, bytes, stored, 0, stored.length);
        return requireSize(key, (int) n, bytes, out);
      } catch (ZstdException e) {
        throw Bounds.refused(key.toString(), "is damaged: " + e.getMessage(), "whole files");
      }
    }
    try (Inflater inflater = new Inflater(compressor.equals("gzip"))) {
      int head = compressor.equals("gzip") ? Math.min(10, stored.length) : 0;
      inflater.setInput(stored, head, stored.length - head);
      int n = 0;
      while (n < bytes && !inflater.finished()) {
        int more = inflater.inflate(out, n, bytes - n);
        if (more == 0) {
          break;
        }
        n += more;
      }
      return requireSize(key, n + inflater.inflate(new byte[1]), bytes, out);
    } catch (DataFormatException e) {
      throw Bounds.refused(key.toString(), "is damaged: " + e.getMessage(), "whole files");
    }
  }

  private static byte[] requireSize(StringBuilder key, int size, int declared, byte[] value) {
    if (size != declared) {
      throw Bounds.refused(
          key.toString(), "does not have its declared " + declared + " bytes", "whole chunks");
    }
    return value;
  }

  /** Rows per chunk for rows of this size. */
  static int chunkRows(int rowBytes) {
    return Math.max(1, CHUNK_BYTES / Math.max(1, rowBytes));
  }

  /** Writes the description of an array. */
  static void describe(
      BiConsumer<String, byte[]> out, String path, DType dtype, int[] shape, int chunkRows) {
    int[] chunks = shape.clone();
    chunks[0] = chunkRows;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("zarr_format", 2);
    json.put("shape", shape);
    json.put("chunks", chunks);
    json.put("dtype", NumpyType.of(dtype));
    json.put("compressor", Map.of("id", "zlib", "level", LEVEL));
    json.put("fill_value", 0);
    json.put("order", "C");
    json.put("filters", null);
    out.accept(path + "/.zarray", CanonicalJson.bytes(json));
  }

  /** Writes one chunk, padded to its full size. */
  static void chunk(BiConsumer<String, byte[]> out, String path, int index, int axes, byte[] rows) {
    Deflater deflater = new Deflater(LEVEL);
    try {
      deflater.setInput(rows);
      deflater.finish();
      byte[] block = new byte[rows.length + rows.length / 1000 + 128];
      int n = deflater.deflate(block);
      out.accept(path + "/" + index + ".0".repeat(axes - 1), Arrays.copyOf(block, n));
    } finally {
      deflater.end();
    }
  }
}
