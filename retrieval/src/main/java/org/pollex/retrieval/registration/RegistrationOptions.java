package org.pollex.retrieval.registration;

import org.pollex.errors.BadInputException;

/**
 * How two clouds are registered.
 *
 * @param freedom which motions are allowed
 * @param voxel thinning, metres, or 0 to choose it from the clouds' size and density
 * @param maxAnswers most answers to return, at least 1
 */
public record RegistrationOptions(Freedom freedom, double voxel, int maxAnswers) {
  /** Allowed motions. */
  public enum Freedom {
    /** Yaw about the vertical (z) and translation: upright objects. */
    YAW_AND_TRANSLATION,
    /** Any rigid motion, found near some yaw + translation (tilts up to about 20 degrees). */
    RIGID
  }

  /** Yaw and translation, everything else chosen from the data. */
  public static final RegistrationOptions DEFAULT =
      new RegistrationOptions(Freedom.YAW_AND_TRANSLATION, 0, 8);

  /** Refuses a negative voxel and fewer than one answer. */
  public RegistrationOptions {
    if (!(voxel >= 0) || maxAnswers < 1) {
      throw new BadInputException(
          "registration with a voxel of " + voxel + " m and " + maxAnswers + " answers",
          "Allowed: a voxel of 0 (automatic) or more, and at least 1 answer");
    }
  }

  /** The same with other motions allowed. */
  public RegistrationOptions withFreedom(Freedom other) {
    return new RegistrationOptions(other, voxel, maxAnswers);
  }
}
