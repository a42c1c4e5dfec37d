package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pollex.hardware.geometry.Pose;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pollex robot fk}: poses of the tool. */
@Command(
    name = "fk",
    description = {
      "Forward kinematics: one pose for each row of joint coordinates (rad, m).",
      "Columns are the joints in profile order; a header may name them in another."
    })
final class RobotFkCommand extends Verb<RobotFkCommand.Answer> {
  @Mixin private ChainOptions chain;

  @Parameters(index = "1", paramLabel = "CONFIGURATIONS.csv")
  private Path file;

  /** Poses x,y,z,qw,qx,qy,qz with qw of zero or more. */
  record Answer(List<String> joints, List<double[]> poses) {}

  @Override
  protected Answer answer() {
    ChainOptions.Choice choice = chain.choose();
    List<double[]> poses = new ArrayList<>();
    for (double[] row : NumberTable.read(file, choice.columns())) {
      Pose pose = choice.chain().forward(choice.pick(row));
      poses.add(
          new double[] {
            pose.position().x(),
            pose.position().y(),
            pose.position().z(),
            pose.rotation().w(),
            pose.rotation().x(),
            pose.rotation().y(),
            pose.rotation().z()
          });
    }
    return new Answer(choice.columns(), poses);
  }

  @Override
  protected void print(Answer answer, PrintWriter out) {
    out.println("x,y,z,qw,qx,qy,qz");
    for (double[] p : answer.poses()) {
      out.printf(
          Locale.ROOT,
          "%.9f,%.9f,%.9f,%.9f,%.9f,%.9f,%.9f%n",
          p[0],
          p[1],
          p[2],
          p[3],
          p[4],
          p[5],
          p[6]);
    }
  }
}
