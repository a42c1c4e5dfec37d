package org.pollex.eval.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pollex.eval.console.browser.Page;
import org.pollex.eval.trial.Unsealer;
import org.pollex.eval.trial.run.OperatorEntry;
import org.pollex.eval.trial.run.OperatorEntry.Kind;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.verify.TrialVerifier;

/** The console's page in a real browser, under the troubles of a laboratory. */
@Tag("long")
class ConsoleBrowserTest extends InBrowser {
  private static final int SESSIONS = Integer.getInteger("console.sessions", 50);

  /** Fifty sessions with cuts, reloads, double taps, and a second device, each checked whole. */
  @Test
  void operatorSessionsUnderTroubleGiveConsistentJournals() throws Exception {
    long seed = System.nanoTime();
    Map<String, Integer> troubles = new HashMap<>();
    int outcomes = 0;
    for (int session = 0; session < SESSIONS; session++) {
      Random random = new Random(seed + session);
      try (ConsoleTrial trial = browser.trial(2)) {
        Map<String, Boolean> intended = new HashMap<>();
        Page one = browser.operator(trial, "one");
        Page two = browser.operator(trial, "two");
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
    page.tap(ConsoleBrowser.milestone(0, success));
    page.tap(ConsoleBrowser.milestone(1, true));
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
        other.tap(ConsoleBrowser.milestone(0, success));
        other.tap(ConsoleBrowser.milestone(1, true));
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
}
