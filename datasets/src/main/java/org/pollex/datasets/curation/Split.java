package org.pollex.datasets.curation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pollex.datasets.storage.Sha256;
import org.pollex.errors.BadInputException;

/**
 * Divides episodes into training and validation by what they are, not by where they stand.
 *
 * <p>Within each task the episodes are ordered by SHA-256 of seed and episode digest, and the first
 * ones are for validation. The same episodes therefore fall on the same sides in any order and any
 * file, each task keeps the proportion, and equal episodes are never on both sides.
 *
 * @param fraction share of the episodes for validation, within (0, 1)
 * @param seed draws another division
 */
public record Split(double fraction, long seed) {
  /** Filter key of the episodes to train on. */
  public static final String TRAIN = "train";

  /** Filter key of the episodes to validate on. */
  public static final String VALID = "valid";

  /** Refuses fractions that leave one side empty by definition. */
  public Split {
    if (!(fraction > 0 && fraction < 1)) {
      throw new BadInputException(
          "a validation share of " + fraction, "Allowed: above 0 and below 1, for example 0.1.");
    }
  }

  /**
   * Returns the digests of the episodes for validation.
   *
   * @param digestsByTask digests of all episodes, by task
   */
  Set<String> valid(Map<String, List<String>> digestsByTask) {
    Set<String> valid = new HashSet<>();
    digestsByTask.forEach((task, digests) -> valid.addAll(valid(digests)));
    return valid;
  }

  private Set<String> valid(List<String> digests) {
    Map<String, String> ordered = new TreeMap<>();
    Map<String, Integer> copies = new HashMap<>();
    for (String digest : digests) {
      ordered.put(Sha256.hex((seed + " " + digest).getBytes(StandardCharsets.UTF_8)), digest);
      copies.merge(digest, 1, Integer::sum);
    }
    long wanted = Math.round(fraction * digests.size());
    Set<String> valid = new HashSet<>();
    int count = 0;
    for (String digest : ordered.values()) {
      if (count >= wanted) {
        break;
      }
      valid.add(digest);
      count += copies.get(digest);
    }
    return valid;
  }
}
