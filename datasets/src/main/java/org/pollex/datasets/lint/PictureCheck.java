package org.pollex.datasets.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.pollex.datasets.lint.LintLog.Evidence;
import org.pollex.hardware.tensor.Tensor;

/**
 * {@code channel_order}: red and blue are exchanged. {@code upside_down}: pictures stand on their
 * head or are turned by half a turn. Both against the other episodes of the same camera: the mean
 * picture of an episode, 8 by 8 cells in 3 channels, fits theirs much better after the change.
 */
final class PictureCheck implements LintCheck {
  private static final int CELLS = 8;
  private static final int FRAMES = 8;
  private static final int FEW = 5;

  /** Mean difference, in levels of 255, that counts; and how much better the change must fit. */
  private static final double APART = 3;

  private static final double BETTER = 2;

  private final Map<String, Sample[]> usual = new HashMap<>();

  @Override
  public void learn(LintEpisode episode) {
    for (Signal camera : episode.signals(Role.IMAGE)) {
      double[] mean = mean(episode.episode().stream(camera.name()));
      Sample[] samples =
          usual.computeIfAbsent(
              camera.name(),
              n -> {
                Sample[] fresh = new Sample[mean.length];
                java.util.Arrays.setAll(fresh, i -> new Sample());
                return fresh;
              });
      for (int i = 0; i < mean.length; i++) {
        samples[i].add(mean[i]);
      }
    }
  }

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    for (Signal camera : episode.signals(Role.IMAGE)) {
      log.undecided(
          camera.name()
              + ": whether all its pictures together are upside down or have red and blue"
              + " exchanged; episodes are compared with each other");
      Sample[] others = usual.get(camera.name());
      if (others[0].size() < FEW) {
        continue;
      }
      double[] own = mean(episode.episode().stream(camera.name()));
      double direct = distance(own, others, i -> i);
      change(
          camera,
          "channel_order",
          "with red and blue exchanged",
          direct,
          distance(own, others, i -> i / 3 * 3 + 2 - i % 3),
          log);
      double flipped =
          distance(
              own, others, i -> ((CELLS - 1 - i / 3 / CELLS) * CELLS + i / 3 % CELLS) * 3 + i % 3);
      double turned = distance(own, others, i -> (CELLS * CELLS - 1 - i / 3) * 3 + i % 3);
      change(
          camera,
          "upside_down",
          flipped < turned ? "mirrored top to bottom" : "turned by half a turn",
          direct,
          Math.min(flipped, turned),
          log);
    }
  }

  private static void change(
      Signal camera, String kind, String how, double direct, double changed, LintLog log) {
    if (direct > APART && direct > BETTER * changed) {
      double ratio = direct / Math.max(1e-9, changed);
      log.error(
          kind,
          new Evidence(camera.name(), 0, ratio, LintFinding.beyond(BETTER, ratio)),
          "pictures fit those of the other episodes %.1f times better %s".formatted(ratio, how),
          "Change the pictures of this episode that way, or leave it out.");
    }
  }

  private static double distance(double[] own, Sample[] others, IntUnaryOperator from) {
    double sum = 0;
    for (int i = 0; i < own.length; i++) {
      sum += Math.abs(own[from.applyAsInt(i)] - others[i].median());
    }
    return sum / own.length;
  }

  /** Mean colour of each cell over some frames, [cell row, cell column, channel]. */
  private static double[] mean(Tensor frames) {
    int count = frames.shape()[0];
    int height = frames.shape()[1];
    int width = frames.shape()[2];
    double[] sums = new double[CELLS * CELLS * 3];
    double[] pixels = new double[CELLS * CELLS * 3];
    for (int f = 0; f < Math.min(FRAMES, count); f++) {
      Tensor frame = frames.row((int) ((long) f * count / Math.min(FRAMES, count)));
      for (int i = 0; i < frame.size(); i++) {
        int y = i / 3 / width * CELLS / height;
        int x = i / 3 % width * CELLS / width;
        int cell = (y * CELLS + x) * 3 + i % 3;
        sums[cell] += frame.get(i);
        pixels[cell]++;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= Math.max(1, pixels[i]);
    }
    return sums;
  }
}
