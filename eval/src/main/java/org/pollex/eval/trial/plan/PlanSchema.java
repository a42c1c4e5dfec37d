package org.pollex.eval.trial.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The published schema: which keys a plan must have, and which of them it may leave out. */
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
}
