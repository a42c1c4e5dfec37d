package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.kinematics.InverseKinematics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pollex robot ik}: joint coordinates for poses of the tool. */
@Command(
    name = "ik",
    description = {
      "Inverse kinematics within the joint limits: one row for each pose x,y,z,qw,qx,qy,qz.",
      "Joints that are not between base and tip keep the home posture."
    })
final class RobotIkCommand extends Verb<RobotIkCommand.Answer> {
  private static final List<String> POSE = List.of("x", "y", "z", "qw", "qx", "qy", "qz");

  @Mixin private ChainOptions chain;

  @Parameters(index = "1", paramLabel = "POSES.csv")
  private Path file;

  /** One solution for each pose; where {@code solved} is false, the nearest that was found. */
  record Answer(List<String> joints, int solved, List<Solution> solutions) {}

  /** Joint coordinates and what is left, m and rad. */
  record Solution(double[] q, boolean solved, double positionError, double rotationError) {}

  @Override
  protected Answer answer() {
    ChainOptions.Choice choice = chain.choose();
    InverseKinematics solver = new InverseKinematics(choice.chain());
    List<Solution> solutions = new ArrayList<>();
    double[] start = choice.pick(choice.rest());
    double[] q = new double[choice.chain().size()];
    for (double[] row : NumberTable.read(file, POSE)) {
      Quaternion rotation = Quaternion.wxyz(row, 3);
      double length = Math.sqrt(rotation.conjugate().times(rotation).w());
      if (Math.abs(length - 1) > 1e-3) {
        throw new BadInputException(
            "row " + (solutions.size() + 1) + " has a quaternion of length " + length,
            "Give unit quaternions, w first.");
      }
      boolean solved = solver.solve(new Pose(Vec3.of(row, 0), rotation.normalized()), start, q);
      solutions.add(
          new Solution(choice.fill(q), solved, solver.positionError(), solver.rotationError()));
    }
    int solved = (int) solutions.stream().filter(Solution::solved).count();
    return new Answer(choice.columns(), solved, solutions);
  }

  @Override
  protected void print(Answer answer, PrintWriter out) {
    out.println(String.join(",", answer.joints()) + ",position_error,rotation_error");
    for (Solution solution : answer.solutions()) {
      out.println(
          Arrays.stream(solution.q())
                  .mapToObj(value -> String.format(Locale.ROOT, "%.9f", value))
                  .collect(Collectors.joining(","))
              + String.format(
                  Locale.ROOT, ",%.3g,%.3g", solution.positionError(), solution.rotationError()));
    }
  }
}
