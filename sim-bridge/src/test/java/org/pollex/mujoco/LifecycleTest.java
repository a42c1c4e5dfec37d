package org.pollex.mujoco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Opening and closing leaves nothing behind. */
class LifecycleTest {
  private static final int WORLDS = 10_000;
  private static final int MODELS = 100;

  @Test
  void tenThousandWorldsAndAHundredModelsLeaveNothing() throws IOException {
    long worldBytes;
    try (MjModel model = MjModel.parse(Scenes.ARM)) {
      open(model, 500);
      long before = resident();
      open(model, WORLDS);
      long grown = resident() - before;
      worldBytes = model.size("nbuffer") + 1_000_000;
      // A leak of every world would be thousands of times one world.
      assertTrue(grown < 60 * worldBytes, grown + " bytes after " + WORLDS + " worlds");
    }
    for (int i = 0; i < 10; i++) {
      MjModel.parse(Scenes.ARM).close();
    }
    long before = resident();
    for (int i = 0; i < MODELS; i++) {
      try (MjModel model = MjModel.parse(Scenes.ARM);
          MjModel variant = model.variant("body_pos", "site_pos");
          MjData data = variant.newData()) {
        data.step();
      }
    }
    long grown = resident() - before;
    assertTrue(grown < 60 * worldBytes, grown + " bytes after " + MODELS + " models");
  }

  private static void open(MjModel model, int worlds) {
    MuJoCo.run(
        () -> {
          for (int i = 0; i < worlds; i++) {
            try (MjData data = model.newData()) {
              data.step();
              assertEquals(1, data.time() / 0.002, 1e-9);
            }
          }
        });
  }

  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    assumeTrue(Files.exists(status), "resident memory is read on Linux only");
    System.gc();
    try (Stream<String> lines = Files.lines(status)) {
      return 1024
          * lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum();
    }
  }
}
