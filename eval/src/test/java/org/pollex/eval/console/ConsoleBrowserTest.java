package org.pollex.eval.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.console.browser.Chromium;
import org.pollex.eval.console.browser.Page;
import org.pollex.eval.trial.Unsealer;
import org.pollex.eval.trial.run.OperatorEntry;
import org.pollex.eval.trial.run.OperatorEntry.Kind;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.verify.TrialVerifier;

/** The console's page in a real browser, under the troubles of a laboratory. */
@Tag("long")
class ConsoleBrowserTest {
  private static final int SESSIONS = Integer.getInteger("console.sessions", 50);

  @TempDir private static Path scratch;
  private static Chromium browser;
  private int number;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Chromium.program().isPresent(), "no Chromium on the path");
    browser = Chromium.start(scratch.resolve("profile"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  private ConsoleTrial trial(int scenes) {
    Path place = scratch.resolve("trial-" + System.nanoTime() + "-" + number++);
    return new ConsoleTrial(ConsoleTrial.seal(place, "trial", scenes), ConsoleTrial.keys(place), 0);
  }

  private static Page operator(ConsoleTrial trial, String name) throws Exception {
    Page page = browser.device();
    page.open(trial.console.invite(Role.OPERATOR));
    page.awaitView("pair");
    page.await("document.querySelector('#pair-form').onsubmit !== null");
    page.tap("#pair-name");
    page.type(name);
    page.tap("#pair-go");
    page.await("document.getElementById('pair').hidden");
    return page;
  }

  private static String milestone(int i, boolean met) {
    return "#questions fieldset:nth-of-type(" + (i + 2) + ") label." + (met ? "y" : "n") + " input";
  }

  /** Fifty sessions with cuts, reloads, double taps, and a second device, each checked whole. */
  @Test
  void operatorSessionsUnderTroubleGiveConsistentJournals() throws Exception {
    long seed = System.nanoTime();
    Map<String, Integer> troubles = new HashMap<>();
    int outcomes = 0;
    for (int session = 0; session < SESSIONS; session++) {
      Random random = new Random(seed + session);
      try (ConsoleTrial trial = trial(2)) {
        Map<String, Boolean> intended = new HashMap<>();
        Page one = operator(trial, "one");
        Page two = operator(trial, "two");
        one.await("navigator.serviceWorker.ready.then(() => true)");
        two.await("navigator.serviceWorker.ready.then(() => true)");
        one.await("caches.keys().then(names => names.length > 0)");
        for (int rollout = 0; rollout < 4; rollout++) {
          Page page = random.nextBoolean() ? one : two;
          boolean success = random.nextBoolean();
          String code = rollout(page, page == one ? two : one, success, random, troubles);
          intended.put(code, success);
          if (random.nextInt(4) == 0) {
            takeBack(page, code, random, troubles);
            assertEquals(
                code, rollout(page, page, !success, random, troubles), "it comes up again");
            intended.put(code, !success);
          }
        }
        one.awaitView("complete");
        one.tap("#close-trial");
        one.await("document.getElementById('ask').open");
        twice(one, "#ask-yes", random, troubles);
        one.awaitView("closed");
        two.awaitView("closed");
        assertEquals(List.of(), one.complaints, "seed " + (seed + session));
        assertEquals(List.of(), two.complaints, "seed " + (seed + session));
        outcomes += check(trial, intended, seed + session);
        troubles.merge("missed tap", one.misses + two.misses, Integer::sum);
        one.close();
        two.close();
      }
    }
    System.out.printf(
        "%d sessions of two devices, %d outcomes, troubles %s: journals consistent, seed %d%n",
        SESSIONS, outcomes, troubles, seed);
  }

  /** One rollout on one device; returns its code. */
  private static String rollout(
      Page page, Page other, boolean success, Random random, Map<String, Integer> troubles)
      throws Exception {
    page.awaitView("ready");
    page.await("!document.getElementById('start').disabled");
    String code = page.text("#ready .code[data-code]");
    twice(page, "#start", random, troubles);
    page.awaitView("running");
    // The Wi-Fi may go away while the policy acts, and come back before or after the outcome.
    boolean away = random.nextInt(3) == 0;
    if (away) {
      page.offline(true);
      count(troubles, "cut");
      page.await("document.getElementById('link').dataset.link === 'off'");
    }
    if (random.nextInt(4) == 0) {
      page.reload();
      count(troubles, away ? "reload without connection" : "reload");
      page.awaitView("running");
    }
    twice(page, success ? "#success" : "#failure", random, troubles);
    page.awaitView("outcome");
    if (random.nextInt(4) == 0) {
      page.reload();
      count(troubles, away ? "reload without connection" : "reload");
      page.awaitView("outcome");
    }
    page.tap(milestone(0, success));
    page.tap(milestone(1, true));
    twice(page, "#enter", random, troubles);
    if (away) {
      page.awaitView("waiting");
      if (random.nextBoolean()) {
        page.reload();
        count(troubles, "reload without connection");
        page.awaitView("waiting");
      }
      if (other != page && random.nextInt(3) == 0) {
        // The other device has a connection and enters the same: one of the two counts.
        other.awaitView("running");
        other.tap(success ? "#success" : "#failure");
        other.awaitView("outcome");
        other.tap(milestone(0, success));
        other.tap(milestone(1, true));
        other.tap("#enter");
        other.await("document.getElementById('outcome').hidden");
        other.await("document.getElementById('link').textContent === 'Connected'");
        count(troubles, "two outcomes of one trial");
      }
      page.offline(false);
    }
    page.await("document.getElementById('link').textContent === 'Connected'");
    page.await(
        "document.querySelector('#outcome').hidden && document.querySelector('#waiting').hidden");
    other.await("document.querySelector('#entries').textContent.includes('" + code + "')");
    return code;
  }

  private static void takeBack(Page page, String code, Random random, Map<String, Integer> troubles)
      throws Exception {
    String button = "#entries button[aria-label$='" + code + "']";
    page.await("!!document.querySelector(" + "\"" + button + "\")");
    page.tap(button);
    page.await("document.getElementById('ask').open");
    twice(page, "#ask-choices button", random, troubles);
    page.await("document.querySelector('#ready .code').textContent === '" + code + "'");
    page.await("document.getElementById('link').textContent === 'Connected'");
    count(troubles, "taken back");
  }

  private static void twice(Page page, String button, Random random, Map<String, Integer> troubles)
      throws Exception {
    assertTrue(page.tap(button), button);
    if (random.nextInt(3) == 0) {
      String again =
          "(() => { const b = document.querySelector(\"" + button + "\"); b && b.click(); })()";
      page.eval(again);
      count(troubles, "double tap");
    }
  }

  private static void count(Map<String, Integer> troubles, String name) {
    troubles.merge(name, 1, Integer::sum);
  }

  /** Every trial has the outcome that its operator meant, once; the rest is kept beside it. */
  private static int check(ConsoleTrial trial, Map<String, Boolean> intended, long seed)
      throws Exception {
    trial.close();
    var outcomes = TrialJournals.outcomes(trial.folder);
    assertEquals(4, outcomes.size(), "seed " + seed);
    outcomes.forEach(
        outcome -> assertEquals(intended.get(outcome.code()), outcome.success(), "seed " + seed));
    Map<String, Integer> balance = new HashMap<>();
    List<OperatorEntry> entries = TrialJournals.entries(trial.folder);
    entries.forEach(
        entry ->
            balance.merge(
                entry.code(),
                entry.kind() == Kind.OUTCOME ? 1 : entry.kind() == Kind.RETRACTION ? -1 : 0,
                Integer::sum));
    balance.forEach((code, left) -> assertEquals(1, left, code + ", seed " + seed));
    assertEquals(entries.size(), entries.stream().map(OperatorEntry::id).distinct().count());
    Unsealer.unseal(trial.folder, new KeyRing(trial.folder.path().resolveSibling("keys")));
    assertTrue(TrialVerifier.verify(trial.folder.path(), Optional.empty()).ok());
    return outcomes.size();
  }

  /** Notes and file names are text, whatever they look like. */
  @Test
  void nothingThatWasTypedBecomesMarkup() throws Exception {
    String evil = "<img src=x onerror=\"window.harmed=1\"><script>window.harmed=2</script>";
    try (ConsoleTrial trial = trial(1)) {
      Page page = operator(trial, "<b onclick=alert(1)>ada</b>");
      Page other = operator(trial, "bob");
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
    try (ConsoleTrial trial = trial(1)) {
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
    try (ConsoleTrial trial = trial(1)) {
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
        page.tap(milestone(0, true));
        page.tap(milestone(1, false));
        page.tap("#enter");
        page.await("document.getElementById('outcome').hidden");
      }
      page.awaitView("complete");
      checked += audit(page, axe);
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
      checked += audit(reviewer, axe);
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
