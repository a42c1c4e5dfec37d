package org.pollex.hardware.kinematics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.robot.Joint;
import org.pollex.hardware.robot.RobotModel;

/** Arms with poses and Jacobians that MuJoCo and Pinocchio agree on. */
final class ReferenceArms {
  private ReferenceArms() {}

  record Sample(double[] q, Vec3 position, Quaternion rotation, double[][] jacobian) {}

  record Arm(String name, KinematicChain chain, List<Sample> samples) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Arm> all() {
    List<Arm> arms = new ArrayList<>();
    try (InputStream in = ReferenceArms.class.getResourceAsStream("kinematics.json")) {
      for (JsonNode robot : new ObjectMapper().readTree(in).get("robots")) {
        arms.add(arm(robot));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return arms;
  }

  private static Arm arm(JsonNode robot) {
    List<RobotModel.Frame> path = new ArrayList<>();
    for (JsonNode body : robot.get("chain")) {
      path.add(
          new RobotModel.Frame(
              body.get("body").asText(), path.size() - 1, pose(body), joint(body.get("joint"))));
    }
    path.add(
        new RobotModel.Frame("tip", path.size() - 1, pose(robot.get("offset")), Optional.empty()));
    List<Sample> samples = new ArrayList<>();
    for (JsonNode sample : robot.get("samples")) {
      double[][] jacobian = new double[6][];
      for (int row = 0; row < 6; row++) {
        jacobian[row] = numbers(sample.get("jac").get(row));
      }
      samples.add(
          new Sample(
              numbers(sample.get("q")),
              Vec3.of(numbers(sample.get("pos")), 0),
              Quaternion.wxyz(numbers(sample.get("quat_wxyz")), 0),
              jacobian));
    }
    return new Arm(robot.get("robot").asText(), KinematicChain.of(path), samples);
  }

  private static Optional<Joint> joint(JsonNode joint) {
    if (joint == null) {
      return Optional.empty();
    }
    double[] range = numbers(joint.get("range"));
    return Optional.of(
        new Joint(
            joint.get("name").asText(),
            Joint.Type.REVOLUTE,
            Vec3.of(numbers(joint.get("axis")), 0),
            0,
            range[0],
            range[1],
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY));
  }

  private static Pose pose(JsonNode node) {
    return new Pose(
        Vec3.of(numbers(node.get("pos")), 0), Quaternion.wxyz(numbers(node.get("quat_wxyz")), 0));
  }

  private static double[] numbers(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }
}
