package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.report.verify.VerifyPage;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.Phrase;
import org.pollex.eval.trial.seal.TrialFolder;

/** A real browser recomputes the hashes of a real trial, whole and tampered with. */
@Tag("long")
class VerifyPageTest {
  @TempDir static Path scratch;
  private static TrialFolder finished;

  @BeforeAll
  static void prepare() {
    assumeTrue(browser().isPresent(), "no Chromium on the path");
    KeyRing keys = new KeyRing(scratch.resolve("keys"));
    finished =
        CoinTrial.seal(CoinTrial.plan(3, "bet:0.9", "oracle"), scratch.resolve("trial"), keys);
    CoinTrial.run(finished, keys, 2);
    Unsealer.unseal(finished, keys);
  }

  private static Optional<Path> browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name -> Stream.of(System.getenv("PATH").split(":")).map(place -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What the page shows once its script has run. */
  private record Shown(String verdict, List<String> wrong, int checks, List<String> rates) {}

  private static Shown show(TrialFolder folder, String phrase) throws Exception {
    Path page = scratch.resolve("page.html");
    Files.writeString(page, VerifyPage.of(folder, phrase));
    Path dom = scratch.resolve("dom.html");
    Process process =
        new ProcessBuilder(
                browser().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + scratch.resolve("profile"),
                "--dump-dom",
                page.toUri().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(dom.toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the browser did not end");
    String html = Files.readString(dom);
    Matcher verdict = Pattern.compile("<p id=\"verdict\"[^>]*>([^<]*)</p>").matcher(html);
    assertTrue(verdict.find(), "no verdict");
    String body = between(html, "<tbody id=\"checks\">");
    List<String> wrong = new ArrayList<>();
    Matcher rows = Pattern.compile("<tr><td class=\"(ok|wrong)\">.*?</tr>").matcher(body);
    int checks = 0;
    while (rows.find()) {
      checks++;
      if (rows.group(1).equals("wrong")) {
        wrong.add(rows.group().replaceAll("<[^>]*>", " ").strip());
      }
    }
    List<String> rates = new ArrayList<>();
    Matcher rate =
        Pattern.compile("<tr><td>(.*?)</td><td>(.*?)</td></tr>")
            .matcher(between(html, "<tbody id=\"rates\">"));
    while (rate.find()) {
      rates.add(rate.group(1) + ": " + rate.group(2));
    }
    return new Shown(verdict.group(1), wrong, checks, rates);
  }

  private static String between(String html, String start) {
    int from = html.indexOf(start);
    return html.substring(from, html.indexOf("</tbody>", from));
  }

  @Test
  void anIntactTrial() throws Exception {
    Shown alone = show(finished, "");
    assertEquals(List.of(), alone.wrong());
    assertEquals(
        "intact (unsealed), consistent with itself, not tied to a published seal", alone.verdict());
    assertEquals(7, alone.checks());
    assertEquals(2, alone.rates().size());
    Shown tied = show(finished, finished.header().root());
    assertEquals("intact (unsealed), tied to the published seal", tied.verdict());
    assertEquals(8, tied.checks());
    String words = Phrase.of(finished.header().root());
    assertEquals(tied, show(finished, words));
    String wrong = words.substring(words.indexOf(' ') + 1) + " " + words.split(" ")[0];
    assertEquals("not intact: sealed.json", show(finished, wrong).verdict());
  }

  @Test
  void anotherSeal() throws Exception {
    Shown other = show(finished, "0".repeat(64));
    assertEquals("not intact: sealed.json", other.verdict());
    assertTrue(other.wrong().getFirst().contains("another root was sealed"), other::toString);
  }

  /** One byte in the middle of each file, and a manifest that was made to fit. */
  @Test
  void everyTamperedFileIsNamed() throws Exception {
    for (String name :
        List.of(
            TrialFolder.HEADER,
            TrialFolder.TRIALS,
            TrialFolder.OPENED,
            TrialFolder.OUTCOMES,
            TrialFolder.TABLE)) {
      Path copy = scratch.resolve("tampered-" + name);
      CoinTrial.copy(finished.path(), copy);
      Path file = copy.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      TrialFolder folder = new TrialFolder(copy);
      assertNamed(name, show(folder, ""));
      Files.delete(copy.resolve(TrialFolder.MANIFEST));
      assertNamed(name, show(folder, ""));
    }
  }

  private static void assertNamed(String file, Shown shown) throws IOException {
    assertTrue(shown.verdict().startsWith("not intact: "), file + ": " + shown);
    assertFalse(shown.wrong().isEmpty(), file + ": " + shown);
  }
}
