package org.pollex.ros.rtps;

import java.util.concurrent.ThreadLocalRandom;

/** Domains for tests: drawn, so that builds side by side on one machine do not meet. */
public final class Domains {
  private Domains() {}

  /** Draws a domain that is safe on every system. */
  public static int draw() {
    return ThreadLocalRandom.current().nextInt(1, 100);
  }
}
