package org.pollex.cli;

import java.io.PrintWriter;
import java.util.List;
import org.pollex.hardware.profile.Grippers;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.profile.RobotProfiles;
import picocli.CommandLine.Command;

/** {@code pollex robot list}: the profiles in the house. */
@Command(name = "list", description = "Lists the robots and grippers that come with Pollex.")
final class RobotListCommand extends Verb<RobotListCommand.Answer> {
  /** All of them. */
  record Answer(List<Robot> robots, List<String> grippers) {}

  /** One robot. */
  record Robot(String name, String title, int joints, double rateHz, String driver) {}

  @Override
  protected Answer answer() {
    return new Answer(
        RobotProfiles.NAMES.stream().map(RobotProfiles::of).map(RobotListCommand::robot).toList(),
        Grippers.names());
  }

  private static Robot robot(RobotProfile profile) {
    return new Robot(
        profile.name(),
        profile.title(),
        profile.joints().size(),
        profile.control().rateHz(),
        profile.control().interfaceName());
  }

  @Override
  protected void print(Answer answer, PrintWriter out) {
    TextTable table = new TextTable("robot", "joints", "Hz", "driver");
    for (Robot robot : answer.robots()) {
      table.row(
          robot.name(),
          String.valueOf(robot.joints()),
          String.valueOf(Math.round(robot.rateHz())),
          robot.driver());
    }
    table.print(out);
    out.println("grippers: " + String.join(", ", answer.grippers()));
  }
}
