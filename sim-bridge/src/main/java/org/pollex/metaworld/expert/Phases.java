package org.pollex.metaworld.expert;

import org.pollex.hardware.geometry.Vec3;

/**
 * An ordered list of phases, each a condition and the place where the hand should go while it
 * holds; the first one that holds decides.
 */
record Phases(boolean decided, Vec3 target) {
  static Phases when(boolean condition, Vec3 target) {
    return new Phases(condition, target);
  }

  /** Adds a phase that counts when none before it holds. */
  Phases orWhen(boolean condition, Vec3 target) {
    return decided ? this : new Phases(condition, target);
  }

  /** Ends the list: the target of the first phase that holds, or this one. */
  Vec3 otherwise(Vec3 last) {
    return decided ? target : last;
  }
}
