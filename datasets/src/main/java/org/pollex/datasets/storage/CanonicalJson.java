package org.pollex.datasets.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.errors.BadInputException;

/**
 * JSON with one spelling per value: keys sorted, no white space, UTF-8. Equal values give equal
 * bytes and so equal digests, whatever order the fields were set in. Numbers are spelled as Java
 * spells them ({@code 0.1}, {@code 1.0E10}), which round-trips every double.
 */
public final class CanonicalJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private CanonicalJson() {}

  /** The canonical bytes of {@code value}: a JSON tree, a record, a map, a list or a scalar. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(sorted(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  /** The canonical text of {@code value}. */
  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /** SHA-256 over the canonical bytes, 64 lower-case hexadecimal characters. */
  public static String digest(Object value) {
    return Sha256.hex(bytes(value));
  }

  /** The JSON tree of {@code value}. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The fields of a JSON object as a map of plain values; empty for anything but an object. */
  public static Map<String, Object> map(JsonNode object) {
    return object.isObject()
        ? MAPPER.convertValue(object, new TypeReference<TreeMap<String, Object>>() {})
        : Map.of();
  }

  /**
   * Parses JSON that was read from {@code source}; duplicate keys and trailing text are refused.
   *
   * @throws BadInputException if the bytes are not one JSON value
   */
  public static JsonNode parse(byte[] json, Path source) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw notJson(source, e);
    }
  }

  /**
   * Parses JSON into a record; unknown fields are refused by name.
   *
   * @throws BadInputException if the bytes are not the JSON form of a {@code type}
   */
  public static <T> T parse(byte[] json, Class<T> type, Path source) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw notJson(source, e);
    }
  }

  private static Object sorted(Object value) {
    // Only maps are written with sorted keys; trees and records become maps here.
    return MAPPER.convertValue(value, Object.class);
  }

  private static BadInputException notJson(Path source, IOException cause) {
    return new BadInputException(
        "JSON in " + source + " cannot be read: " + firstLine(cause.getMessage()),
        "Restore the file from a backup or write it again.",
        cause);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
