/**
 * Rigid-body geometry: vectors, unit quaternions (w, x, y, z) and poses.
 *
 * <p>A pose variable is named {@code X_AB}: the pose of frame B measured in frame A, so that {@code
 * X_AC = X_AB.times(X_BC)} and a point known in B becomes {@code X_AB.transform(p_B)} in A. All
 * values are immutable; lengths are metres, angles radians.
 */
package org.pollex.hardware.geometry;
