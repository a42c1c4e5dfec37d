package org.pollex.hardware.safety;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges what came out of the gate, by the profile's JSON alone: it shares no code with the gate,
 * the profiles' reader, or the kinematics. Homogeneous matrices, segment sampling.
 */
final class EscapeChecker {
  private final JsonNode profile;
  private final List<JsonNode> joints = new ArrayList<>();
  private final double dt;
  private double[][] last;
  private final Set<Set<String>> ignored = new HashSet<>();

  EscapeChecker(String robot) {
    try (var in =
        EscapeChecker.class.getResourceAsStream(
            "/org/pollex/hardware/profile/" + robot + ".json")) {
      profile = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (JsonNode link : profile.get("links")) {
      if (link.has("joint")) {
        joints.add(link.get("joint"));
      }
    }
    joints.sort((x, y) -> Integer.compare(x.get("slot").asInt(), y.get("slot").asInt()));
    dt = 1 / profile.get("control").get("rate_hz").asDouble();
    for (JsonNode pair : profile.get("ignored_pairs")) {
      ignored.add(Set.of(pair.get(0).asText(), pair.get(1).asText()));
    }
  }

  void start(double[] q) {
    last = new double[][] {q.clone(), q.clone(), q.clone()};
  }

  /** Returns what is wrong with the next command, or null. */
  String judge(double[] q) {
    for (int i = 0; i < q.length; i++) {
      JsonNode joint = joints.get(i);
      double rounding = 16 * Math.ulp(Math.max(4, Math.abs(q[i])));
      double v = (q[i] - last[0][i]) / dt;
      double v1 = (last[0][i] - last[1][i]) / dt;
      double v2 = (last[1][i] - last[2][i]) / dt;
      double a = (v - v1) / dt;
      double jerk = (a - (v1 - v2) / dt) / dt;
      String what = joint.get("name").asText() + " ";
      if (!Double.isFinite(q[i])) {
        return what + "is not finite";
      }
      if (joint.hasNonNull("lower")
          && (q[i] < joint.get("lower").asDouble() || q[i] > joint.get("upper").asDouble())) {
        return what + "position " + q[i];
      }
      if (over(v, joint, "velocity", rounding / dt)
          || over(a, joint, "acceleration", rounding / dt / dt)
          || over(jerk, joint, "jerk", rounding / dt / dt / dt)) {
        return what + "velocity " + v + " acceleration " + a + " jerk " + jerk;
      }
    }
    last = new double[][] {q.clone(), last[0], last[1]};
    return null;
  }

  private static boolean over(double value, JsonNode joint, String limit, double rounding) {
    return Math.abs(value) > joint.get(limit).asDouble() * (1 + 1e-6) + rounding;
  }

  /** Returns the smallest gap between points sampled on capsules' axes, less their radii. */
  double gap(double[] q) {
    Map<String, double[][]> poses = new HashMap<>();
    for (JsonNode link : profile.get("links")) {
      double[][] pose = pose(link);
      if (link.has("joint")) {
        JsonNode joint = link.get("joint");
        pose = times(pose, turn(joint.get("axis"), q[joints.indexOf(joint)]));
      }
      String parent = link.path("parent").asText();
      if (poses.containsKey(parent)) {
        pose = times(poses.get(parent), pose);
      }
      poses.put(link.get("name").asText(), pose);
    }
    double smallest = Double.POSITIVE_INFINITY;
    JsonNode capsules = profile.get("capsules");
    for (int i = 0; i < capsules.size(); i++) {
      for (int j = 0; j < i; j++) {
        String one = capsules.get(i).get("link").asText();
        String other = capsules.get(j).get("link").asText();
        if (!one.equals(other) && !ignored.contains(Set.of(one, other))) {
          smallest =
              Math.min(
                  smallest,
                  gap(capsules.get(i), poses.get(one), capsules.get(j), poses.get(other)));
        }
      }
    }
    return smallest;
  }

  private static double gap(JsonNode a, double[][] poseA, JsonNode b, double[][] poseB) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int s = 0; s <= 10; s++) {
      double[] p = at(a, poseA, s / 10.0);
      for (int t = 0; t <= 10; t++) {
        double[] r = at(b, poseB, t / 10.0);
        double d = 0;
        for (int k = 0; k < 3; k++) {
          d += (p[k] - r[k]) * (p[k] - r[k]);
        }
        nearest = Math.min(nearest, Math.sqrt(d));
      }
    }
    return nearest - a.get("radius").asDouble() - b.get("radius").asDouble();
  }

  private static double[] at(JsonNode capsule, double[][] pose, double t) {
    double[] out = new double[3];
    for (int row = 0; row < 3; row++) {
      out[row] = pose[row][3];
      for (int k = 0; k < 3; k++) {
        double from = capsule.get("from").get(k).asDouble();
        double to = capsule.get("to").get(k).asDouble();
        out[row] += pose[row][k] * (from + t * (to - from));
      }
    }
    return out;
  }

  private static double[][] pose(JsonNode link) {
    double w = link.get("rotation").get(0).asDouble();
    double x = link.get("rotation").get(1).asDouble();
    double y = link.get("rotation").get(2).asDouble();
    double z = link.get("rotation").get(3).asDouble();
    JsonNode p = link.get("position");
    return new double[][] {
      {
        w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y), p.get(0).asDouble()
      },
      {
        2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x), p.get(1).asDouble()
      },
      {
        2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z, p.get(2).asDouble()
      },
      {0, 0, 0, 1}
    };
  }

  /** I + sin K + (1 - cos) K². */
  private static double[][] turn(JsonNode axis, double angle) {
    double[] u = {axis.get(0).asDouble(), axis.get(1).asDouble(), axis.get(2).asDouble()};
    double[][] cross = {
      {0, -u[2], u[1], 0}, {u[2], 0, -u[0], 0}, {-u[1], u[0], 0, 0}, {0, 0, 0, 0}
    };
    double[][] square = times(cross, cross);
    double[][] out = new double[4][4];
    for (int r = 0; r < 4; r++) {
      for (int c = 0; c < 4; c++) {
        out[r][c] =
            (r == c ? 1 : 0) + Math.sin(angle) * cross[r][c] + (1 - Math.cos(angle)) * square[r][c];
      }
    }
    return out;
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] out = new double[4][4];
    for (int r = 0; r < 4; r++) {
      for (int c = 0; c < 4; c++) {
        for (int k = 0; k < 4; k++) {
          out[r][c] += a[r][k] * b[k][c];
        }
      }
    }
    return out;
  }
}
