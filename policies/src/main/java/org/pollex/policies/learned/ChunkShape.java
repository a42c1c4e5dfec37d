package org.pollex.policies.learned;

import org.pollex.errors.BadInputException;

/**
 * How long chunks are and how they are executed, apart from their scales; see {@link ActionChunk}.
 *
 * @param horizon steps of a chunk
 * @param executed steps of it that are executed
 * @param ensemble 0, or the decay of temporal ensembling
 */
public record ChunkShape(int horizon, int executed, double ensemble) {
  /** Refuses an empty chunk. */
  public ChunkShape {
    if (horizon < 1) {
      throw new BadInputException("a horizon of " + horizon, "Allowed: 1 or more.");
    }
  }

  /** Returns the shape of a policy's chunks. */
  static ChunkShape of(ActionChunk chunk) {
    return new ChunkShape(chunk.horizon(), chunk.executed(), chunk.ensemble());
  }
}
