package org.pollex.hardware.robot;

import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;

/**
 * MJCF's {@code <compiler>} as far as it changes what numbers mean.
 *
 * @param degrees true when angles are degrees (MJCF's default)
 * @param eulerSequence three of xyzXYZ; lower case turns about the axes that move along
 * @param autoLimits true when a range alone makes a joint limited
 */
record MjcfCompiler(boolean degrees, String eulerSequence, boolean autoLimits) {
  static MjcfCompiler of(XmlElement root) {
    MjcfCompiler compiler = new MjcfCompiler(true, "xyz", true);
    for (XmlElement element : root.all("compiler")) {
      String angle = element.get("angle");
      String sequence = element.attributes().getOrDefault("eulerseq", compiler.eulerSequence);
      if (angle != null && !angle.equals("degree") && !angle.equals("radian")) {
        throw ModelErrors.bad("compiler angle=\"" + angle + "\"", "Allowed: degree, radian");
      }
      if (!sequence.matches("[xyzXYZ]{3}")) {
        throw ModelErrors.bad("compiler eulerseq=\"" + sequence + "\"", "Give three of xyzXYZ.");
      }
      if ("global".equals(element.get("coordinate"))) {
        throw ModelErrors.bad("compiler coordinate=\"global\"", "Save the model in local frames.");
      }
      compiler =
          new MjcfCompiler(
              angle == null ? compiler.degrees : angle.equals("degree"),
              sequence,
              !"false".equals(element.attributes().getOrDefault("autolimits", "true")));
    }
    return compiler;
  }

  double radians(double angle) {
    return degrees ? Math.toRadians(angle) : angle;
  }

  /** Reads pos and one of quat, axisangle, euler, xyaxes, zaxis. */
  Pose pose(XmlElement element, String what) {
    return new Pose(
        ModelErrors.vector(element.get("pos"), what + " pos", Vec3.ZERO), rotation(element, what));
  }

  private Quaternion rotation(XmlElement element, String what) {
    if (element.get("quat") != null) {
      double[] q = ModelErrors.numbers(element.get("quat"), 4, what + " quat");
      return checked(Quaternion.wxyz(q, 0).normalized(), what);
    }
    if (element.get("axisangle") != null) {
      double[] a = ModelErrors.numbers(element.get("axisangle"), 4, what + " axisangle");
      Vec3 axis = Vec3.of(a, 0);
      return checked(Rotation.about(axis.times(1 / axis.norm()), radians(a[3])), what);
    }
    if (element.get("euler") != null) {
      return euler(ModelErrors.numbers(element.get("euler"), 3, what + " euler"));
    }
    if (element.get("xyaxes") != null) {
      double[] a = ModelErrors.numbers(element.get("xyaxes"), 6, what + " xyaxes");
      return checked(Rotation.fromAxes(Vec3.of(a, 0), Vec3.of(a, 3)), what);
    }
    if (element.get("zaxis") != null) {
      double[] a = ModelErrors.numbers(element.get("zaxis"), 3, what + " zaxis");
      return checked(Rotation.fromZ(Vec3.of(a, 0)), what);
    }
    return Quaternion.IDENTITY;
  }

  private Quaternion euler(double[] angles) {
    Quaternion rotation = Quaternion.IDENTITY;
    for (int i = 0; i < 3; i++) {
      char letter = eulerSequence.charAt(i);
      Vec3 axis =
          switch (Character.toLowerCase(letter)) {
            case 'x' -> new Vec3(1, 0, 0);
            case 'y' -> new Vec3(0, 1, 0);
            default -> new Vec3(0, 0, 1);
          };
      Quaternion turn = Rotation.about(axis, radians(angles[i]));
      rotation = Character.isLowerCase(letter) ? rotation.times(turn) : turn.times(rotation);
    }
    return rotation;
  }

  private static Quaternion checked(Quaternion rotation, String what) {
    if (!Double.isFinite(rotation.w() + rotation.x() + rotation.y() + rotation.z())) {
      throw ModelErrors.bad(what + " has an orientation of length zero", "Give a direction.");
    }
    return rotation;
  }
}
