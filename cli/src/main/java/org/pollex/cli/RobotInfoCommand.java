package org.pollex.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.profile.RobotProfiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pollex robot info}: one profile. */
@Command(name = "info", description = "Shows a robot's limits, control interface and deadlines.")
final class RobotInfoCommand extends Verb<RobotInfoCommand.Answer> {
  @Parameters(paramLabel = "ROBOT", description = "A robot's name, or a profile file.")
  private String robot;

  /** The profile without its geometry; a joint that turns freely has no lower and upper. */
  record Answer(
      String name,
      String title,
      String source,
      String date,
      String base,
      String tool,
      List<Joint> joints,
      RobotProfile.Control control,
      RobotProfile.Watchdog watchdog,
      List<Double> home,
      List<Double> stop,
      List<String> grippers,
      List<String> skillblenderOrder) {}

  /** One joint: rad, rad/s, rad/s2, rad/s3, N m. */
  record Joint(
      String name,
      int slot,
      Double lower,
      Double upper,
      double velocity,
      double acceleration,
      double jerk,
      double effort,
      List<String> unverified) {}

  @Override
  protected Answer answer() {
    RobotProfile profile = RobotProfiles.of(robot);
    return new Answer(
        profile.name(),
        profile.title(),
        profile.source(),
        profile.date(),
        profile.base(),
        profile.tool(),
        profile.joints().stream().map(RobotInfoCommand::joint).toList(),
        profile.control(),
        profile.watchdog(),
        profile.home(),
        profile.stop(),
        profile.grippers(),
        profile.skillblenderOrder());
  }

  private static Joint joint(RobotProfile.JointLimits limits) {
    return new Joint(
        limits.name(),
        limits.slot(),
        Double.isFinite(limits.lower()) ? limits.lower() : null,
        Double.isFinite(limits.upper()) ? limits.upper() : null,
        limits.velocity(),
        limits.acceleration(),
        limits.jerk(),
        limits.effort(),
        limits.unverified());
  }

  @Override
  protected void print(Answer answer, PrintWriter out) {
    out.println(
        answer.title()
            + " ("
            + answer.name()
            + "), poses of "
            + answer.tool()
            + " in "
            + answer.base());
    TextTable table =
        new TextTable(
            "joint", "slot", "lower", "upper", "rad/s", "rad/s2", "rad/s3", "N m", "unverified");
    for (Joint joint : answer.joints()) {
      table.row(
          joint.name(),
          String.valueOf(joint.slot()),
          number(joint.lower()),
          number(joint.upper()),
          number(joint.velocity()),
          number(joint.acceleration()),
          number(joint.jerk()),
          number(joint.effort()),
          String.join(" ", joint.unverified()));
    }
    table.print(out);
    out.println(
        "driver:   " + answer.control().interfaceName() + ", " + answer.control().command());
    out.println("          " + answer.control().note());
    out.println(
        "gate:     on a violation "
            + answer.control().onViolation().name().toLowerCase(Locale.ROOT));
    out.println("robot's own watchdog: " + answer.watchdog().robotSide());
    out.println("source:   " + answer.source() + " (" + answer.date() + ")");
  }

  private static String number(Double value) {
    return value == null ? "free" : String.format(Locale.ROOT, "%.5g", value);
  }
}
