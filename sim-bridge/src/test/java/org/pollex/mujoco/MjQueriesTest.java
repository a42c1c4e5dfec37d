package org.pollex.mujoco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jacobians against finite differences, dynamics against its inverse, contacts against weight. */
class MjQueriesTest {
  private static final long SEED = 7;

  private MjModel model;
  private MjData data;

  @BeforeEach
  void open() {
    model = MjModel.parse(Scenes.ARM);
    data = model.newData();
    Random random = new Random(SEED);
    data.qpos().set(0, random.nextGaussian());
    data.qpos().set(1, random.nextGaussian());
    data.forward();
  }

  @AfterEach
  void close() {
    data.close();
    model.close();
  }

  @Test
  void aSitesJacobianIsItsVelocity() {
    int nv = model.nv();
    double[] translation = new double[3 * nv];
    double[] rotation = new double[3 * nv];
    int tip = model.id(MjObject.SITE, "tip");
    new MjQueries(data).jacobian(MjObject.SITE, tip, translation, rotation);
    for (int joint = 0; joint < 2; joint++) {
      double[] moved = new double[2];
      for (int side = 0; side < 2; side++) {
        double at = data.qpos().get(joint);
        data.qpos().set(joint, at + (side == 0 ? -1e-6 : 1e-6));
        data.kinematics();
        moved[side] = data.siteXpos().get(tip, 2);
        data.qpos().set(joint, at);
      }
      assertEquals((moved[1] - moved[0]) / 2e-6, translation[2 * nv + joint], 1e-8);
      assertEquals(1, rotation[nv + joint], 1e-12, "both joints turn around y");
    }
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> new MjQueries(data).jacobian(MjObject.SITE, 99, translation, rotation));
  }

  @Test
  void inverseDynamicsUndoesForwardDynamics() {
    data.ctrl().set(0, 0.3);
    data.forward();
    data.inverse();
    double motor = data.doubles("qfrc_inverse").get(0);
    assertEquals(2 * 0.3, motor, 1e-9, "gear 2 times the control");
  }

  @Test
  void inertiaIsSymmetricAndHoldsTheBoxesMass() {
    int nv = model.nv();
    double[] inertia = new double[nv * nv];
    new MjQueries(data).inertiaMatrix(inertia);
    for (int i = 0; i < nv; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(inertia[i * nv + j], inertia[j * nv + i]);
      }
    }
    assertEquals(0.2, inertia[2 * nv + 2], 1e-12);
  }

  @Test
  void contactForcesCarryTheWeight() {
    data.step(1500);
    data.forward();
    double[] force = new double[6];
    double normal = 0;
    int box = model.id(MjObject.GEOM, "box");
    for (int contact = 0; contact < data.contacts().size(); contact++) {
      if (data.contacts().geom2(contact) == box && data.contacts().geom1(contact) == 0) {
        new MjQueries(data).contactForce(contact, force);
        normal += force[0];
      }
    }
    assertEquals(0.2 * 9.81, normal, 0.02, "newton");
  }

  @Test
  void aRayMeetsTheFloor() {
    boolean[] groups = {true, true, true, true, true, true};
    MjQueries queries = new MjQueries(data);
    MjQueries.RayHit hit =
        queries.ray(new double[] {-1, -1, 2}, new double[] {0, 0, -1}, groups, -1);
    assertEquals(new MjQueries.RayHit(0, 2), hit);
    MjQueries.RayHit none =
        queries.ray(new double[] {-1, -1, 2}, new double[] {0, 0, 1}, groups, -1);
    assertEquals(-1, none.geom());
  }
}
