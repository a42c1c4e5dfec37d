package org.pollex.eval.report.summary;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.Markup;

/**
 * The numbers of a report as a reader sees them, each read from the report's JSON by its pointer
 * and marked with it: {@code <data value="0.955" data-json="/pooled/policies/0/rate">95.5
 * %</data>}.
 */
public final class Numbers {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final JsonNode root;

  /** Makes the JSON of a summary. */
  public Numbers(Summary summary) {
    this.root = JSON.valueToTree(summary);
  }

  /** Returns the JSON that is written beside the page. */
  public JsonNode json() {
    return root;
  }

  /** Returns a whole number. */
  public Markup count(String pointer) {
    return number(pointer, NumberText::count);
  }

  /** Returns a share in per cent, with its sign. */
  public Markup percent(String pointer) {
    return number(pointer, NumberText::percent);
  }

  /** Returns a share as per cent, without its sign. */
  public Markup percentage(String pointer) {
    return number(pointer, NumberText::percentage);
  }

  /** Returns a difference of two shares in percentage points, with plus or minus. */
  public Markup points(String pointer) {
    return number(pointer, NumberText::points);
  }

  /** Returns a p-value with its relation: {@code = 0.012} or {@code < 0.0001}. */
  public Markup relatedP(String pointer) {
    return number(pointer, NumberText::relatedP);
  }

  /** Returns a p-value. */
  public Markup p(String pointer) {
    return number(pointer, NumberText::p);
  }

  /** Returns a probability that never shows as a certain 0 or 1. */
  public Markup probability(String pointer) {
    return number(pointer, NumberText::probability);
  }

  /** Returns a coefficient between −1 and 1. */
  public Markup coefficient(String pointer) {
    return number(pointer, NumberText::coefficient);
  }

  /** Returns a time in seconds, with its unit. */
  public Markup seconds(String pointer) {
    return number(pointer, NumberText::seconds);
  }

  /** Returns a short time with the unit that suits it. */
  public Markup duration(String pointer) {
    return number(pointer, NumberText::duration);
  }

  /** Returns a number exactly as the JSON has it. */
  public Markup plain(String pointer) {
    return marked(pointer, JsonNode::asText);
  }

  /** Returns a field's name as a step of a pointer. */
  public static String step(String field) {
    return field.replace("~", "~0").replace("/", "~1");
  }

  private Markup number(String pointer, DoubleFunction<String> format) {
    return marked(pointer, node -> format.apply(node.doubleValue()));
  }

  private Markup marked(String pointer, Function<JsonNode, String> format) {
    JsonNode node = root.at(JsonPointer.compile(pointer));
    if (node.isNull()) {
      return Element.of("span", "none", "–");
    }
    if (!node.isNumber()) {
      throw new IllegalArgumentException("given " + pointer + ", where the JSON has no number");
    }
    return Element.of("data")
        .with("value", node.asText())
        .with("data-json", pointer)
        .text(format.apply(node));
  }
}
