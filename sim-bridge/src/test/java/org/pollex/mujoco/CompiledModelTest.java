package org.pollex.mujoco;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.BadInputException;

/** A compiled model comes back from disk as it was; anything else is refused. */
class CompiledModelTest {
  private static final String PENDULUM =
      """
      <mujoco><worldbody><body><joint name="hinge" axis="0 1 0"/>
      <geom size=".1" pos=".3 0 0"/></body></worldbody></mujoco>""";

  @Test
  void comesBackAsItWas(@TempDir Path folder) {
    Path file = folder.resolve("pendulum.mjb");
    try (MjModel model = MjModel.parse(PENDULUM)) {
      model.save(file);
      try (MjModel loaded = MjModel.loadCompiled(file);
          MjData once = model.newData();
          MjData again = loaded.newData()) {
        once.step(100);
        again.step(100);
        assertArrayEquals(once.saveState(), again.saveState());
      }
    }
  }

  @Test
  void otherFilesAreRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("pendulum.mjb");
    try (MjModel model = MjModel.parse(PENDULUM)) {
      model.save(file);
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThrows(BadInputException.class, () -> MjModel.loadCompiled(file));
    Files.write(file, new byte[] {1, 2, 3});
    assertThrows(BadInputException.class, () -> MjModel.loadCompiled(file));
    assertThrows(BadInputException.class, () -> MjModel.loadCompiled(folder.resolve("missing")));
  }
}
