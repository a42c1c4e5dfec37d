package org.pollex.hardware.collision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.kinematics.TreeState;
import org.pollex.hardware.profile.RobotProfile;

/**
 * Smallest gap between spheres of links that may not touch. Not safe for several threads; allocates
 * nothing after it was made.
 *
 * <p>A capsule of length L and radius r is covered by n + 1 spheres, n = ⌈L / r⌉, evenly spaced
 * from end to end, of radius √(r² + (L / 2n)²): every point of the capsule is in one of them.
 */
public final class SelfCollision {
  private final TreeState tree;
  private final int[] frame;
  private final double[] local;
  private final double[] radius;
  private final double[] world;
  private final int[] pairs;
  private final List<String> names = new ArrayList<>();
  private int first = -1;
  private int second = -1;

  /** Prepares the spheres of a profile. */
  public SelfCollision(RobotProfile profile) {
    tree = new TreeState(profile.model(), profile.jointNames());
    List<double[]> centres = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    List<Double> radii = new ArrayList<>();
    for (RobotProfile.Capsule capsule : profile.capsules()) {
      cover(capsule, centres, radii);
      while (names.size() < centres.size()) {
        names.add(capsule.link());
        owners.add(tree.index(capsule.link()));
      }
    }
    frame = owners.stream().mapToInt(Integer::intValue).toArray();
    radius = radii.stream().mapToDouble(Double::doubleValue).toArray();
    local = centres.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    world = new double[local.length];
    pairs = pairs(profile);
  }

  private static void cover(
      RobotProfile.Capsule capsule, List<double[]> centres, List<Double> radii) {
    double[] a = capsule.from();
    double[] b = capsule.to();
    double length = Math.hypot(Math.hypot(b[0] - a[0], b[1] - a[1]), b[2] - a[2]);
    int steps = (int) Math.ceil(length / capsule.radius());
    double r = steps == 0 ? capsule.radius() : Math.hypot(capsule.radius(), length / steps / 2);
    for (int i = 0; i <= steps; i++) {
      double t = steps == 0 ? 0 : (double) i / steps;
      centres.add(
          new double[] {
            a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])
          });
      radii.add(r);
    }
  }

  private int[] pairs(RobotProfile profile) {
    Set<Set<String>> ignored = new HashSet<>();
    profile.ignoredPairs().forEach(pair -> ignored.add(new HashSet<>(pair)));
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < frame.length; i++) {
      for (int j = i + 1; j < frame.length; j++) {
        if (frame[i] != frame[j]
            && !ignored.contains(new HashSet<>(List.of(names.get(i), names.get(j))))) {
          kept.add(i);
          kept.add(j);
        }
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Returns the smallest gap at a posture, metres; negative when spheres overlap, and infinite when
   * no two links are compared.
   *
   * @param q coordinates in wire order, rad
   */
  public double gap(double[] q) {
    tree.update(q);
    for (int i = 0; i < frame.length; i++) {
      tree.point(frame[i], local, 3 * i, world);
    }
    double smallest = Double.POSITIVE_INFINITY;
    for (int p = 0; p < pairs.length; p += 2) {
      int i = 3 * pairs[p];
      int j = 3 * pairs[p + 1];
      double dx = world[i] - world[j];
      double dy = world[i + 1] - world[j + 1];
      double dz = world[i + 2] - world[j + 2];
      double gap = Math.sqrt(dx * dx + dy * dy + dz * dz) - radius[pairs[p]] - radius[pairs[p + 1]];
      if (gap < smallest) {
        smallest = gap;
        first = pairs[p];
        second = pairs[p + 1];
      }
    }
    return smallest;
  }

  /** Returns the two links of the smallest gap, or nothing when no two are compared. */
  public Optional<List<String>> nearest() {
    return first < 0 ? Optional.empty() : Optional.of(List.of(names.get(first), names.get(second)));
  }

  /** Returns a frame's pose in the root at the last posture. */
  public Pose pose(String link) {
    return tree.pose(tree.index(link));
  }

  /** Returns the number of spheres. */
  public int spheres() {
    return frame.length;
  }
}
