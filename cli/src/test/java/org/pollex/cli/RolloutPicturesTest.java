package org.pollex.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.trial.result.FilmedRollouts;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.metaworld.world.NativeMetaworld;

class RolloutPicturesTest {
  @TempDir private Path folder;

  private byte[] picture(int index, int number) throws IOException {
    return Files.readAllBytes(folder.resolve(index + "/" + number + ".png"));
  }

  @Test
  void theActionsOfARolloutAreShownAgain() throws IOException {
    InitialCondition start;
    try (NativeMetaworld metaworld = new NativeMetaworld()) {
      start = metaworld.goals("MT1", "door-open-v3", 3, 1).getFirst();
    }
    float[] still = new float[4 * 30];
    float[] moving = new float[4 * 30];
    Arrays.fill(moving, 1);
    RolloutPictures.write(
        List.of(
            new FilmedRollouts.Filmed(4, start, still),
            new FilmedRollouts.Filmed(9, start, moving)),
        folder);
    assertArrayEquals(picture(4, 0), picture(9, 0), "same start");
    assertFalse(Arrays.equals(picture(4, 3), picture(9, 3)), "different ends");
    assertEquals(168, ImageIO.read(folder.resolve("9/3.png").toFile()).getWidth());
    assertFalse(Files.exists(folder.resolve("9/4.png")));
  }
}
