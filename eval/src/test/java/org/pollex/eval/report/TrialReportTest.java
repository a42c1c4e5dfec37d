package org.pollex.eval.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pollex.eval.trial.result.OpenedTrial;
import org.pollex.eval.trial.result.TrialResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The files of a report, for trials of every shape. */
class TrialReportTest {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)\\b(src|srcset|href|action|data|poster|cite)\\s*=\\s*\"([^\"]*)\"|url\\(");

  @TempDir Path folder;

  static Stream<TrialResult> shapes() {
    return ReportSamples.small().values().stream().map(SyntheticTrial::result);
  }

  private String page(TrialResult result) throws IOException {
    return Files.readString(TrialReport.write(OpenedTrial.of(result), folder).page());
  }

  private static Document parse(String markup) throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(new InputSource(new StringReader(markup)));
  }

  private static List<Element> elements(Document document, String name) {
    List<Element> elements = new ArrayList<>();
    NodeList nodes = document.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void pageAndFiguresAreWellFormed(TrialResult result) throws Exception {
    for (Path file : TrialReport.write(OpenedTrial.of(result), folder).files()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".html") || name.endsWith(".svg")) {
        parse(Files.readString(file));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void nothingIsLoadedAndNothingRuns(TrialResult result) throws Exception {
    TrialReport.write(OpenedTrial.of(result), folder);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().matches(".*(html|svg)")).toList()) {
        String text = Files.readString(file);
        Matcher addresses = ADDRESS.matcher(text);
        while (addresses.find()) {
          assertTrue(
              addresses.group(2) != null && addresses.group(2).startsWith("#"), addresses.group());
        }
        assertFalse(text.contains("<script"), file.toString());
        assertFalse(text.contains("@import"), file.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyNumberEqualsTheJson(TrialResult result) throws Exception {
    Document page = parse(page(result));
    JsonNode json = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    List<Element> numbers = elements(page, "data");
    assertTrue(numbers.size() > 50, "given " + numbers.size() + " numbers");
    for (Element number : numbers) {
      String pointer = number.getAttribute("data-json");
      JsonNode node = json.at(pointer);
      assertTrue(node.isNumber(), pointer);
      assertEquals(node.asText(), number.getAttribute("value"), pointer);
      assertShows(node.doubleValue(), number.getTextContent(), pointer);
    }
  }

  /** What a reader sees is the number, rounded to the decimals that are shown. */
  private static void assertShows(double value, String shown, String pointer) {
    String text = shown.replace('\u2212', '-').replace("\u202F", "").replaceAll("^[+=]", "");
    if (text.startsWith("<") || text.startsWith(">")) {
      double bound = Double.parseDouble(text.substring(1));
      assertTrue(text.startsWith("<") ? value < bound : value > bound, pointer + " " + shown);
      return;
    }
    Matcher parts = Pattern.compile("(-?[0-9.]+)(%|s|ms|µs)?").matcher(text);
    assertTrue(parts.matches(), pointer + " " + shown);
    String digits = parts.group(1);
    String unit = parts.group(2) == null ? "" : parts.group(2);
    boolean share =
        pointer.matches(
            ".*/(rate|low|high|posterior_mean|difference|per_task|pooled|detectable_[a-z_]+)$");
    double scale =
        switch (unit) {
          case "%" -> 100;
          case "ms" -> 1e3;
          case "µs" -> 1e6;
          default -> share ? 100 : 1;
        };
    int point = digits.indexOf('.');
    int decimals = point < 0 ? 0 : digits.length() - point - 1;
    double half = 0.5 * Math.pow(10, -decimals) * 1.000001;
    // Rates that are not exactly 0 or 1 are never rounded to them.
    double kept = share && value > 0.999 && value < 1 ? 0.1 : half;
    assertEquals(value * scale, Double.parseDouble(digits), kept, pointer + " " + shown);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void policyOfThePageAdmitsItsStyleSheetOnly(TrialResult result) throws Exception {
    Document page = parse(page(result));
    List<Element> sheets = elements(page, "style");
    assertEquals(1, sheets.size());
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(
                sheets
                    .getFirst()
                    .getTextContent()
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String policy =
        elements(page, "meta").stream()
            .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
            .findFirst()
            .orElseThrow()
            .getAttribute("content");
    assertTrue(policy.startsWith("default-src 'none';"), policy);
    assertTrue(
        policy.contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'"), policy);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void figuresAndTablesHaveNames(TrialResult result) throws Exception {
    Document page = parse(page(result));
    for (Element svg : elements(page, "svg")) {
      if (svg.getAttribute("class").equals("panel")) {
        assertEquals("img", svg.getAttribute("role"));
        assertFalse(svg.getAttribute("aria-label").isBlank());
      }
    }
    for (Element table : elements(page, "table")) {
      assertEquals(1, table.getElementsByTagName("caption").getLength());
    }
    for (Element header : elements(page, "th")) {
      assertTrue(Set.of("row", "col").contains(header.getAttribute("scope")));
    }
    Set<String> ids = new TreeSet<>();
    for (Element any : elements(page, "*")) {
      if (any.hasAttribute("id")) {
        assertTrue(ids.add(any.getAttribute("id")), "given id twice: " + any.getAttribute("id"));
      }
    }
    for (Element link : elements(page, "a")) {
      assertTrue(ids.contains(link.getAttribute("href").substring(1)), link.getAttribute("href"));
    }
  }

  @Test
  void equalResultsGiveEqualBytes(@TempDir Path other) throws IOException {
    var first =
        TrialReport.write(OpenedTrial.of(SyntheticTrial.demo(3, 10).result()), folder).files();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      var second =
          TrialReport.write(OpenedTrial.of(SyntheticTrial.demo(3, 10).result()), other).files();
      assertEquals(first.size(), second.size());
      for (int i = 0; i < first.size(); i++) {
        assertArrayEquals(
            Files.readAllBytes(first.get(i)), Files.readAllBytes(second.get(i)), first.get(i) + "");
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void hostileNamesStayText() throws Exception {
    String script = "<script>alert(1)</script>";
    String attribute = "\" onload=\"alert(1)\" x=\"";
    String hidden = "a\u0000b\u202Ec\uD800";
    TrialResult result =
        new SyntheticTrial(1)
            .named("</title><img src=x onerror=alert(1)>")
            .policy(script, 0.9, "<b>stream</b>")
            .policy(attribute, 0.2, "javascript:alert(1)")
            .policy(hidden, 0.5, "]]>")
            .task("../../etc/passwd")
            .task("</svg><svg onload=alert(1)>")
            .rollouts(10)
            .reason("=cmd|' /C calc'!A0")
            .result();
    String text = page(result);
    Document page = parse(text);
    assertTrue(elements(page, "script").isEmpty() && elements(page, "img").isEmpty());
    for (Element element : elements(page, "*")) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        String name = element.getAttributes().item(i).getNodeName();
        assertFalse(name.startsWith("on") || name.equals("style"), name);
      }
    }
    assertTrue(page.getDocumentElement().getTextContent().contains(script));
    assertFalse(text.contains("\u202E") || text.contains("\u0000"));
    String csv = Files.readString(folder.resolve("outcomes.csv"));
    assertTrue(csv.contains("'=cmd"), "a spreadsheet must not run a reason");
    try (Stream<Path> files = Files.walk(folder)) {
      assertTrue(files.allMatch(file -> file.startsWith(folder)));
    }
  }

  @Test
  void everyRolloutIsInTheTables() throws IOException {
    TrialResult result = SyntheticTrial.demo(2, 10).missing(0.2).result();
    page(result);
    List<String> lines = Files.readAllLines(folder.resolve("outcomes.csv"));
    assertEquals(result.outcomes().size() + 1, lines.size());
    for (int i = 0; i < result.outcomes().size(); i++) {
      var outcome = result.outcomes().get(i);
      String start =
          "%d,%s,%s,%s,%s,%d,"
              .formatted(
                  outcome.index(),
                  outcome.code(),
                  outcome.policy(),
                  outcome.task(),
                  outcome.condition(),
                  outcome.success() ? 1 : 0);
      assertTrue(lines.get(i + 1).startsWith(start), lines.get(i + 1));
    }
  }
}
