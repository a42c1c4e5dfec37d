package org.pollex.datasets.rows;

import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/** One stream of one episode. */
public interface RowStream {
  /** Returns type, row shape, unit and frame. */
  StreamSpec spec();

  /** Returns all rows, decoded, shape [steps, ...]. */
  Tensor read();

  /** Returns the rows where they lie. */
  StoredRows stored();
}
