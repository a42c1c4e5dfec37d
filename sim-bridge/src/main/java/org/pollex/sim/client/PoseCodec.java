package org.pollex.sim.client;

import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;

/** Poses of the contract (position, then quaternion w, x, y, z) and of the house. */
final class PoseCodec {
  private PoseCodec() {}

  static Pose decode(org.pollex.sim.v1.Pose message) {
    return new Pose(
        new Vec3(message.getX(), message.getY(), message.getZ()),
        new Quaternion(message.getQw(), message.getQx(), message.getQy(), message.getQz()));
  }

  static org.pollex.sim.v1.Pose encode(Pose pose) {
    return org.pollex.sim.v1.Pose.newBuilder()
        .setX(pose.position().x())
        .setY(pose.position().y())
        .setZ(pose.position().z())
        .setQw(pose.rotation().w())
        .setQx(pose.rotation().x())
        .setQy(pose.rotation().y())
        .setQz(pose.rotation().z())
        .build();
  }
}
