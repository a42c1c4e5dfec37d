package org.pollex.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.kinematics.KinematicChain;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.profile.RobotProfiles;
import org.pollex.hardware.robot.Joint;
import org.pollex.hardware.robot.ModelFiles;
import org.pollex.hardware.robot.RobotModel;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The robot, or model file, whose kinematics a verb computes. */
final class ChainOptions {
  @Parameters(
      index = "0",
      paramLabel = "ROBOT",
      description = "A robot's name, a profile file, or a model: FILE.urdf or FILE.xml (MJCF).")
  private String robot;

  @Option(names = "--base", paramLabel = "BODY", description = "Frame that poses are given in.")
  private String base;

  @Option(
      names = "--tip",
      paramLabel = "BODY_OR_SITE",
      description = "Frame that poses are of; needed for a model file.")
  private String tip;

  /**
   * A chain and how its joints stand in a table's columns.
   *
   * @param columns names of the table's columns
   * @param rest a full row, whose other columns an answer keeps
   * @param places column of each of the chain's joints
   */
  record Choice(KinematicChain chain, List<String> columns, double[] rest, int[] places) {
    double[] pick(double[] row) {
      return Arrays.stream(places).mapToDouble(place -> row[place]).toArray();
    }

    double[] fill(double[] q) {
      double[] row = rest.clone();
      for (int i = 0; i < q.length; i++) {
        row[places[i]] = q[i];
      }
      return row;
    }
  }

  Choice choose() {
    String lower = robot.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".urdf") || lower.endsWith(".xml") || lower.endsWith(".mjcf")) {
      RobotModel model = ModelFiles.read(Path.of(robot));
      if (tip == null) {
        throw new BadInputException(
            "no --tip was given for " + robot, "Its frames: " + String.join(", ", model.names()));
      }
      String from = base == null ? model.frames().getFirst().name() : base;
      KinematicChain chain = KinematicChain.between(model, from, tip);
      int n = chain.size();
      int[] places = new int[n];
      Arrays.setAll(places, i -> i);
      return new Choice(
          chain, chain.joints().stream().map(Joint::name).toList(), new double[n], places);
    }
    RobotProfile profile = RobotProfiles.of(robot);
    KinematicChain chain =
        KinematicChain.between(
            profile.model(),
            base == null ? profile.base() : base,
            tip == null ? profile.tool() : tip);
    return new Choice(
        chain,
        profile.jointNames(),
        profile.home().stream().mapToDouble(Double::doubleValue).toArray(),
        profile.places(chain));
  }
}
