package org.pollex.retrieval.registration;

import org.pollex.hardware.geometry.Pose;

/**
 * One answer of a registration.
 *
 * @param X_TS moves points of the source cloud onto the target cloud, both in one frame (the object
 *     motion T-delta of trajectory transfer): {@code p_target = X_TS p_source}
 * @param yaw rotation about the vertical, radians, in (-pi, pi]
 * @param score agreement of the two views, 1 (nothing contradicts) down to 0
 * @param confidence share of belief in this answer among all answers found, 0 to 1
 * @param overlap share of points that have a matching surface in the other cloud, 0 to 1
 * @param refuted share of points where the other camera looked through, 0 to 1
 */
public record Alignment(
    Pose X_TS, double yaw, double score, double confidence, double overlap, double refuted) {}
