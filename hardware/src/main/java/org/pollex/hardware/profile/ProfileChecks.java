package org.pollex.hardware.profile;

import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.collision.SelfCollision;

/** What can only be checked once a profile can be read: its chain and its postures. */
final class ProfileChecks {
  private ProfileChecks() {}

  static void run(RobotProfile profile, List<ProfileReader.Problem> problems) {
    try {
      profile.chain();
    } catch (BadInputException e) {
      problems.add(
          new ProfileReader.Problem(
              "/tool", profile.tool(), "a link that hangs on the base by joints"));
      return;
    }
    SelfCollision spheres = new SelfCollision(profile);
    clear(spheres, profile.home(), "/home", problems);
    clear(spheres, profile.stop(), "/stop", problems);
    for (String gripper : profile.grippers()) {
      if (!Grippers.names().contains(gripper)) {
        problems.add(
            new ProfileReader.Problem("/grippers", gripper, String.join(", ", Grippers.names())));
      }
    }
    for (String name : profile.skillblenderOrder()) {
      if (!profile.jointNames().contains(name)) {
        problems.add(new ProfileReader.Problem("/skillblender_order", name, "names of the joints"));
      }
    }
  }

  private static void clear(
      SelfCollision spheres,
      List<Double> posture,
      String pointer,
      List<ProfileReader.Problem> problems) {
    double gap = spheres.gap(posture.stream().mapToDouble(Double::doubleValue).toArray());
    if (gap < 0) {
      problems.add(
          new ProfileReader.Problem(
              pointer,
              "a posture in which "
                  + String.join(" and ", spheres.nearest().orElseThrow())
                  + " meet",
              "postures free of self-collision; or list the pair in ignored_pairs"));
    }
  }
}
