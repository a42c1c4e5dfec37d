package org.pollex.datasets.lint;

import java.nio.ByteBuffer;
import org.pollex.datasets.lint.LintLog.Evidence;
import org.pollex.hardware.tensor.Tensor;

/** {@code frozen_camera}: a camera repeats a picture 3 times or more, unlike in other episodes. */
final class FrozenCameraCheck implements LintCheck {
  private final Repeats repeats = new Repeats();

  private static Repeats.Run run(Tensor frames) {
    int rows = frames.shape()[0];
    return Repeats.longest(rows, t -> bytes(frames, t).equals(bytes(frames, t + 1)));
  }

  private static ByteBuffer bytes(Tensor frames, int t) {
    return frames.row(t).bytes();
  }

  @Override
  public void learn(LintEpisode episode) {
    for (Signal camera : episode.signals(Role.IMAGE)) {
      Tensor frames = episode.episode().stream(camera.name());
      repeats.learn(camera.name(), run(frames), frames.shape()[0]);
    }
  }

  @Override
  public void judge(LintEpisode episode, LintLog log) {
    for (Signal camera : episode.signals(Role.IMAGE)) {
      Repeats.Run run = run(episode.episode().stream(camera.name()));
      if (run.length() >= Repeats.SHORTEST && repeats.rare(camera.name())) {
        log.error(
            "frozen_camera",
            new Evidence(camera.name(), run.start() + 1, run.length(), 0.99),
            run.length() + " pictures in a row are equal",
            "Trim the episode there, or leave it out; check the camera's bandwidth.");
      } else if (run.length() >= Repeats.SHORTEST) {
        log.undecided(
            camera.name() + ": frozen pictures; many episodes repeat pictures, as renderers do");
      }
    }
  }
}
