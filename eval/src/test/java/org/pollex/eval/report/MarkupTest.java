package org.pollex.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.eval.report.markup.Coordinate;
import org.pollex.eval.report.markup.Element;
import org.pollex.eval.report.markup.StyleSheet;

/** The writer of HTML and SVG refuses what could run or fetch. */
class MarkupTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"script", "iframe", "object", "base", "form", "foreignObject", "a b", "<a"})
  void refusesElements(String name) {
    assertThrows(IllegalArgumentException.class, () -> Element.of(name));
  }

  @ParameterizedTest
  @CsvSource({
    "onclick,alert(1)",
    "onload,x",
    "style,color:red",
    "src,picture.png",
    "href,https://example.org",
    "href,javascript:alert(1)",
    "href,data:text/html;base64,AAAA",
    "a b,x"
  })
  void refusesAttributes(String name, String value) {
    Element element = Element.of("a");
    assertThrows(IllegalArgumentException.class, () -> element.with(name, value));
  }

  @Test
  void escapesTextAndAttributes() {
    Element element = Element.of("p").with("title", "\"<&>'").text("\"<&>'");
    assertEquals(
        "<p title=\"&quot;&lt;&amp;&gt;&#39;\">&quot;&lt;&amp;&gt;&#39;</p>", element.markup());
  }

  @Test
  void keepsCharactersBeyondTheBasicPlane() {
    assertEquals("<p>\uD83E\uDD16</p>", Element.of("p").text("\uD83E\uDD16").markup());
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1.5,1.5", "-0.004,0", "-1.25,-1.25", "12.999,13", "0.01,0.01"})
  void roundsCoordinates(double value, String text) {
    assertEquals(text, Coordinate.format(value));
  }

  @Test
  void refusesCoordinatesThatAreNotNumbers() {
    assertThrows(IllegalArgumentException.class, () -> Coordinate.format(Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a{background:url(x)}", "</style><script>"})
  void refusesStyleSheets(String css) {
    assertThrows(IllegalArgumentException.class, () -> new StyleSheet(css));
  }
}
