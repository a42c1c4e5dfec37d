package org.pollex.eval.console;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the console's page: one Chromium for each class. */
abstract class InBrowser {
  /** For files of the class that runs. */
  @TempDir static Path scratch;

  /** The browser of the class that runs. */
  static ConsoleBrowser browser;

  @BeforeAll
  static void start() throws Exception {
    browser = new ConsoleBrowser(scratch);
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
      browser = null;
    }
  }
}
