package org.pollex.datasets.episode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

class PictureRecordingTest {
  private static final long SEED = 3;

  @TempDir Path folder;

  private List<Episode> read(Path journal) {
    List<Episode> read = new ArrayList<>();
    try (EpisodeJournal recorded = EpisodeJournal.open(journal)) {
      recorded.forEach(read::add);
      assertEquals(List.of(), recorded.findings());
    }
    return read;
  }

  @Test
  void picturesComeBackExactly() {
    Path journal = folder.resolve("j.plxj");
    EpisodeRecorder.Settings settings =
        new EpisodeRecorder.Settings(Optional.of(Duration.ofMillis(1)), 3, 64 << 20);
    try (EpisodeRecorder recorder =
        EpisodeRecorder.create(journal, RandomEpisodes.ENVIRONMENT, settings)) {
      for (int i = 0; i < 8; i++) {
        RandomEpisodes.record(recorder, RandomEpisodes.drawWithPictures(SEED, i));
      }
    }
    List<Episode> read = read(journal);
    assertEquals(8, read.size());
    for (int i = 0; i < 8; i++) {
      assertEquals(RandomEpisodes.drawWithPictures(SEED, i), read.get(i), "seed " + SEED);
    }
  }

  /** Colour, depth and mask with their camera's matrices: from the journal to HDF5 and back. */
  @Test
  void camerasReachHdf5Exactly() {
    Episode base = RandomEpisodes.drawWithPictures(SEED, 2);
    Random random = new Random(SEED);
    int steps = base.steps();
    Map<String, Tensor> streams = new LinkedHashMap<>(base.streams());
    float[] depth = new float[40 * 48 * steps];
    byte[] mask = new byte[depth.length];
    for (int i = 0; i < depth.length; i++) {
      depth[i] = random.nextFloat(0.3f, 2);
      mask[i] = (byte) (i % 3);
    }
    streams.put("obs/camera_depth", Tensor.ofFloats(depth, steps, 40, 48));
    streams.put(
        "obs/camera_mask", Tensor.wrap(DType.U8, new int[] {steps, 40, 48}, ByteBuffer.wrap(mask)));
    List<StreamSpec> specs = new ArrayList<>(base.specs());
    specs.add(plane("obs/camera_depth", DType.F32, "m"));
    specs.add(plane("obs/camera_mask", DType.U8, ""));
    Map<String, Tensor> tensors = new LinkedHashMap<>(base.tensors());
    tensors.put("cameras/camera/intrinsics", Tensor.ofDoubles(random.doubles(9).toArray(), 3, 3));
    tensors.put("cameras/camera/X_WC", Tensor.ofDoubles(random.doubles(16).toArray(), 4, 4));
    Episode episode = new Episode(base.metadata(), base.outcome(), specs, streams, tensors);
    Path journal = folder.resolve("j.plxj");
    try (EpisodeRecorder recorder = EpisodeRecorder.create(journal, RandomEpisodes.ENVIRONMENT)) {
      RandomEpisodes.record(recorder, episode);
    }
    Path file = folder.resolve("cameras.hdf5");
    DemonstrationWriter.convert(journal, file);
    try (DemonstrationFile read = DemonstrationFile.open(file)) {
      Episode back = read.demonstrations().getFirst().read();
      assertEquals(streams, back.streams(), "seed " + SEED);
      assertEquals(tensors, back.tensors(), "seed " + SEED);
      assertEquals(
          "m", read.demonstrations().getFirst().streams().get("obs/camera_depth").spec().unit());
    }
  }

  private static StreamSpec plane(String name, DType dtype, String unit) {
    return new StreamSpec(
        name, dtype, List.of(40, 48), unit, "", "", StreamSpec.Privilege.NONE, false);
  }

  /** Without any room for pictures: every one is dropped and counted, everything else is there. */
  @Test
  void whatIsTooMuchIsDroppedAndCounted() {
    Path journal = folder.resolve("j.plxj");
    Episode episode = RandomEpisodes.drawWithPictures(SEED, 0);
    EpisodeRecorder.Settings settings = new EpisodeRecorder.Settings(Optional.empty(), 1, 0);
    try (EpisodeRecorder recorder =
        EpisodeRecorder.create(journal, RandomEpisodes.ENVIRONMENT, settings)) {
      OpenEpisode open = RandomEpisodes.record(recorder, episode, episode.steps());
      assertEquals(Map.of("obs/camera", episode.steps()), open.dropped());
      open.finish(episode.outcome().orElseThrow());
    }
    Episode read = read(journal).getFirst();
    for (String stream : RandomEpisodes.draw(SEED, 0).streams().keySet()) {
      assertEquals(episode.stream(stream), read.stream(stream));
    }
    assertArrayEquals(
        IntStream.range(0, episode.steps()).asDoubleStream().toArray(),
        read.tensor("dropped/obs/camera").toDoubles());
  }

  /** Of an episode cut at any byte all complete steps are there; missing pictures are listed. */
  @Test
  void aCutRecordingKeepsWhatWasWritten() throws Exception {
    Path journal = folder.resolve("j.plxj");
    Episode episode = RandomEpisodes.drawWithPictures(SEED, 1);
    try (EpisodeRecorder recorder = EpisodeRecorder.create(journal, RandomEpisodes.ENVIRONMENT)) {
      RandomEpisodes.record(recorder, episode);
    }
    byte[] bytes = Files.readAllBytes(journal);
    for (int part = 1; part < 8; part++) {
      Path cut = folder.resolve("cut" + part + ".plxj");
      Files.write(cut, Arrays.copyOf(bytes, bytes.length * part / 8));
      try (EpisodeJournal recorded = EpisodeJournal.open(cut)) {
        recorded.forEach(finished -> {});
        for (Episode unfinished : recorded.unfinished()) {
          int steps = unfinished.steps();
          assertEquals(episode.stream("states").rows(0, steps), unfinished.stream("states"));
          List<Integer> missing = new ArrayList<>();
          if (unfinished.tensors().containsKey("dropped/obs/camera")) {
            for (double step : unfinished.tensor("dropped/obs/camera").toDoubles()) {
              missing.add((int) step);
            }
          }
          for (int t = 0; t < steps; t++) {
            boolean equal =
                episode.stream("obs/camera").row(t).equals(unfinished.stream("obs/camera").row(t));
            assertEquals(!missing.contains(t), equal, "step " + t + ", part " + part);
          }
        }
      }
    }
  }

  @Test
  void settingsThatCannotRecordAreRefused() {
    assertThrows(
        BadInputException.class, () -> new EpisodeRecorder.Settings(Optional.empty(), 0, 1));
    BadInputException refusal =
        assertThrows(
            BadInputException.class,
            () -> new EpisodeRecorder.Settings(Optional.of(Duration.ZERO), 1, 1));
    assertTrue(refusal.getMessage().contains("PT0S"), refusal.getMessage());
  }
}
