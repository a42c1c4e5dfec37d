package org.pollex.eval.report.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.eval.report.figure.Theme;
import org.pollex.eval.trial.seal.TrialFolder;

/** One self-contained page that checks a trial's folder in the browser. */
public final class VerifyPage {
  /** What the page needs of a folder; videos, traces and timing say nothing about outcomes. */
  private static final List<String> FILES =
      List.of(
          TrialFolder.HEADER,
          TrialFolder.TRIALS,
          TrialFolder.OPENED,
          TrialFolder.OUTCOMES,
          TrialFolder.TABLE,
          TrialFolder.MANIFEST);

  private VerifyPage() {}

  /**
   * Returns the page with a trial's files in it, so that it shows a verdict as soon as it is
   * opened.
   *
   * @param phrase the published phrase or root hash, or nothing; who reads the page should compare
   *     it with the publication
   */
  public static String of(TrialFolder folder, String phrase) {
    Map<String, String> embedded = new TreeMap<>();
    for (String name : FILES) {
      Path file = folder.file(name);
      if (Files.isRegularFile(file)) {
        try {
          embedded.put(name, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        } catch (IOException e) {
          throw StorageFailure.reading(file, e);
        }
      }
    }
    return page(embedded, phrase);
  }

  private static String page(Map<String, String> embedded, String phrase) {
    String css = Theme.colours() + resource("verify.css");
    String script = resource("verify.js");
    return resource("verify.html")
        .replace("@STYLE@", hash(css))
        .replace("@SCRIPT@", hash(script))
        .replace("@CSS@", css)
        .replace("@JS@", script)
        .replace("@WORDS@", words())
        .replace("@PHRASE@", phrase.replaceAll("[^A-Za-z0-9 ]", " "))
        .replace("@EMBEDDED@", json(embedded));
  }

  /** Names and base 64 only, which cannot end the element that holds them. */
  private static String json(Map<String, String> embedded) {
    try {
      return JsonMapper.builder().build().writeValueAsString(embedded);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is JSON", e);
    }
  }

  private static String words() {
    try (InputStream in = TrialFolder.class.getResourceAsStream("words.txt")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = VerifyPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
