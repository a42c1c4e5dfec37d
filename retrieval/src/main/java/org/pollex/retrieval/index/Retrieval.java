package org.pollex.retrieval.index;

import java.util.List;

/** Answer of a query: candidates, or why there are none. */
public sealed interface Retrieval {
  /**
   * Suitable demonstrations.
   *
   * @param candidates best first, at least one
   */
  record Found(List<Candidate> candidates) implements Retrieval {
    /** Copies the list. */
    public Found {
      candidates = List.copyOf(candidates);
    }

    /** The best candidate. */
    public Candidate best() {
      return candidates.getFirst();
    }
  }

  /**
   * Nothing suitable: acting on the least bad demonstration would be worse than not acting.
   *
   * @param reason one sentence for the person who asked
   * @param nearest the least bad demonstrations with their scores, best first; may be empty
   */
  record NothingSuitable(String reason, List<Candidate> nearest) implements Retrieval {
    /** Copies the list. */
    public NothingSuitable {
      nearest = List.copyOf(nearest);
    }
  }

  /**
   * A demonstration and how well it fits.
   *
   * @param demonstration the demonstration
   * @param language fit of the instruction, 0 to 1
   * @param shape likeness of the object as it stands, 0 to 1; 1 if no cloud was given
   * @param shapeAnyYaw likeness of the object whichever way it is turned, 0 to 1
   */
  record Candidate(
      IndexedDemonstration demonstration, double language, double shape, double shapeAnyYaw) {}
}
