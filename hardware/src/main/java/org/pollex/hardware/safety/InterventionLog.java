package org.pollex.hardware.safety;

/** Is told of everything that a gate changed. Called in the control loop: it must not block. */
@FunctionalInterface
public interface InterventionLog {
  /** Keeps nothing; the gate's own counts remain. */
  InterventionLog NONE = (nanos, rule, joint, proposed, given) -> {};

  /**
   * A command was not passed on as it was proposed.
   *
   * @param nanos time of the command
   * @param rule why
   * @param joint which joint, or -1 when it is the whole robot
   * @param proposed what was proposed for that joint, rad; NaN for the whole robot
   * @param given what was passed on instead, rad; NaN for the whole robot
   */
  void intervened(long nanos, Rule rule, int joint, double proposed, double given);
}
