package org.pollex.mujoco;

/** Named parts of a world's state ({@code mjtState}). */
public enum MjState {
  /** Positions, velocities, activations. */
  PHYSICS,
  /** PHYSICS with time and plugins; not enough to continue: it lacks controls and mocap poses. */
  FULLPHYSICS,
  /** Everything that the next step depends on. */
  INTEGRATION;

  int code() {
    return Library.get().layout().constant("mjSTATE_" + name());
  }
}
