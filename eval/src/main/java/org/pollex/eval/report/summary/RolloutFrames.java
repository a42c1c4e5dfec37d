package org.pollex.eval.report.summary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.pollex.datasets.storage.StorageFailure;

/** Pictures of rollouts, evenly spaced in time, first and last included. */
@FunctionalInterface
public interface RolloutFrames {
  /** No pictures: film strips are drawn from paths and clouds. */
  RolloutFrames NONE = index -> List.of();

  /**
   * Returns the pictures of a rollout as PNG files; empty where there are none.
   *
   * @param index position of the trial in the sealed order
   */
  List<byte[]> of(int index);

  /**
   * Pictures in a folder: {@code <index>/*.png} in the order of their names. Files that are no PNG
   * or larger than 256 KiB are left out, since the page holds what it shows.
   */
  static RolloutFrames in(Path folder) {
    return index -> {
      Path strip = folder.resolve(Integer.toString(index));
      if (!Files.isDirectory(strip)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(strip)) {
        List<byte[]> frames = new ArrayList<>();
        for (Path file : files.sorted().toList()) {
          if (file.toString().endsWith(".png") && Files.size(file) <= 256 << 10) {
            byte[] picture = Files.readAllBytes(file);
            if (isPng(picture)) {
              frames.add(picture);
            }
          }
        }
        return frames;
      } catch (IOException e) {
        throw StorageFailure.reading(strip, e);
      }
    };
  }

  private static boolean isPng(byte[] file) {
    byte[] magic = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    return file.length > magic.length && Arrays.equals(magic, Arrays.copyOf(file, magic.length));
  }
}
