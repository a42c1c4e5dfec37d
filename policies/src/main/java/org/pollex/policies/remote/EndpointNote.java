package org.pollex.policies.remote;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import org.pollex.errors.RunFailedException;
import org.pollex.policies.Decision;

/**
 * What a server says of an episode.
 *
 * @param stage the stage that failed; empty when it names none
 * @param reason what ended the episode, in words; may be empty
 * @param diagnostics numbers, booleans, strings, or lists and maps of these
 */
record EndpointNote(String stage, String reason, Map<String, Object> diagnostics) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  EndpointNote {
    stage = stage == null ? "" : stage;
    reason = reason == null ? "" : reason;
    diagnostics = diagnostics == null ? Map.of() : Map.copyOf(diagnostics);
  }

  /** Reads a note; an empty one says nothing. */
  static EndpointNote parse(byte[] json) {
    if (json.length == 0) {
      return new EndpointNote("", "", Map.of());
    }
    try {
      return JSON.readValue(json, new TypeReference<EndpointNote>() {});
    } catch (IOException malformed) {
      throw new RunFailedException(
          "the policy server's note is not the JSON of policy.v1: " + malformed.getMessage(),
          "Allowed: nothing, or {\"stage\": TEXT, \"reason\": TEXT, \"diagnostics\": {}}.",
          malformed);
    }
  }

  /** What a decision without actions means. */
  Decision decision() {
    return stage.isEmpty() ? new Decision.Finished(reason) : new Decision.Refused(stage, reason);
  }
}
