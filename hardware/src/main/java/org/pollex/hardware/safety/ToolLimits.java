package org.pollex.hardware.safety;

import org.pollex.hardware.kinematics.ChainState;
import org.pollex.hardware.kinematics.KinematicChain;
import org.pollex.hardware.profile.RobotProfile;

/** Planes and cone for the tool of a robot. Allocation-free. */
final class ToolLimits {
  private final ChainState state;
  private final int[] places;
  private final double[] q;
  private final double[] planes;
  private final double[] cone;
  private final double[] origin = new double[3];
  private final double[] axis = new double[3];

  ToolLimits(RobotProfile profile, Workspace workspace) {
    KinematicChain chain = profile.chain();
    state = chain.newState();
    places = profile.places(chain);
    q = new double[chain.size()];
    planes = new double[4 * workspace.planes().size()];
    for (int k = 0; k < workspace.planes().size(); k++) {
      Workspace.Plane plane = workspace.planes().get(k);
      System.arraycopy(plane.normal().toArray(), 0, planes, 4 * k, 3);
      planes[4 * k + 3] = plane.offset();
    }
    cone =
        workspace
            .cone()
            .map(c -> new double[] {c.axis().x(), c.axis().y(), c.axis().z(), Math.cos(c.angle())})
            .orElse(new double[0]);
  }

  /** Returns the rule that the tool breaks at a posture (wire order), or null. */
  Rule judge(double[] all) {
    if (planes.length == 0 && cone.length == 0) {
      return null;
    }
    for (int i = 0; i < q.length; i++) {
      q[i] = all[places[i]];
    }
    state.update(q).tool(origin, axis);
    for (int k = 0; k < planes.length; k += 4) {
      if (!(dot(planes, k, origin) >= planes[k + 3])) {
        return Rule.WORKSPACE;
      }
    }
    return cone.length > 0 && !(dot(cone, 0, axis) >= cone[3]) ? Rule.ORIENTATION : null;
  }

  private static double dot(double[] a, int offset, double[] b) {
    return a[offset] * b[0] + a[offset + 1] * b[1] + a[offset + 2] * b[2];
  }
}
