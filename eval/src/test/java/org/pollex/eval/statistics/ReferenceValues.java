package org.pollex.eval.statistics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads the reference values that scipy, statsmodels and mpmath gave; see the files' "_about". */
public final class ReferenceValues {

  private ReferenceValues() {}

  /** The named array of a resource beside this class, as a list of its elements. */
  public static List<JsonNode> list(String resource, String field) {
    return StreamSupport.stream(read(resource).get(field).spliterator(), false).toList();
  }

  public static JsonNode read(String resource) {
    try (InputStream input = ReferenceValues.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Numbers of a JSON array; null becomes NaN. */
  public static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).isNumber() ? array.get(i).asDouble() : Double.NaN;
    }
    return values;
  }

  /** Asserts agreement within a relative tolerance (absolute below 1e-12). */
  public static void assertClose(double expected, double actual, double relative, Object what) {
    boolean close =
        Double.isNaN(expected)
            ? Double.isNaN(actual)
            : Math.abs(actual - expected)
                <= relative * Math.abs(expected) + 1e-12 * relative / 1e-8;
    assertTrue(close, () -> "%s: expected %s, got %s".formatted(what, expected, actual));
  }
}
