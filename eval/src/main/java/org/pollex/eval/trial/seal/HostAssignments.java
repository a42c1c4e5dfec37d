package org.pollex.eval.trial.seal;

import java.util.List;
import java.util.Map;

/**
 * What the policy host must know, encrypted under the run key: no salts, so that it cannot open a
 * commitment.
 *
 * @param policies as they were when sealed
 * @param noteKey key of the {@link NoteBox}, hexadecimal
 * @param codes index of the policy, by trial code
 * @param boundarySeed seed of a sequential test's draws at randomised boundaries
 */
public record HostAssignments(
    List<SealedPolicy> policies, String noteKey, Map<String, Integer> codes, long boundarySeed) {}
