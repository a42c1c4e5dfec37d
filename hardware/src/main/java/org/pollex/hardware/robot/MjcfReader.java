package org.pollex.hardware.robot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Vec3;

/**
 * Reads the kinematics of a MuJoCo model: bodies, joints, sites, {@code <frame>}s, default classes,
 * the compiler's units, and {@code <include>}s below the model's own folder.
 *
 * <p>A body with several joints, or with a joint whose anchor is not its origin, becomes several
 * frames; the last one has the body's name.
 */
public final class MjcfReader {
  private static final int MAX_INCLUDES = 50;

  private final String source;
  private final MjcfCompiler compiler;
  private final MjcfDefaults defaults;
  private final List<RobotModel.Frame> frames = new ArrayList<>();

  private MjcfReader(XmlElement root, String source) {
    this.source = source;
    compiler = MjcfCompiler.of(root);
    defaults = new MjcfDefaults(root);
  }

  /** Reads a file's bytes; includes are refused, for there is no folder to find them in. */
  public static RobotModel read(byte[] bytes, String source) {
    XmlElement root = XmlElement.parse(bytes, source);
    if (!root.name().equals("mujoco")) {
      throw new BadInputException(source + " is not MJCF", "Its root must be <mujoco>.");
    }
    return read(root, null, source);
  }

  static RobotModel read(XmlElement root, Path file) {
    return read(root, file.toAbsolutePath().getParent(), file.toString());
  }

  private static RobotModel read(XmlElement root, Path folder, String source) {
    XmlElement whole = included(root, folder, source, new int[1]);
    MjcfReader reader = new MjcfReader(whole, source);
    reader.frames.add(new RobotModel.Frame("world", -1, Pose.IDENTITY, Optional.empty()));
    for (XmlElement world : whole.all("worldbody")) {
      reader.children(world, 0, Pose.IDENTITY, null);
    }
    return new RobotModel(
        whole.attributes().getOrDefault("model", source), List.copyOf(reader.frames));
  }

  private static XmlElement included(XmlElement element, Path folder, String source, int[] count) {
    List<XmlElement> children = new ArrayList<>();
    for (XmlElement child : element.children()) {
      if (!child.name().equals("include")) {
        children.add(included(child, folder, source, count));
        continue;
      }
      if (folder == null || child.get("file") == null || ++count[0] > MAX_INCLUDES) {
        throw ModelErrors.bad(
            source + " includes another file that cannot be opened here",
            "Give at most " + MAX_INCLUDES + " includes, in a model that is a file.");
      }
      Path file = folder.resolve(child.get("file")).normalize();
      if (!file.startsWith(folder)) {
        throw ModelErrors.bad(
            source + " includes " + child.get("file"), "Includes stay below the model's folder.");
      }
      XmlElement other = ModelFiles.parse(file);
      children.addAll(included(other, folder, source, count).children());
    }
    return new XmlElement(element.name(), element.attributes(), children);
  }

  /** Adds what stands in a body; {@code X_PF} is the pose of an enclosing frame element. */
  private void children(XmlElement element, int parent, Pose X_PF, String childClass) {
    for (XmlElement child : element.children()) {
      switch (child.name()) {
        case "body" -> body(child, parent, X_PF, childClass);
        case "site" -> site(child, parent, X_PF, childClass);
        case "frame" ->
            children(
                child,
                parent,
                X_PF.times(compiler.pose(child, source + ": <frame>")),
                child.attributes().getOrDefault("childclass", childClass));
        case "attach", "replicate", "composite", "flexcomp" ->
            throw ModelErrors.bad(
                source + " uses <" + child.name() + ">",
                "Save the compiled model (mj_saveLastXML) and give that file.");
        default -> {
          // Geometry, inertia, cameras and lights do not move frames.
        }
      }
    }
  }

  private void site(XmlElement element, int parent, Pose X_PF, String childClass) {
    if (element.get("name") != null) {
      XmlElement site = defaults.complete(element, childClass);
      Pose X_PS = X_PF.times(compiler.pose(site, source + ": site " + site.get("name")));
      frames.add(new RobotModel.Frame(site.get("name"), parent, X_PS, Optional.empty()));
    }
  }

  private void body(XmlElement body, int parent, Pose X_PF, String outerClass) {
    String name = body.attributes().getOrDefault("name", "/body" + frames.size());
    String childClass = body.attributes().getOrDefault("childclass", outerClass);
    Pose X_PB = X_PF.times(compiler.pose(body, source + ": body " + name));
    int above = parent;
    Vec3 anchor = Vec3.ZERO;
    List<XmlElement> joints = body.children().stream().filter(MjcfReader::isJoint).toList();
    for (int i = 0; i < joints.size(); i++) {
      XmlElement element = defaults.complete(joints.get(i), childClass);
      String what = source + ": joint " + element.get("name");
      Vec3 next = ModelErrors.vector(element.get("pos"), what + " pos", Vec3.ZERO);
      X_PB = X_PB.times(Pose.translation(next.minus(anchor)));
      anchor = next;
      boolean last = i == joints.size() - 1 && anchor.equals(Vec3.ZERO);
      String frame = last ? name : name + "/joint" + i;
      frames.add(
          new RobotModel.Frame(frame, above, X_PB, Optional.of(joint(element, what, name + i))));
      above = frames.size() - 1;
      X_PB = Pose.IDENTITY;
    }
    if (joints.isEmpty() || !anchor.equals(Vec3.ZERO)) {
      X_PB = X_PB.times(Pose.translation(anchor.times(-1)));
      frames.add(new RobotModel.Frame(name, above, X_PB, Optional.empty()));
      above = frames.size() - 1;
    }
    children(body, above, Pose.IDENTITY, childClass);
  }

  private static boolean isJoint(XmlElement element) {
    return element.name().equals("joint") || element.name().equals("freejoint");
  }

  private Joint joint(XmlElement element, String what, String unnamed) {
    String kind =
        element.name().equals("freejoint")
            ? "free"
            : element.attributes().getOrDefault("type", "hinge");
    Joint.Type type =
        switch (kind) {
          case "hinge" -> Joint.Type.REVOLUTE;
          case "slide" -> Joint.Type.PRISMATIC;
          case "ball", "free" -> Joint.Type.OTHER;
          default ->
              throw ModelErrors.bad(
                  what + " has type " + kind, "Allowed: hinge, slide, ball, free");
        };
    String limited = element.attributes().getOrDefault("limited", "auto");
    boolean bounded =
        type != Joint.Type.OTHER
            && (limited.equals("true")
                || limited.equals("auto") && compiler.autoLimits() && element.get("range") != null);
    double[] range =
        ModelErrors.numbers(bounded ? element.get("range") : null, 2, what + " range", 0, 0);
    double zero =
        element.get("ref") == null ? 0 : ModelErrors.number(element.get("ref"), what + " ref");
    return new Joint(
        element.attributes().getOrDefault("name", unnamed),
        type,
        ModelErrors.vector(element.get("axis"), what + " axis", new Vec3(0, 0, 1)),
        amount(zero, type),
        bounded ? amount(range[0], type) : Double.NEGATIVE_INFINITY,
        bounded ? amount(range[1], type) : Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY);
  }

  private double amount(double value, Joint.Type type) {
    return type == Joint.Type.REVOLUTE ? compiler.radians(value) : value;
  }
}
