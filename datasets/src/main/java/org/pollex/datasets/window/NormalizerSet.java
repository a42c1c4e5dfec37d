package org.pollex.datasets.window;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;

/**
 * Normalisers that were measured in one pass, and the digest of the data that they were measured
 * on: figures of one data set must not scale another's by mistake.
 *
 * @param data SHA-256 over the streams that were read, episode by episode, 64 hexadecimal digits
 * @param streams that were read
 * @param normalizers by name
 */
public record NormalizerSet(
    String data, List<String> streams, Map<String, Normalizer> normalizers) {
  private static final long MOST_BYTES = 16 << 20;

  /** Copies the collections. */
  public NormalizerSet {
    streams = List.copyOf(streams);
    normalizers = Map.copyOf(normalizers);
  }

  /** Measures all normalisers, reading the streams of the store once. */
  public static NormalizerSet measure(WindowStore store, Map<String, NormalizerRule> rules) {
    List<String> streams = streams(rules.values());
    Map<String, NormalizerRule.Collector> collectors = new LinkedHashMap<>();
    rules.forEach((name, rule) -> collectors.put(name, rule.collector(store)));
    Digest digest = new Digest(streams);
    new EpisodePass(store, streams)
        .forEach(
            rows -> {
              digest.add(rows);
              collectors.forEach(
                  (name, collector) ->
                      collector.add(
                          rules.get(name).streams().stream()
                              .map(stream -> rows.get(streams.indexOf(stream)))
                              .toList()));
            });
    Map<String, Normalizer> normalizers = new HashMap<>();
    collectors.forEach((name, collector) -> normalizers.put(name, collector.finish()));
    return new NormalizerSet(digest.hex(), streams, normalizers);
  }

  private static List<String> streams(Collection<NormalizerRule> rules) {
    TreeSet<String> names = new TreeSet<>();
    rules.forEach(rule -> names.addAll(rule.streams()));
    return List.copyOf(names);
  }

  /** SHA-256 over name, type, shape and values of each stream of each episode. */
  private static final class Digest {
    private final MessageDigest digest = Sha256.newDigest();
    private final List<String> names;

    private Digest(List<String> names) {
      this.names = names;
    }

    private void add(List<Tensor> rows) {
      for (int i = 0; i < rows.size(); i++) {
        Tensor values = rows.get(i);
        String head =
            names.get(i) + '\0' + values.dtype().numpyName() + Arrays.toString(values.shape());
        byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).flip());
        digest.update(values.bytes());
      }
    }

    private String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  /** Returns a normaliser by name. */
  public Normalizer get(String name) {
    Normalizer normalizer = normalizers.get(name);
    if (normalizer == null) {
      throw BadInputException.unknownName("normaliser", name, normalizers.keySet());
    }
    return normalizer;
  }

  /**
   * Refuses a store with other data than that which was measured.
   *
   * @throws BadInputException that names both digests
   */
  public void requireMadeFrom(WindowStore store) {
    Digest digest = new Digest(streams);
    new EpisodePass(store, streams).forEach(digest::add);
    String other = digest.hex();
    if (!other.equals(data)) {
      throw new BadInputException(
          "normalisers of data " + data + " for data " + other,
          "Measure them again on this data, or name the files that they were measured on.");
    }
  }

  /** Writes the set as JSON, whole or not at all. */
  public void write(Path file) {
    AtomicFile.write(file, CanonicalJson.bytes(this));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws BadInputException if the file is missing, damaged or too large
   */
  public static NormalizerSet read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(
            file + " is larger than a file of normalisers",
            "Allowed: up to " + MOST_BYTES + " bytes.");
      }
      return CanonicalJson.parse(Files.readAllBytes(file), NormalizerSet.class, file);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }
}
