package org.pollex.eval.trial.result;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.eval.trial.run.TraceRecord;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.hardware.world.InitialCondition;

/** The filmed rollouts of a trial as what a simulator needs to show them again. */
public final class FilmedRollouts {
  private FilmedRollouts() {}

  /**
   * One rollout.
   *
   * @param index position in the sealed order
   * @param start where it started
   * @param actions the executed actions, one after another, [steps × dimension]
   */
  public record Filmed(int index, InitialCondition start, float[] actions) {}

  /** Reads the filmed rollouts of an unsealed trial; those without actions are left out. */
  public static List<Filmed> of(TrialFolder folder) {
    List<SealedTrial> trials = folder.trials();
    List<Filmed> filmed = new ArrayList<>();
    for (var record : TrialJournals.records(folder, TrialFolder.TRACES)) {
      TraceRecord trace =
          CanonicalJson.parse(record.payload(), TraceRecord.class, folder.file(TrialFolder.TRACES));
      SealedTrial trial = trials.get(trace.index());
      if (trial.film() && !trace.actions().isEmpty()) {
        filmed.add(new Filmed(trace.index(), trial.initialCondition(), floats(trace.actions())));
      }
    }
    return filmed;
  }

  private static float[] floats(String base64) {
    FloatBuffer values =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    float[] all = new float[values.remaining()];
    values.get(all);
    return all;
  }
}
