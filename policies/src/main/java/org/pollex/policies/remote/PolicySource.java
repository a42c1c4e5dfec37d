package org.pollex.policies.remote;

import java.util.Map;
import java.util.Optional;
import org.pollex.policies.Policy;

/** What a host serves. */
public interface PolicySource {
  /**
   * Returns the policy behind a handle; called once per session.
   *
   * @throws org.pollex.errors.BadInputException for a handle that it does not know
   */
  Policy policy(String handle);

  /** Returns what is served, for whoever asks; empty when nobody may know. */
  default Optional<Policy> open() {
    return Optional.empty();
  }

  /**
   * Writes the note that the client gets when a session ends.
   *
   * @param handle what the session was started with
   * @param account what the policy said of its episode
   */
  byte[] note(String handle, Account account);

  /**
   * A policy's account of an episode.
   *
   * @param stage the stage that failed; empty when it names none
   * @param reason what ended the episode, in words; may be empty
   * @param diagnostics as {@link Policy.Session#diagnostics} gives them
   */
  record Account(String stage, String reason, Map<String, Object> diagnostics) {}
}
