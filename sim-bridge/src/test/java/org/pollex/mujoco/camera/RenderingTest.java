package org.pollex.mujoco.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.pollex.mujoco.MjRenderer;

/** A renderer is tried where it can do no harm; whatever happens there is an answer. */
class RenderingTest {
  @Test
  void whatAnotherProcessFindsIsWhatThisOneHas() {
    assertEquals(MjRenderer.openGl(), Rendering.openGl());
  }

  @Test
  void aProcessThatFailsMeansNone() {
    String before = System.getProperty("pollex.mujoco");
    System.setProperty("pollex.mujoco", "/nonexistent");
    try {
      assertEquals(MjRenderer.OpenGl.NONE, Rendering.tried());
    } finally {
      if (before == null) {
        System.clearProperty("pollex.mujoco");
      } else {
        System.setProperty("pollex.mujoco", before);
      }
    }
  }
}
