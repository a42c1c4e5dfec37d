package org.pollex.eval.trial.seal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a policy said about its episode.
 *
 * @param stage the stage that failed; empty when the policy names none
 * @param reason what ended the episode, in words; may be empty
 * @param diagnostics the policy's own account
 */
public record Note(String stage, String reason, Map<String, JsonNode> diagnostics) {
  /** Copies the map, sorted by key. */
  public Note {
    diagnostics = new TreeMap<>(diagnostics);
  }
}
