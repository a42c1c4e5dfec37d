package org.pollex.datasets.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.source.DatasetSummary;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.storage.Sha256;
import org.pollex.errors.BadInputException;

/**
 * A data set with video that LeRobot 0.4.4 wrote (AV1, and the same pictures as H.264 and HEVC),
 * and data sets with video that Pollex writes.
 */
class LeRobotVideoTest {
  private static final String VIDEO = "videos/observation.images.front/chunk-000/file-000.mp4";
  private static final String FRONT = "obs/front";

  @TempDir Path temporary;

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(LeRobotVideoTest.class.getResource(name).toURI());
  }

  private Path copy(String name) throws Exception {
    Path from = resource("lerobot_video");
    Path to = temporary.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }

  private static List<Episode> read(Path folder) {
    List<Episode> episodes = new ArrayList<>();
    try (EpisodeSource source = Conversion.open(folder)) {
      source.forEach(episodes::add);
    }
    return episodes;
  }

  private static List<String> digests(Path folder) {
    List<String> digests = new ArrayList<>();
    for (Episode episode : read(folder)) {
      ByteBuffer pixels = episode.stream(FRONT).bytes();
      byte[] bytes = new byte[pixels.remaining()];
      pixels.get(bytes);
      digests.add(Sha256.hex(bytes));
    }
    return digests;
  }

  @Test
  void pixelsAreThoseOfLeRobotsOwnLibrary() throws Exception {
    JsonNode told = new ObjectMapper().readTree(resource("lerobot_pixels.json").toFile());
    for (String codec : List.of("av1", "h264", "hevc")) {
      Path folder = copy(codec);
      if (!codec.equals("av1")) {
        Path video = folder.resolve(VIDEO);
        Files.delete(video);
        Files.copy(resource("lerobot_codecs/" + codec + ".mp4"), video);
      }
      List<String> expected = new ArrayList<>();
      told.get(codec).forEach(digest -> expected.add(digest.asText()));
      assertEquals(expected, digests(folder), codec);
    }
  }

  @Test
  void videoIsWrittenWithItsLossToldAndMeasured() throws Exception {
    Path hdf5 = temporary.resolve("a.hdf5");
    Conversion.plan(resource("lerobot_video"), hdf5, "hdf5").write();
    Path out = temporary.resolve("out");
    Conversion plan = Conversion.plan(hdf5, out, "lerobot", null, Conversion.VIDEO);
    assertEquals(List.of(), plan.notCarried());
    assertTrue(plan.lossy().getFirst().startsWith(FRONT + ": MP4"), plan.lossy().toString());
    Conversion done = plan.write();
    double psnr =
        Double.parseDouble(done.quality().getFirst().replaceFirst(".*PSNR ([\\d.]+) dB,.*", "$1"));
    assertTrue(psnr > 33, done.quality().toString());
    List<Episode> before = read(hdf5);
    List<Episode> after = read(out);
    for (int i = 0; i < before.size(); i++) {
      Episode old = before.get(i);
      assertEquals(old.metadata(), after.get(i).metadata());
      for (String name : old.streams().keySet()) {
        if (!name.equals(FRONT)) {
          assertEquals(old.stream(name), after.get(i).stream(name), name);
        }
      }
    }
    assertEquals(3, Conversion.summary(out).episodes());
    BadInputException refused =
        assertThrows(
            BadInputException.class,
            () -> Conversion.plan(hdf5, out, "zarr", null, Conversion.VIDEO));
    assertTrue(refused.getMessage().contains("video"), refused.getMessage());
  }

  /** Without decoding a picture, a set's summary is that of its conversion. */
  @Test
  void aSummaryTellsStreamsAndSteps() throws Exception {
    DatasetSummary summary = Conversion.summary(resource("lerobot_video"));
    assertEquals("lerobot", summary.format());
    assertEquals(3, summary.episodes());
    assertEquals(21, summary.steps());
    assertEquals(List.of(20.0), List.copyOf(summary.rates()));
    assertTrue(summary.streams().stream().anyMatch(s -> s.name().equals(FRONT)));
  }

  @Test
  void tornAndFlippedVideosAreRefusedOrRead() throws Exception {
    Path folder = copy("torn");
    Path video = folder.resolve(VIDEO);
    byte[] whole = Files.readAllBytes(video);
    long seed = 7;
    Random random = new Random(seed);
    int refused = 0;
    for (int trial = 0; trial < 60; trial++) {
      byte[] damaged = whole.clone();
      if (trial % 3 == 0) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      } else {
        // Heads hold sizes and counts; the rest holds pixels.
        int from = trial % 3 == 1 ? 0 : random.nextInt(damaged.length);
        int at = Math.min(damaged.length - 1, from + random.nextInt(2000));
        damaged[at] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(video, damaged);
      try {
        assertEquals(3, read(folder).size());
      } catch (BadInputException told) {
        refused++;
        assertTrue(told.getMessage().contains("file-000.mp4"), told.getMessage());
      }
    }
    assertTrue(refused >= 15, "seed " + seed + ": " + refused);
  }

  @Test
  void hostileSetsAreRefused() throws Exception {
    Path folder = copy("hostile");
    Path info = folder.resolve("meta/info.json");
    String text = Files.readString(info);
    for (String[] change :
        new String[][] {
          {"84,", "8400,"},
          {"84,", "64,"},
          {"videos/{video_key}", "../{video_key}"},
          {"observation.images.front", "../../front"}
        }) {
      Files.writeString(info, text.replace(change[0], change[1]));
      assertThrows(BadInputException.class, () -> read(folder), change[1]);
    }
  }

  /** Run with {@code -Dlerobot.python=PYTHON} of an environment with lerobot 0.4.4, torchcodec. */
  @Test
  @Tag("long")
  void lerobotReadsTheVideoThatPollexWrites() throws Exception {
    String python = System.getProperty("lerobot.python");
    Assumptions.assumeTrue(python != null, "no -Dlerobot.python");
    Path hdf5 = temporary.resolve("a.hdf5");
    Path out = temporary.resolve("out");
    Conversion.plan(resource("lerobot_video"), hdf5, "hdf5").write();
    Conversion.plan(hdf5, out, "lerobot", null, Conversion.VIDEO).write();
    Path answer = temporary.resolve("answer.json");
    Process process =
        new ProcessBuilder(python, resource("lerobot_pixels.py").toString(), out.toString())
            .redirectOutput(answer.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertTrue(process.waitFor(3, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue());
    List<String> theirs = new ArrayList<>();
    new ObjectMapper()
        .readTree(answer.toFile())
        .get("observation.images.front")
        .forEach(digest -> theirs.add(digest.asText()));
    assertEquals(theirs, digests(out));
  }
}
