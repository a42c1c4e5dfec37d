package org.pollex.learning.training;

import java.util.Map;
import org.pollex.learning.engine.Batch;

/** What a training is fed. */
public interface Feed {
  /** Returns the shapes of the loss's inputs. */
  Map<String, int[]> shapes();

  /** Writes the inputs of a step; the same step always gets the same. */
  void fill(int step, Batch batch);
}
