package org.pollex.policies.mt3;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pollex.hardware.geometry.Pose;

/**
 * How a body stands now relative to the demonstration.
 *
 * @param X_DL moves the body from where the demonstration saw it to where it is: p_live = X_DL
 *     p_demo
 * @param score agreement of the two clouds, 0 to 1
 * @param confidence share of belief in this answer among all found, 0 to 1
 * @param ambiguous true when another pose explains the clouds nearly as well
 * @param unmoved true when the cloud shows the body where it was
 */
record ObjectMotion(
    Pose X_DL, double score, double confidence, boolean ambiguous, boolean unmoved) {
  /** The body is where it was. */
  static final ObjectMotion NONE = new ObjectMotion(Pose.IDENTITY, 1, 1, false, true);

  /** Returns the motion in numbers, for diagnostics. */
  Map<String, Object> describe() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("yaw_degrees", Math.toDegrees(X_DL.yaw()));
    values.put("x", X_DL.position().x());
    values.put("y", X_DL.position().y());
    values.put("z", X_DL.position().z());
    values.put("score", score);
    values.put("confidence", confidence);
    values.put("ambiguous", ambiguous);
    values.put("unmoved", unmoved);
    return values;
  }
}
