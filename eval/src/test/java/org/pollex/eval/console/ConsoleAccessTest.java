package org.pollex.eval.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pollex.eval.console.browser.Page;
import org.pollex.eval.trial.run.OperatorEntry.Kind;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;

/** The console's page for everybody: by keyboard, by screen reader, and whatever is typed. */
@Tag("long")
class ConsoleAccessTest extends InBrowser {
  /** Notes and file names are text, whatever they look like. */
  @Test
  void nothingThatWasTypedBecomesMarkup() throws Exception {
    String evil = "<img src=x onerror=\"window.harmed=1\"><script>window.harmed=2</script>";
    try (ConsoleTrial trial = browser.trial(1)) {
      Page page = browser.operator(trial, "<b onclick=alert(1)>ada</b>");
      Page other = browser.operator(trial, "bob");
      page.awaitView("ready");
      page.tap("#add-note");
      page.await("document.getElementById('ask').open");
      page.tap("#ask-text");
      page.type(evil);
      page.tap("#ask-yes");
      Path photo = scratch.resolve("<img src=x onerror=harm()>.jpg");
      Files.write(photo, ConsoleServerTest.jpeg(200));
      page.choose("#add-photo", photo);
      other.await("document.querySelectorAll('#entries li').length === 2");
      for (Page each : List.of(page, other)) {
        String list = each.text("#entries");
        assertTrue(list.contains(evil), list);
        assertTrue(list.contains("<img src=x onerror=harm()>.jpg"), list);
        assertTrue(list.contains("<b onclick=alert(1)>ada</b>"), list);
        assertEquals(
            0,
            each.eval(
                    "document.querySelectorAll('#entries img, #entries b, #entries script').length")
                .asInt());
        assertTrue(each.eval("typeof window.harmed === 'undefined'").asBoolean());
        // Even a script that got in could not write markup or load code: the policy refuses it.
        assertTrue(
            each.eval(
                    "(() => { try { document.body.innerHTML = '<i>'; return false; } catch (e) { return true; } })()")
                .asBoolean());
      }
      assertEquals(
          1,
          TrialJournals.entries(trial.folder).stream()
              .filter(
                  entry ->
                      entry.kind() == Kind.PHOTO
                          && entry.about().matches("photos/[0-9a-f]{64}\\.jpg"))
              .count());
      page.close();
      other.close();
    }
  }

  /** The same trial without a pointer, by names that a screen reader reads. */
  @Test
  void aTrialIsRunByKeyboardAlone() throws Exception {
    try (ConsoleTrial trial = browser.trial(1)) {
      Page page = browser.device();
      page.open(trial.console.invite(Role.OPERATOR));
      page.awaitView("pair");
      focus(page, "Your name");
      page.type("ada");
      page.press("Enter");
      for (int i = 0; i < 2; i++) {
        page.awaitView("ready");
        page.await("!document.getElementById('start').disabled");
        focus(page, "Start");
        page.press("Enter");
        page.awaitView("running");
        focus(page, "Success");
        page.press("Space");
        page.awaitView("outcome");
        assertEquals(
            "Outcome of " + page.text("#outcome [data-code]"),
            page.eval("document.activeElement.textContent").asText());
        page.press("Tab"); // The outcome's group.
        page.press("Tab"); // The first milestone.
        page.press("Space");
        page.press("Tab");
        page.press("Space");
        focus(page, "Enter");
        page.press("Enter");
        page.await("document.getElementById('outcome').hidden");
      }
      page.awaitView("complete");
      focus(page, "Close the trial");
      page.press("Enter");
      page.await("document.getElementById('ask').open");
      page.press("Escape");
      page.await("!document.getElementById('ask').open");
      focus(page, "Close the trial");
      page.press("Enter");
      focus(page, "Close it");
      page.press("Enter");
      page.awaitView("closed");
      assertEquals(2, TrialJournals.outcomes(trial.folder).size());
      page.close();
    }
  }

  /** Presses Tab until what has the focus goes by a name, as the accessibility tree has it. */
  private static void focus(Page page, String name) throws Exception {
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String now = page.focusedName();
      if (now.equals(name)) {
        return;
      }
      seen.add(now);
      page.press("Tab");
    }
    throw new AssertionError("no control is called '" + name + "': " + seen);
  }

  /** Every view passes axe-core's rules, light and dark. */
  @Test
  void everyViewIsAccessible() throws Exception {
    String axe;
    try (InputStream in = getClass().getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    int checked = 0;
    try (ConsoleTrial trial = browser.trial(1)) {
      Page page = browser.device();
      page.open(trial.console.invite(Role.OPERATOR));
      page.awaitView("pair");
      checked += audit(page, axe);
      page.tap("#pair-name");
      page.type("ada");
      page.tap("#pair-go");
      for (int i = 0; i < 2; i++) {
        page.awaitView("ready");
        page.await("!document.getElementById('start').disabled");
        checked += audit(page, axe);
        page.tap("#own-camera");
        page.await("!document.getElementById('keep-reference').hidden");
        page.tap("#keep-reference");
        page.await("!document.getElementById('overlay').hidden");
        checked += audit(page, axe);
        page.tap("#start");
        page.awaitView("running");
        checked += audit(page, axe);
        page.tap("#emergency");
        page.await("document.getElementById('ask').open");
        checked += audit(page, axe);
        page.tap("#ask-choices button");
        page.awaitView("outcome");
        page.tap("#enter");
        page.await("document.getElementById('unanswered').textContent !== ''");
        checked += audit(page, axe);
        page.tap("#questions fieldset:nth-of-type(1) label.y input");
        page.tap(ConsoleBrowser.milestone(0, true));
        page.tap(ConsoleBrowser.milestone(1, false));
        page.tap("#enter");
        page.await("document.getElementById('outcome').hidden");
      }
      page.awaitView("complete");
      checked += audit(page, axe);
      Path videos = Files.createDirectories(trial.folder.file(TrialFolder.VIDEOS));
      for (SealedTrial each : trial.folder.trials()) {
        Files.write(videos.resolve(each.code() + ".mjpeg"), ReviewDeskTest.film(4));
      }
      page.tap("#close-trial");
      page.await("document.getElementById('ask').open");
      checked += audit(page, axe);
      page.tap("#ask-yes");
      page.awaitView("closed");
      checked += audit(page, axe);
      Page reviewer = browser.device();
      reviewer.open(trial.console.invite(Role.REVIEWER));
      reviewer.awaitView("pair");
      reviewer.tap("#pair-go");
      reviewer.awaitView("review");
      reviewer.await("document.getElementById('frame').naturalWidth === 20");
      reviewer.tap("#play");
      reviewer.await("document.getElementById('frame').naturalWidth === 24");
      reviewer.tap("#review-enter");
      reviewer.await("document.getElementById('review-unanswered').textContent !== ''");
      checked += audit(reviewer, axe);
      for (int i = 1; i <= 3; i++) {
        reviewer.tap("#review-questions fieldset:nth-of-type(" + i + ") label.y input");
      }
      reviewer.tap("#review-enter");
      reviewer.await("document.getElementById('review-body').hidden");
      checked += audit(reviewer, axe);
      assertEquals(1, TrialJournals.reviews(trial.folder).size());
      assertEquals(List.of(), reviewer.complaints);
      page.close();
      reviewer.close();
    }
    System.out.println("axe-core: " + checked + " rules passed over all views, 0 violations");
  }

  /** Runs axe; returns how many rules passed. */
  private static int audit(Page page, String axe) throws Exception {
    int passed = 0;
    for (String scheme : List.of("light", "dark")) {
      page.scheme(scheme);
      page.eval("globalThis.axe ? 0 : (() => {" + axe + "; return 0; })()");
      JsonNode found =
          page.eval(
              "axe.run(document).then(r => ({passes: r.passes.length, violations: r.violations.map("
                  + "v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))}))");
      assertEquals("[]", found.get("violations").toString());
      passed += found.get("passes").asInt();
    }
    assertFalse(passed == 0);
    return passed;
  }
}
