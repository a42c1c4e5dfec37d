package org.pollex.hardware.world;

import java.util.Map;
import java.util.TreeMap;

/**
 * What stands behind a world, as every result records it.
 *
 * @param name for example {@code metaworld}
 * @param realTime true when the world does not wait for its commands
 * @param physicsFingerprint digest of a canonical rollout; equal fingerprints mean equal physics;
 *     empty for a real robot
 * @param versions versions of what runs it, by component
 */
public record WorldInfo(
    String name, boolean realTime, String physicsFingerprint, Map<String, String> versions) {
  /** Copies the versions, sorted by component. */
  public WorldInfo {
    versions = new TreeMap<>(versions);
  }
}
