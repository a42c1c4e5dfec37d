package org.pollex.mujoco;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;

/** A world steps, is saved and restored, and refuses misuse. */
class MjDataTest {
  @Test
  void stepsAndFindsContacts() {
    try (MjModel model = MjModel.parse(Scenes.ARM);
        MjData data = model.newData()) {
      data.step(500);
      assertEquals(1.0, data.time(), 1e-9);
      int box = model.id(MjObject.BODY, "box");
      assertEquals(0.05, data.xpos().get(box, 2), 1e-3, "the box lies on the floor");
      assertTrue(data.contacts().size() >= 4);
      int last = data.contacts().size() - 1;
      assertEquals(model.id(MjObject.GEOM, "floor"), data.contacts().geom1(last));
      assertEquals(model.id(MjObject.GEOM, "box"), data.contacts().geom2(last));
      assertTrue(data.contacts().distance(last) < 1e-3);
    }
  }

  @Test
  void savedStateContinuesBitForBit() {
    try (MjModel model = MjModel.parse(Scenes.ARM);
        MjData data = model.newData();
        MjData other = model.newData()) {
      data.ctrl().set(0, 0.7);
      data.step(150);
      double[] saved = data.saveState();
      data.step(100);
      other.restoreState(saved);
      other.step(100);
      assertArrayEquals(data.qpos().toArray(), other.qpos().toArray(), 0);
      assertArrayEquals(data.saveState(), other.saveState(), 0);
    }
  }

  @Test
  void variantsShareMeshesAndKeepTheirOwnPlaces() {
    try (MjModel model = MjModel.parse(Scenes.ARM)) {
      MjModel moved = model.variant("body_pos");
      MjData here = model.newData();
      MjData there = moved.newData();
      int upper = model.id(MjObject.BODY, "upper");
      moved.doubles("body_pos").set3(upper, 1, 0, 0.6);
      here.kinematics();
      there.kinematics();
      assertEquals(0, here.xpos().get(upper, 0));
      assertEquals(1, there.xpos().get(upper, 0));
      assertEquals(model.array("geom_size"), moved.array("geom_size"));
      assertThrows(IllegalStateException.class, model::close);
      there.close();
      moved.close();
      here.close();
    }
  }

  @Test
  void useAfterCloseIsAnException() {
    MjModel model = MjModel.parse(Scenes.ARM);
    MjData data = model.newData();
    MjData orphan = model.newData();
    DoubleArray qpos = data.qpos();
    data.close();
    data.close();
    assertThrows(IllegalStateException.class, data::step);
    assertThrows(IllegalStateException.class, () -> qpos.get(0));
    model.close();
    IllegalStateException closed = assertThrows(IllegalStateException.class, orphan::step);
    assertEquals("this world's model is closed", closed.getMessage());
    orphan.close();
  }

  @Test
  void aDivergedWorldIsFlagged() {
    try (MjModel model = MjModel.parse(Scenes.ARM);
        MjData data = model.newData()) {
      data.step();
      assertFalse(data.health().diverged());
      data.qpos().set(0, Double.NaN);
      data.step();
      assertTrue(data.health().diverged());
      data.reset();
      assertFalse(data.health().diverged());
      data.ctrl().set(0, Double.NaN);
      data.step();
      assertEquals(1, data.health().warnings(MjWarning.BADCTRL));
    }
  }

  @Test
  void aFatalErrorCostsOneWorldAndNotTheProcess() {
    long before = MuJoCo.fatalErrors();
    MjModel model = MjModel.parse(Scenes.pile(32, "40K"));
    MjData lost = model.newData();
    MjFatalException fatal = assertThrows(MjFatalException.class, () -> lost.step(50));
    assertTrue(fatal.getMessage().contains("memory"), fatal.getMessage());
    assertEquals(before + 1, MuJoCo.fatalErrors());
    assertTrue(lost.isLost());
    assertThrows(IllegalStateException.class, lost::step);
    lost.close();
    model.close();
    try (MjModel next = MjModel.parse(Scenes.ARM);
        MjData data = next.newData()) {
      data.step(10);
      assertNotEquals(0, data.time());
    }
  }

  /** The step before a fatal one is refused where the memory's use foretells it. */
  @Test
  void aWorldWhoseContactsFillItsMemoryIsRefusedUntilItIsReset() {
    long before = MuJoCo.fatalErrors();
    try (MjModel model = MjModel.parse(Scenes.pile(32, "100K"));
        MjData data = model.newData()) {
      data.step();
      assertTrue(data.health().crowded());
      MjMemoryException refused = assertThrows(MjMemoryException.class, data::step);
      assertTrue(refused.getMessage().contains("<size memory>"), refused.getMessage());
      data.reset();
      assertFalse(data.health().crowded());
      data.step();
    }
    assertEquals(before, MuJoCo.fatalErrors());
  }

  @Test
  void brokenModelsAreBadInput() {
    BadInputException refused =
        assertThrows(
            BadInputException.class,
            () -> MjModel.parse("<mujoco><worldbody><geom size='-1'/></worldbody></mujoco>"));
    assertEquals(2, refused.exitCode());
    assertTrue(refused.getMessage().contains("MuJoCo refuses"), refused.getMessage());
    assertThrows(BadInputException.class, () -> MjModel.parse("<mujoco><worl"));
    assertThrows(
        BadInputException.class,
        () -> MjModel.parse("<mujoco><asset><mesh file='absent.stl'/></asset></mujoco>"));
  }
}
