package org.pollex.hardware.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.profile.RobotProfile.Capsule;
import org.pollex.hardware.profile.RobotProfile.Control;
import org.pollex.hardware.profile.RobotProfile.JointLimits;
import org.pollex.hardware.profile.RobotProfile.OnViolation;
import org.pollex.hardware.profile.RobotProfile.StopMode;
import org.pollex.hardware.profile.RobotProfile.Watchdog;
import org.pollex.hardware.robot.Joint;
import org.pollex.hardware.robot.RobotModel;

/** Reads a profile from JSON and explains everything that is wrong with it. */
public final class ProfileReader {
  /**
   * Something wrong.
   *
   * @param pointer where, a JSON pointer
   * @param given what stands there
   * @param allowed what may stand there
   */
  public record Problem(String pointer, String given, String allowed) {
    @Override
    public String toString() {
      return pointer + ": " + given + " was given; allowed: " + allowed;
    }
  }

  /**
   * What reading gave.
   *
   * @param profile the profile, when nothing is wrong
   * @param problems what is wrong
   */
  public record Result(Optional<RobotProfile> profile, List<Problem> problems) {}

  private final List<Problem> problems = new ArrayList<>();
  private final List<RobotModel.Frame> frames = new ArrayList<>();
  private final Map<String, Integer> links = new HashMap<>();
  private final List<JointLimits> joints = new ArrayList<>();

  private ProfileReader() {}

  /**
   * Reads a profile.
   *
   * @throws BadInputException when the bytes are not JSON
   */
  public static Result read(byte[] json, String source) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new BadInputException(
          source + " is not JSON: " + e.getMessage(), "See docs/ROBOTS.md for an example.", e);
    }
    ProfileReader reader = new ProfileReader();
    RobotProfile profile = reader.profile(new Fields(root, "", reader.problems));
    if (reader.problems.isEmpty()) {
      ProfileChecks.run(profile, reader.problems);
    }
    return new Result(
        reader.problems.isEmpty() ? Optional.of(profile) : Optional.empty(),
        List.copyOf(reader.problems));
  }

  private RobotProfile profile(Fields root) {
    root.only(
        "name",
        "title",
        "source",
        "date",
        "base",
        "tool",
        "links",
        "capsules",
        "ignored_pairs",
        "control",
        "home",
        "stop",
        "watchdog",
        "grippers",
        "skillblender_order");
    root.objects("links").forEach(this::link);
    if (frames.isEmpty()) {
      frames.add(new RobotModel.Frame("", -1, Pose.IDENTITY, Optional.empty()));
    }
    joints.sort(Comparator.comparingInt(JointLimits::slot));
    List<Capsule> capsules = root.objects("capsules").stream().map(this::capsule).toList();
    List<List<String>> ignored = root.pairs("ignored_pairs");
    for (int i = 0; i < ignored.size(); i++) {
      for (String each : ignored.get(i)) {
        known(root, "/ignored_pairs/" + i, each);
      }
    }
    String base = root.text("base");
    String tool = root.text("tool");
    known(root, "/base", base);
    known(root, "/tool", tool);
    return new RobotProfile(
        root.text("name"),
        root.text("title"),
        root.text("source"),
        root.text("date"),
        base,
        tool,
        new RobotModel(root.text("name"), frames),
        joints,
        capsules,
        ignored,
        control(root.object("control")),
        posture(root, "home"),
        posture(root, "stop"),
        watchdog(root.object("watchdog")),
        root.texts("grippers"),
        root.texts("skillblender_order"));
  }

  private void known(Fields fields, String below, String link) {
    if (!links.containsKey(link)) {
      fields.problem(below, link, "a link: " + String.join(", ", links.keySet()));
    }
  }

  private void link(Fields link) {
    link.only("name", "parent", "position", "rotation", "joint");
    String name = link.text("name");
    int parent = -1;
    if (!frames.isEmpty()) {
      String above = link.text("parent");
      known(link, "/parent", above);
      parent = links.getOrDefault(above, 0);
    }
    Vec3 position = Vec3.of(link.numbers("position", 3, 10), 0);
    Quaternion rotation = Quaternion.wxyz(link.numbers("rotation", 4, 1.001), 0);
    double length = Math.sqrt(rotation.conjugate().times(rotation).w());
    if (Math.abs(length - 1) > 1e-6) {
      link.problem("/rotation", rotation, "a unit quaternion w, x, y, z");
    }
    Optional<Joint> joint = link.has("joint") ? joint(link.object("joint")) : Optional.empty();
    if (links.put(name, frames.size()) != null) {
      link.problem("/name", name, "a name that no other link has");
    }
    frames.add(new RobotModel.Frame(name, parent, new Pose(position, rotation), joint));
  }

  private Optional<Joint> joint(Fields joint) {
    joint.only(
        "name",
        "axis",
        "lower",
        "upper",
        "velocity",
        "acceleration",
        "jerk",
        "effort",
        "slot",
        "unverified");
    double lower = joint.has("lower") ? joint.number("lower", -100, 100) : Double.NEGATIVE_INFINITY;
    double upper = joint.has("upper") ? joint.number("upper", -100, 100) : Double.POSITIVE_INFINITY;
    Vec3 axis = Vec3.of(joint.numbers("axis", 3, 1.001), 0);
    JointLimits limits =
        new JointLimits(
            joint.text("name"),
            (int) joint.number("slot", 0, 1000),
            lower,
            upper,
            joint.number("velocity", 1e-3, 100),
            joint.number("acceleration", 1e-2, 1e5),
            joint.number("jerk", 1e-1, 1e8),
            joint.number("effort", 1e-2, 1e4),
            joint.texts("unverified"));
    for (JointLimits other : joints) {
      if (other.slot() == limits.slot() || other.name().equals(limits.name())) {
        joint.problem("", limits.name() + " in slot " + limits.slot(), "its own name and slot");
      }
    }
    joints.add(limits);
    if (!(lower < upper)) {
      joint.problem("/lower", lower, "less than upper, " + upper);
      return Optional.empty();
    }
    if (!(Math.abs(axis.norm() - 1) < 1e-6)) {
      joint.problem("/axis", axis, "a vector of length 1");
      return Optional.empty();
    }
    return Optional.of(
        new Joint(
            limits.name(),
            Joint.Type.REVOLUTE,
            axis,
            0,
            lower,
            upper,
            limits.velocity(),
            limits.effort()));
  }

  private Capsule capsule(Fields capsule) {
    capsule.only("link", "from", "to", "radius");
    String link = capsule.text("link");
    known(capsule, "/link", link);
    return new Capsule(
        link,
        capsule.numbers("from", 3, 10),
        capsule.numbers("to", 3, 10),
        capsule.number("radius", 1e-3, 1));
  }

  private static Control control(Fields control) {
    control.only("interface", "command", "state", "rate_hz", "on_violation", "stop_mode", "note");
    OnViolation onViolation = control.choice("on_violation", OnViolation.STOP);
    StopMode stopMode =
        control.has("stop_mode") ? control.choice("stop_mode", StopMode.HOLD) : StopMode.HOLD;
    return new Control(
        control.text("interface"),
        control.text("command"),
        control.text("state"),
        control.number("rate_hz", 1, 10_000),
        onViolation,
        stopMode,
        control.text("note"));
  }

  private List<Double> posture(Fields root, String name) {
    double[] q = root.numbers(name, joints.size(), 100);
    List<Double> posture = new ArrayList<>();
    for (int i = 0; i < q.length; i++) {
      JointLimits joint = joints.get(i);
      if (!(q[i] >= joint.lower() && q[i] <= joint.upper())) {
        root.problem(
            "/" + name + "/" + i,
            q[i],
            joint.name() + " from " + joint.lower() + " to " + joint.upper() + " rad");
      }
      posture.add(q[i]);
    }
    return posture;
  }

  private static Watchdog watchdog(Fields watchdog) {
    watchdog.only("command_ms", "state_ms", "braking_s", "robot_side");
    return new Watchdog(
        watchdog.number("command_ms", 1, 10_000) / 1000,
        watchdog.number("state_ms", 1, 10_000) / 1000,
        watchdog.number("braking_s", 0.001, 60),
        watchdog.text("robot_side"));
  }
}
