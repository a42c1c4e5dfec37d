package org.pollex.hardware.robot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;

/** Reads the kinematics of a URDF. Angles are radians, rpy is fixed-axis: R = Rz(y) Ry(p) Rx(r). */
public final class UrdfReader {
  private static final Vec3 X = new Vec3(1, 0, 0);

  private record Edge(String parent, String child, Pose X_PC, Optional<Joint> joint) {}

  private record Waiting(Edge edge, int parent) {}

  private UrdfReader() {}

  /** Reads a file's bytes. */
  public static RobotModel read(byte[] bytes, String source) {
    XmlElement root = XmlElement.parse(bytes, source);
    if (!root.name().equals("robot")) {
      throw new BadInputException(source + " is not a URDF", "Its root must be <robot>.");
    }
    return read(root, source);
  }

  static RobotModel read(XmlElement root, String source) {
    Map<String, List<Edge>> below = new LinkedHashMap<>();
    for (XmlElement link : root.all("link")) {
      if (below.put(name(link, source), new ArrayList<>()) != null) {
        throw ModelErrors.bad(source + " has link '" + link.get("name") + "' twice", "Rename one.");
      }
    }
    Set<String> roots = new HashSet<>(below.keySet());
    for (XmlElement element : root.all("joint")) {
      Edge edge = edge(element, source);
      List<Edge> siblings = below.get(edge.parent());
      if (siblings == null || !below.containsKey(edge.child())) {
        throw ModelErrors.bad(
            source + ": joint '" + element.get("name") + "' names a link that does not exist",
            "Links: " + String.join(", ", below.keySet().stream().limit(30).toList()));
      }
      if (!roots.remove(edge.child())) {
        throw ModelErrors.bad(
            source + ": link '" + edge.child() + "' has two parents", "A URDF is a tree.");
      }
      siblings.add(edge);
    }
    if (roots.size() != 1) {
      throw ModelErrors.bad(
          source + " has " + roots.size() + " links without a parent", "A URDF has one root.");
    }
    return new RobotModel(
        root.attributes().getOrDefault("name", source),
        order(roots.iterator().next(), below, source));
  }

  /** Parents first, depth first, in the order of the file. */
  private static List<RobotModel.Frame> order(
      String top, Map<String, List<Edge>> below, String source) {
    List<RobotModel.Frame> frames = new ArrayList<>();
    Deque<Waiting> waiting = new ArrayDeque<>();
    waiting.push(new Waiting(new Edge("", top, Pose.IDENTITY, Optional.empty()), -1));
    while (!waiting.isEmpty()) {
      Waiting next = waiting.pop();
      Edge edge = next.edge();
      int index = frames.size();
      frames.add(new RobotModel.Frame(edge.child(), next.parent(), edge.X_PC(), edge.joint()));
      for (Edge child : below.get(edge.child()).reversed()) {
        waiting.push(new Waiting(child, index));
      }
    }
    if (frames.size() != below.size()) {
      throw ModelErrors.bad(source + " has joints in a circle", "A URDF is a tree.");
    }
    return frames;
  }

  private static Edge edge(XmlElement element, String source) {
    String name = name(element, source);
    String what = source + ": joint '" + name + "'";
    XmlElement parent = element.first("parent");
    XmlElement child = element.first("child");
    if (parent == null
        || child == null
        || parent.get("link") == null
        || child.get("link") == null) {
      throw ModelErrors.bad(what + " lacks a parent or child", "Name both links.");
    }
    XmlElement origin = element.first("origin");
    Pose X_PC = origin == null ? Pose.IDENTITY : pose(origin, what);
    return new Edge(parent.get("link"), child.get("link"), X_PC, joint(element, name, what));
  }

  private static Pose pose(XmlElement origin, String what) {
    double[] rpy = ModelErrors.numbers(origin.get("rpy"), 3, what + " rpy", 0, 0, 0);
    Quaternion rotation =
        Rotation.about(new Vec3(0, 0, 1), rpy[2])
            .times(Rotation.about(new Vec3(0, 1, 0), rpy[1]))
            .times(Rotation.about(X, rpy[0]));
    return new Pose(ModelErrors.vector(origin.get("xyz"), what + " xyz", Vec3.ZERO), rotation);
  }

  private static Optional<Joint> joint(XmlElement element, String name, String what) {
    String kind = String.valueOf(element.get("type"));
    Joint.Type type =
        switch (kind) {
          case "fixed" -> null;
          case "revolute", "continuous" -> Joint.Type.REVOLUTE;
          case "prismatic" -> Joint.Type.PRISMATIC;
          case "floating", "planar" -> Joint.Type.OTHER;
          default ->
              throw ModelErrors.bad(
                  what + " has type " + kind,
                  "Allowed: fixed, revolute, continuous, prismatic, floating, planar");
        };
    if (type == null) {
      return Optional.empty();
    }
    XmlElement axis = element.first("axis");
    Vec3 direction = axis == null ? X : ModelErrors.vector(axis.get("xyz"), what + " axis", X);
    XmlElement limit = element.first("limit");
    boolean limited = limit != null && !kind.equals("continuous") && type != Joint.Type.OTHER;
    if (!limited && (kind.equals("revolute") || kind.equals("prismatic"))) {
      throw ModelErrors.bad(what + " has no <limit>", "A " + kind + " joint needs one.");
    }
    return Optional.of(
        new Joint(
            name,
            type,
            direction,
            0,
            limited ? value(limit, "lower", what, 0) : Double.NEGATIVE_INFINITY,
            limited ? value(limit, "upper", what, 0) : Double.POSITIVE_INFINITY,
            limit == null
                ? Double.POSITIVE_INFINITY
                : value(limit, "velocity", what, Double.POSITIVE_INFINITY),
            limit == null
                ? Double.POSITIVE_INFINITY
                : value(limit, "effort", what, Double.POSITIVE_INFINITY)));
  }

  private static double value(XmlElement limit, String attribute, String what, double absent) {
    String text = limit.get(attribute);
    return text == null ? absent : ModelErrors.number(text, what + " " + attribute);
  }

  private static String name(XmlElement element, String source) {
    String name = element.get("name");
    if (name == null || name.isBlank()) {
      throw ModelErrors.bad(source + " has a <" + element.name() + "> without a name", "Name it.");
    }
    return name;
  }
}
