package org.pollex.datasets.episode;

import java.util.Map;
import java.util.TreeMap;

/**
 * The world that episodes were recorded in, with what robomimic needs to make it again.
 *
 * @param name for example {@code metaworld}
 * @param type robomimic's number for the kind of environment; {@link #GYM} for Gymnasium worlds
 * @param arguments arguments of the environment's constructor; values that JSON can hold
 * @param versions versions of what ran it, by component
 */
public record Environment(
    String name, int type, Map<String, Object> arguments, Map<String, String> versions) {
  /** robomimic's environment type of Gym and Gymnasium environments. */
  public static final int GYM = 2;

  /** In place of a world that no file tells of. */
  public static final Environment UNKNOWN = new Environment("", -1, Map.of(), Map.of());

  /** Copies the maps, sorted. */
  public Environment {
    arguments = new TreeMap<>(arguments);
    versions = new TreeMap<>(versions);
  }
}
