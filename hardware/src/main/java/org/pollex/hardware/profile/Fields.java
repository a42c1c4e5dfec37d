package org.pollex.hardware.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads an object's fields, and notes everything that is wrong with its JSON pointer. */
final class Fields {
  private final JsonNode node;
  private final String pointer;
  private final List<ProfileReader.Problem> problems;

  Fields(JsonNode node, String pointer, List<ProfileReader.Problem> problems) {
    this.node = node;
    this.pointer = pointer;
    this.problems = problems;
    if (!node.isObject()) {
      problem("", node, "an object");
    }
  }

  /** Notes fields that do not exist. */
  Fields only(String... allowed) {
    Set<String> names = Set.of(allowed);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                problem("/" + name, node.get(name), "no such field; " + String.join(", ", allowed));
              }
            });
    return this;
  }

  void problem(String below, Object given, String allowed) {
    String text = String.valueOf(given);
    problems.add(
        new ProfileReader.Problem(
            pointer + below, text.length() > 80 ? text.substring(0, 80) + "..." : text, allowed));
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  String text(String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual() || value.asText().isBlank()) {
      problem("/" + name, value.isMissingNode() ? "nothing" : value, "text");
      return "";
    }
    return value.asText();
  }

  /** Reads one of an enumeration's names in lower case. */
  <E extends Enum<E>> E choice(String name, E otherwise) {
    for (E each : otherwise.getDeclaringClass().getEnumConstants()) {
      if (each.name().equalsIgnoreCase(node.path(name).asText())) {
        return each;
      }
    }
    String allowed = Arrays.toString(otherwise.getDeclaringClass().getEnumConstants());
    problem(
        "/" + name,
        node.has(name) ? node.path(name) : "nothing",
        allowed.substring(1, allowed.length() - 1).toLowerCase(Locale.ROOT));
    return otherwise;
  }

  double number(String name, double low, double high) {
    return number(node.path(name), "/" + name, low, high);
  }

  private double number(JsonNode value, String below, double low, double high) {
    double number = value.isNumber() ? value.asDouble() : Double.NaN;
    if (!(number >= low && number <= high)) {
      problem(
          below, value.isMissingNode() ? "nothing" : value, "a number from " + low + " to " + high);
      return low;
    }
    return number;
  }

  double[] numbers(String name, int count, double size) {
    JsonNode value = node.path(name);
    double[] numbers = new double[Math.max(count, 0)];
    if (!value.isArray() || value.size() != count) {
      problem("/" + name, value.isMissingNode() ? "nothing" : value, count + " numbers");
      return numbers;
    }
    for (int i = 0; i < count; i++) {
      numbers[i] = number(value.get(i), "/" + name + "/" + i, -size, size);
    }
    return numbers;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : node.path(name)) {
      texts.add(each.asText());
    }
    return texts;
  }

  Fields object(String name) {
    return new Fields(node.path(name), pointer + "/" + name, problems);
  }

  List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    JsonNode value = node.path(name);
    if (!value.isArray()) {
      problem("/" + name, value.isMissingNode() ? "nothing" : value, "an array of objects");
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      objects.add(new Fields(value.get(i), pointer + "/" + name + "/" + i, problems));
    }
    return objects;
  }

  List<List<String>> pairs(String name) {
    List<List<String>> pairs = new ArrayList<>();
    for (JsonNode each : node.path(name)) {
      if (each.size() == 2) {
        pairs.add(List.of(each.get(0).asText(), each.get(1).asText()));
      } else {
        problem("/" + name + "/" + pairs.size(), each, "two names of links");
      }
    }
    return pairs;
  }
}
