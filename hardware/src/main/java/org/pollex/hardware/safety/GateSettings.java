package org.pollex.hardware.safety;

import org.pollex.errors.BadInputException;

/**
 * What a laboratory adds to a robot's profile.
 *
 * @param workspace where the tool may be and how it may point
 * @param margin smallest gap between spheres of links, m
 * @param trackingError largest distance of a joint from its command, rad
 */
public record GateSettings(Workspace workspace, double margin, double trackingError) {
  /** Everywhere, 5 mm between links, 0.1 rad from the command. */
  public static final GateSettings DEFAULT = new GateSettings(Workspace.UNLIMITED, 0.005, 0.1);

  /** Refuses numbers that limit nothing. */
  public GateSettings {
    if (!(margin >= 0 && margin < 1) || !(trackingError > 0 && trackingError < 10)) {
      throw new BadInputException(
          "a margin of " + margin + " m and a tracking error of " + trackingError + " rad",
          "Give a margin from 0 to 1 m and a tracking error between 0 and 10 rad.");
    }
  }

  /** Returns these settings with another workspace. */
  public GateSettings within(Workspace other) {
    return new GateSettings(other, margin, trackingError);
  }
}
