package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * What MuJoCo noticed about one world since it was made or reset: warnings, and its memory's use.
 */
public final class MjHealth {
  /** The share of the working memory above which a world takes no further step. */
  private static final double FULL = 0.95;

  private final MemorySegment data;
  private final long warningsOffset;
  private final long usedOffset;
  private final long bytes;

  MjHealth(Layout.Struct layout, MemorySegment data) {
    this.data = data;
    warningsOffset = layout.offset("warning");
    usedOffset = layout.offset("maxuse_arena");
    bytes = data.get(JAVA_LONG, layout.offset("narena"));
  }

  /** Returns true while the world's numbers mean what the model says. */
  public boolean sound() {
    return !diverged() && !crowded();
  }

  /** Returns how often MuJoCo warned. */
  public int warnings(MjWarning warning) {
    return data.get(JAVA_INT, warningsOffset + 8L * warning.ordinal() + 4);
  }

  /**
   * Returns true when the physics diverged: bad numbers in positions, velocities, accelerations.
   */
  public boolean diverged() {
    return warnings(MjWarning.BADQPOS) + warnings(MjWarning.BADQVEL) + warnings(MjWarning.BADQACC)
        > 0;
  }

  /** Returns the largest share of its working memory that the world used, 0 to 1. */
  public double memoryUse() {
    return (double) data.get(JAVA_LONG, usedOffset) / bytes;
  }

  /**
   * Returns true when contacts or constraints did not fit into the working memory and were dropped,
   * or nearly so. Physics is refused until a reset, since the next step's needs could be fatal.
   */
  public boolean crowded() {
    return memoryUse() > FULL
        || warnings(MjWarning.CONTACTFULL) + warnings(MjWarning.CNSTRFULL) > 0;
  }

  MjMemoryException tooCrowded() {
    return new MjMemoryException(memoryUse(), bytes);
  }
}
