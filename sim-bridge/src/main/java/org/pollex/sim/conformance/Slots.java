package org.pollex.sim.conformance;

import static org.pollex.sim.conformance.Check.require;

import java.util.Collections;
import java.util.Map;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldPort;

/** The slots that checks use: how they begin, and when what two of them did is the same. */
final class Slots {
  static final int[] FIRST = {0};
  static final int[] BOTH = {0, 1};

  private Slots() {}

  static StepBatch reset(WorldBatch world, WorldSubject subject, int[] slots) {
    InitialCondition start = subject.conditions(subject.tasks().getFirst(), 1).getFirst();
    return world.reset(slots, Collections.nCopies(slots.length, start));
  }

  static StepBatch bareReset(WorldPort port, WorldSubject subject) {
    return port.reset(FIRST, subject.conditions(subject.tasks().getFirst(), 1));
  }

  static int dimension(WorldBatch world) {
    return world.actionSpec().dimension();
  }

  static void requireEqual(String where, StepBatch a, int i, StepBatch b, int j) {
    Map<String, Tensor> other = b.streams();
    a.streams()
        .forEach(
            (name, column) ->
                require(
                    column.row(i).equals(other.get(name).row(j)),
                    where + ": stream " + name + " differs"));
    boolean flags =
        Double.compare(a.reward()[i], b.reward()[j]) == 0
            && a.terminated()[i] == b.terminated()[j]
            && a.truncated()[i] == b.truncated()[j]
            && a.success()[i] == b.success()[j];
    require(flags, where + ": reward or flags differ");
  }
}
