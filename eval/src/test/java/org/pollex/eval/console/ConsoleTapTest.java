package org.pollex.eval.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pollex.eval.console.browser.Page;
import org.pollex.eval.console.camera.StationCamera;

/** A finger hits what an operator sees, from the first picture of the page on. */
@Tag("long")
class ConsoleTapTest extends InBrowser {
  private static final String PAINTED = "performance.getEntriesByType('paint').length > 0";
  private static final String READY = "!document.getElementById('always').hidden";

  /** Before the first picture nobody can aim, and the browser drops what is dispatched. */
  @Test
  void aTapOnTheFirstPictureOfThePageIsNotLost() throws Exception {
    try (ConsoleTrial trial = browser.trial(1)) {
      Page page = browser.operator(trial, "ada");
      page.awaitView("ready");
      int unseen = 0;
      for (int i = 0; i < 30; i++) {
        boolean seen = i % 2 == 0;
        page.reload();
        page.await(seen ? READY + " && " + PAINTED : READY);
        boolean hit = page.tapOnce("#add-note");
        assertTrue(hit || !seen, "reload " + i);
        unseen += hit ? 0 : 1;
        page.await(PAINTED);
        if (!hit) {
          assertTrue(page.tapOnce("#add-note"), "reload " + i);
        }
        page.await("document.getElementById('ask').open");
        page.press("Escape");
        page.await("!document.getElementById('ask').open");
      }
      System.out.println("Taps before the first picture that the browser dropped: " + unseen);
    }
  }

  @Test
  void nothingMovesWhenTheCameraComes() throws Exception {
    CountDownLatch camera = new CountDownLatch(1);
    byte[] picture = ConsoleServerTest.jpeg(240);
    StationCamera.Source source =
        () -> {
          camera.await();
          return new ByteArrayInputStream(picture);
        };
    try (ConsoleTrial trial = browser.trial(1, Optional.of(new StationCamera(source)))) {
      Page page = browser.operator(trial, "ada");
      page.awaitView("ready");
      page.await("!document.getElementById('start').disabled");
      String place = "document.getElementById('start').getBoundingClientRect().y + scrollY";
      double before = page.eval(place).asDouble();
      camera.countDown();
      page.await("!document.getElementById('live').hidden");
      page.await("document.getElementById('live').naturalWidth === 240");
      assertEquals(before, page.eval(place).asDouble(), 0.5);
    }
  }

  @Test
  void whereNoFingerIsTakenForAMomentThatIsSeen() throws Exception {
    try (ConsoleTrial trial = browser.trial(1)) {
      Page page = browser.operator(trial, "ada");
      page.awaitView("ready");
      page.await("!document.getElementById('start').disabled");
      page.await("!document.body.classList.contains('settling')");
      String hollow = "getComputedStyle(document.getElementById('%s')).borderStyle === 'dashed'";
      assertFalse(page.eval(hollow.formatted("start")).asBoolean());
      assertTrue(page.tapOnce("#start"));
      page.await("document.body.classList.contains('settling') && " + hollow.formatted("success"));
      page.await("!document.body.classList.contains('settling')");
      assertTrue(page.tapOnce("#success"));
      page.awaitView("outcome");
    }
  }
}
