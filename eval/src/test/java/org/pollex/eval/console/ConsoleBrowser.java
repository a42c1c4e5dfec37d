package org.pollex.eval.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.pollex.eval.console.browser.Chromium;
import org.pollex.eval.console.browser.Page;
import org.pollex.eval.console.camera.StationCamera;

/** A real browser, and trials whose console it opens. */
final class ConsoleBrowser implements AutoCloseable {
  private final Path scratch;
  private final Chromium browser;
  private int number;

  /** Starts one; the calling test is skipped where there is no Chromium. */
  ConsoleBrowser(Path scratch) throws Exception {
    assumeTrue(Chromium.program().isPresent(), "no Chromium on the path");
    this.scratch = scratch;
    browser = Chromium.start(scratch.resolve("profile"));
  }

  ConsoleTrial trial(int scenes) {
    return trial(scenes, Optional.empty());
  }

  ConsoleTrial trial(int scenes, Optional<StationCamera> camera) {
    Path place = scratch.resolve("trial-" + System.nanoTime() + "-" + number++);
    return new ConsoleTrial(
        ConsoleTrial.seal(place, "trial", scenes),
        ConsoleTrial.keys(place),
        0,
        camera,
        Optional.empty());
  }

  /** A device with nothing on it. */
  Page device() throws Exception {
    return browser.device();
  }

  /** A device that was paired under a name. */
  Page operator(ConsoleTrial trial, String name) throws Exception {
    Page page = device();
    page.open(trial.console.invite(Role.OPERATOR));
    page.awaitView("pair");
    page.await("document.querySelector('#pair-form').onsubmit !== null");
    page.tap("#pair-name");
    page.type(name);
    page.tap("#pair-go");
    page.await("document.getElementById('pair').hidden");
    return page;
  }

  static String milestone(int i, boolean met) {
    return "#questions fieldset:nth-of-type(" + (i + 2) + ") label." + (met ? "y" : "n") + " input";
  }

  @Override
  public void close() {
    browser.close();
  }
}
