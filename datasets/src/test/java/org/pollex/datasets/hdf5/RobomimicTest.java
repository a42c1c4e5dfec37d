package org.pollex.datasets.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.RandomEpisodes;

/**
 * robomimic's own loader reads what we write. It and torch are large, so this runs only on demand:
 * {@code ./mvnw -Plong -pl datasets -am verify -Drobomimic.python=PYTHON}.
 */
@Tag("long")
class RobomimicTest {
  @TempDir Path folder;

  @Test
  void robomimicReadsEveryWindow() throws Exception {
    String python = System.getProperty("robomimic.python");
    assumeTrue(python != null, "give a Python with robomimic and torch as -Drobomimic.python");
    List<Episode> episodes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      episodes.add(RandomEpisodes.draw(21, i));
    }
    Path file = folder.resolve("demos.hdf5");
    DemonstrationWriter.write(
        file, RandomEpisodes.ENVIRONMENT, writer -> episodes.forEach(writer::add));
    JsonNode seen =
        Python.runWith(python, "robomimic_windows.py", file, "ee_pos", DemonstrationWriter.SUCCESS);
    int steps = episodes.stream().mapToInt(Episode::steps).sum();
    int successful = episodes.stream().filter(Episode::success).mapToInt(Episode::steps).sum();
    assertEquals(2 * (steps + successful), seen.get("windows").asInt());
    assertEquals("metaworld", seen.get("env").asText());
  }
}
