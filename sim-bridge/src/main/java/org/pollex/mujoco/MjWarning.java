package org.pollex.mujoco;

/** What MuJoCo warns about ({@code mjtWarning}), in its order, which is checked at start. */
public enum MjWarning {
  /** Nearly singular inertia matrix. */
  INERTIA,
  /** More contacts than fit into the world's memory; some were dropped. */
  CONTACTFULL,
  /** More constraints than fit into the world's memory; some were dropped. */
  CNSTRFULL,
  /** More visual geoms than fit into the scene. */
  VGEOMFULL,
  /** NaN or huge number in the positions; MuJoCo reset the world. */
  BADQPOS,
  /** NaN or huge number in the velocities; MuJoCo reset the world. */
  BADQVEL,
  /** NaN or huge number in the accelerations; MuJoCo reset the world. */
  BADQACC,
  /** NaN in the controls; MuJoCo took zeros. */
  BADCTRL
}
