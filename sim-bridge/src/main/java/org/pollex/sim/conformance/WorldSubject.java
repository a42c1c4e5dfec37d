package org.pollex.sim.conformance;

import java.util.List;
import java.util.Set;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldPort;

/** A backend under test: opens worlds and knows where their episodes may start. */
public interface WorldSubject {
  /** Returns at least one task of the backend. */
  List<String> tasks();

  /** Returns valid initial conditions of a task, all different, always the same ones. */
  List<InitialCondition> conditions(String task, int count);

  /** Opens slots that can take the given tasks, with all streams that the checks shall compare. */
  WorldPort open(List<String> tasks, int slots);

  /** Returns the limits of the gate that belongs to this backend. */
  SafetyProfile profile();

  /**
   * Returns streams that repeat the command as it was given, before the world's own clip: the one
   * thing in which a gated and an ungated command may differ.
   */
  default Set<String> commandEchoes() {
    return Set.of();
  }

  /** Opens slots behind that gate. */
  default WorldBatch openGated(List<String> tasks, int slots) {
    return new WorldBatch(open(tasks, slots), profile());
  }
}
