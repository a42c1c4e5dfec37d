package org.pollex.mujoco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;

/** Specifications are edited and put together before they are compiled. */
class MjSpecTest {
  @Test
  void editsAddsAndRemoves() {
    try (MjSpec spec = MjSpec.parse(Scenes.ARM, Map.of())) {
      spec.options().setDoubles("timestep", 0.004);
      spec.find(MjObject.BODY, "upper").setDoubles("pos", 0.1, 0.2, 0.7);
      MjStruct ball = spec.add(MjObject.BODY, spec.find(MjObject.BODY, "world"), "ball");
      ball.setDoubles("pos", 1, 1, 1);
      MjStruct shape = spec.add(MjObject.GEOM, ball, "ball");
      shape.setDoubles("size", 0.07);
      spec.remove(spec.find(MjObject.SITE, "goal"));
      spec.remove(spec.find(MjObject.KEY, "bent"));
      try (MjModel model = spec.compile();
          MjData data = model.newData()) {
        assertEquals(0.004, model.options().getDouble("timestep"));
        data.forward();
        assertEquals(0.7, data.xpos().get(model.id(MjObject.BODY, "upper"), 2));
        assertEquals(0.07, model.doubles("geom_size").get(model.id(MjObject.GEOM, "ball"), 0));
        assertFalse(model.has(MjObject.SITE, "goal"));
      }
      BadInputException absent =
          assertThrows(BadInputException.class, () -> spec.find(MjObject.GEOM, "bal"));
      assertTrue(absent.getMessage().contains("'bal'"), absent.getMessage());
    }
  }

  @Test
  void twoArmsFromOneFile() {
    try (MjSpec scene = MjSpec.parse("<mujoco><worldbody/></mujoco>", Map.of());
        MjSpec left = MjSpec.parse(Scenes.ARM, Map.of());
        MjSpec right = MjSpec.parse(Scenes.ARM, Map.of())) {
      MjStruct world = scene.find(MjObject.BODY, "world");
      double[] upright = {1, 0, 0, 0};
      scene.attach(world, left, "upper", "left-", new double[] {0, 0.5, 0}, upright);
      scene.attach(world, right, "upper", "right-", new double[] {0, -0.5, 0}, upright);
      try (MjModel model = scene.compile();
          MjData data = model.newData()) {
        data.forward();
        assertEquals(4, model.nv());
        assertEquals(0.5, data.xpos().get(model.id(MjObject.BODY, "left-lower"), 1), 1e-12);
        assertEquals(-0.5, data.xpos().get(model.id(MjObject.BODY, "right-lower"), 1), 1e-12);
      }
    }
  }

  @Test
  void filesComeFromMemory() {
    byte[] part =
        "<mujoco><worldbody><geom name='g' size='.1'/></worldbody></mujoco>"
            .getBytes(StandardCharsets.UTF_8);
    try (MjModel model =
        MjModel.parse("<mujoco><include file='part.xml'/></mujoco>", Map.of("part.xml", part))) {
      assertTrue(model.has(MjObject.GEOM, "g"));
    }
  }
}
