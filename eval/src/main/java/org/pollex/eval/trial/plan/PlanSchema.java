package org.pollex.eval.trial.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The published schema: which keys a plan must have, and what may stand in them. */
final class PlanSchema {
  private PlanSchema() {}

  /** Reads the schema. */
  static JsonNode read() {
    try (InputStream schema = PlanFile.class.getResourceAsStream(PlanFile.SCHEMA)) {
      return new ObjectMapper().readTree(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the path of the first required key that a plan lacks. */
  static Optional<String> missing(JsonNode plan) {
    return missing(read(), plan, "");
  }

  private static Optional<String> missing(JsonNode schema, JsonNode value, String path) {
    if (value.isObject()) {
      for (JsonNode key : schema.path("required")) {
        if (!value.has(key.asText())) {
          return Optional.of(path + key.asText());
        }
      }
      for (Map.Entry<String, JsonNode> part : schema.path("properties").properties()) {
        if (value.has(part.getKey())) {
          Optional<String> inside =
              missing(part.getValue(), value.get(part.getKey()), path + part.getKey() + ".");
          if (inside.isPresent()) {
            return inside;
          }
        }
      }
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        Optional<String> inside = missing(schema.path("items"), value.get(i), path + i + ".");
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns what in a plan the schema does not allow, with what it allows there. Conditions between
   * keys ({@code allOf}) are left to {@link PlanCheck}.
   */
  static Optional<String> violation(JsonNode plan) {
    return violation(read(), plan, "plan");
  }

  private static Optional<String> violation(JsonNode schema, JsonNode value, String path) {
    for (Map.Entry<String, JsonNode> rule : schema.properties()) {
      if (!holds(rule.getKey(), rule.getValue(), value)) {
        return Optional.of(
            "%s: given %s, allowed: %s %s".formatted(path, value, rule.getKey(), rule.getValue()));
      }
    }
    for (Map.Entry<String, JsonNode> part : value.properties()) {
      JsonNode own = schema.path("properties").path(part.getKey());
      JsonNode inner = own.isMissingNode() ? schema.path("additionalProperties") : own;
      Optional<String> inside = violation(inner, part.getValue(), path + ", " + part.getKey());
      if (inside.isPresent()) {
        return inside;
      }
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      Optional<String> inside = violation(schema.path("items"), value.get(i), path + ", " + i);
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  /** The rules of JSON Schema that the plan's schema uses of single values. */
  private static boolean holds(String rule, JsonNode bound, JsonNode value) {
    return switch (rule) {
      case "type" ->
          switch (bound.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            default -> value.isNumber();
          };
      case "enum" -> StreamSupport.stream(bound.spliterator(), false).anyMatch(value::equals);
      case "pattern" ->
          !value.isTextual() || Pattern.compile(bound.asText()).matcher(value.asText()).find();
      case "minLength" -> !value.isTextual() || value.asText().length() >= bound.asInt();
      case "minItems" -> !value.isArray() || value.size() >= bound.asInt();
      case "uniqueItems" ->
          !value.isArray()
              || StreamSupport.stream(value.spliterator(), false).distinct().count()
                  == value.size();
      case "minimum" ->
          !value.isNumber() || value.decimalValue().compareTo(bound.decimalValue()) >= 0;
      case "maximum" ->
          !value.isNumber() || value.decimalValue().compareTo(bound.decimalValue()) <= 0;
      case "exclusiveMinimum" ->
          !value.isNumber() || value.decimalValue().compareTo(bound.decimalValue()) > 0;
      case "exclusiveMaximum" ->
          !value.isNumber() || value.decimalValue().compareTo(bound.decimalValue()) < 0;
      default -> true;
    };
  }
}
