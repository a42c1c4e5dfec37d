package org.pollex.hardware.robot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;

/**
 * A tree of frames; every frame stands after its parent, frame 0 is the root.
 *
 * @param name name of the model
 * @param frames all frames, bodies and sites alike
 */
public record RobotModel(String name, List<Frame> frames) {
  /**
   * A frame: at coordinate {@code q} its pose in its parent is {@code X_PF · motion(joint, q)}.
   *
   * @param name name in the file; frames that only carry an inner joint have a name with a slash
   * @param parent index of the parent, -1 for the root
   * @param X_PF where it sits in its parent when its joint is at zero
   * @param joint the joint that moves it, if one does
   */
  public record Frame(String name, int parent, Pose X_PF, Optional<Joint> joint) {}

  /** Copies the list and refuses a frame before its parent. */
  public RobotModel {
    frames = List.copyOf(frames);
    for (int i = 0; i < frames.size(); i++) {
      int parent = frames.get(i).parent();
      if (parent >= i || parent < 0 && i > 0) {
        throw new IllegalArgumentException("frame " + i + " has parent " + parent);
      }
    }
  }

  /** Returns all joints in the order of the tree. */
  public List<Joint> joints() {
    return frames.stream().flatMap(frame -> frame.joint().stream()).toList();
  }

  /** Returns the names that {@link #path} takes. */
  public List<String> names() {
    return frames.stream().map(Frame::name).filter(name -> !name.contains("/")).toList();
  }

  /**
   * Returns the frames from below {@code base} down to {@code tip}.
   *
   * @throws BadInputException when a name is unknown, or the tip does not hang on the base
   */
  public List<Frame> path(String base, String tip) {
    int from = index(base);
    List<Frame> path = new ArrayList<>();
    for (int i = index(tip); i != from; i = frames.get(i).parent()) {
      if (i <= 0) {
        throw new BadInputException(
            "'" + tip + "' does not hang on '" + base + "'",
            "Give a base nearer to the root, for example " + frames.get(0).name() + ".");
      }
      path.add(frames.get(i));
    }
    Collections.reverse(path);
    return path;
  }

  private int index(String wanted) {
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < frames.size(); i++) {
      byName.putIfAbsent(frames.get(i).name(), i);
    }
    Integer index = byName.get(wanted);
    if (index == null) {
      throw BadInputException.unknownName("frame", wanted, names());
    }
    return index;
  }
}
