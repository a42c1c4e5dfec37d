package org.pollex.mujoco.robot;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.profile.RobotProfile.Capsule;
import org.pollex.hardware.profile.RobotProfile.JointLimits;
import org.pollex.hardware.profile.RobotProfile.StopMode;
import org.pollex.hardware.robot.RobotModel;
import org.pollex.hardware.robot.RobotModel.Frame;

/**
 * Writes a profile as an MJCF model with one motor for each joint, in wire order.
 *
 * <p>The base is fixed: arms are bolted down, humanoids hang in their gantry. Arms compensate their
 * own weight, as their controllers do; humanoids do not. A link's mass is that of its capsules at
 * the density of water, which is near what robots weigh; the capsules touch nothing, since the gate
 * keeps them apart.
 */
final class ProfileMjcf {
  private static final double STEP_SECONDS = 0.001;
  private static final double DENSITY = 1000;
  private static final double SMALL_RADIUS = 0.03;
  // A motor's rotor seen through its gear, kg m² for each N m that it can give.
  private static final double ARMATURE_PER_EFFORT = 0.001;
  private static final double LEAST_ARMATURE = 0.01;

  private final RobotProfile profile;
  private final Map<String, JointLimits> limits = new HashMap<>();
  private final StringBuilder xml = new StringBuilder();

  private ProfileMjcf(RobotProfile profile) {
    this.profile = profile;
    profile.joints().forEach(joint -> limits.put(joint.name(), joint));
  }

  /** Returns the model; joints and bodies have the profile's names. */
  static String of(RobotProfile profile) {
    return new ProfileMjcf(profile).write();
  }

  private String write() {
    add(
        """
        <mujoco model="%s">
        <compiler angle="radian"/>
        <option timestep="%s" integrator="implicitfast"/>
        <default><geom contype="0" conaffinity="0" density="%s"/></default>
        <worldbody>
        """,
        profile.name(), STEP_SECONDS, DENSITY);
    body(0);
    add("</worldbody>\n<actuator>\n");
    for (JointLimits joint : profile.joints()) {
      add(
          "<motor name=\"%s\" joint=\"%1$s\" ctrllimited=\"true\" ctrlrange=\"%s %s\"/>\n",
          joint.name(), -joint.effort(), joint.effort());
    }
    add("</actuator>\n</mujoco>\n");
    return xml.toString();
  }

  private void body(int index) {
    RobotModel model = profile.model();
    Frame frame = model.frames().get(index);
    Vec3 p = frame.X_PF().position();
    Quaternion r = frame.X_PF().rotation();
    boolean weightless = profile.control().stopMode() == StopMode.HOLD;
    add(
        "<body name=\"%s\" pos=\"%s\" quat=\"%s %s %s %s\"%s>\n",
        frame.name(), numbers(p), r.w(), r.x(), r.y(), r.z(), weightless ? " gravcomp=\"1\"" : "");
    frame
        .joint()
        .map(joint -> limits.get(joint.name()))
        .ifPresent(joint -> joint(joint, frame.joint().get().axis()));
    geoms(frame);
    for (int child = index + 1; child < model.frames().size(); child++) {
      if (model.frames().get(child).parent() == index) {
        body(child);
      }
    }
    add("</body>\n");
  }

  private void joint(JointLimits joint, Vec3 axis) {
    boolean limited = Double.isFinite(joint.lower());
    add(
        "<joint name=\"%s\" axis=\"%s\" armature=\"%s\" limited=\"%s\"%s/>\n",
        joint.name(),
        numbers(axis),
        LEAST_ARMATURE + ARMATURE_PER_EFFORT * joint.effort(),
        limited,
        limited ? " range=\"" + joint.lower() + " " + joint.upper() + "\"" : "");
  }

  private void geoms(Frame frame) {
    List<Capsule> capsules =
        profile.capsules().stream().filter(c -> c.link().equals(frame.name())).toList();
    for (Capsule capsule : capsules) {
      Vec3 from = Vec3.of(capsule.from(), 0);
      Vec3 to = Vec3.of(capsule.to(), 0);
      if (from.distance(to) < 1e-6) {
        sphere(from, capsule.radius());
      } else {
        add(
            "<geom type=\"capsule\" fromto=\"%s %s\" size=\"%s\"/>\n",
            numbers(from), numbers(to), capsule.radius());
      }
    }
    if (capsules.isEmpty()) {
      sphere(Vec3.ZERO, SMALL_RADIUS);
    }
  }

  private void sphere(Vec3 centre, double radius) {
    add("<geom type=\"sphere\" pos=\"%s\" size=\"%s\"/>\n", numbers(centre), radius);
  }

  private static String numbers(Vec3 v) {
    return v.x() + " " + v.y() + " " + v.z();
  }

  private void add(String format, Object... values) {
    xml.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
  }
}
