package org.pollex.datasets.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;

/**
 * A data set that LeRobot 0.4.4 wrote (its numbers beside it, as its own library reads them), and
 * data sets that Pollex writes.
 */
class LeRobotTest {
  @TempDir Path temporary;

  private static Path stored() throws URISyntaxException {
    return Path.of(LeRobotTest.class.getResource("lerobot").toURI());
  }

  private static JsonNode numbers() throws IOException {
    try (InputStream in =
        new GZIPInputStream(LeRobotTest.class.getResourceAsStream("lerobot_numbers.json.gz"))) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static List<Episode> read(Path folder) {
    List<Episode> episodes = new ArrayList<>();
    try (EpisodeSource source = Conversion.open(folder)) {
      source.forEach(episodes::add);
    }
    return episodes;
  }

  @Test
  void itsNumbersAreThoseOfItsOwnLibrary() throws Exception {
    List<Episode> episodes = read(stored());
    equalTo(numbers(), episodes);
    assertEquals("pick the cube", episodes.getFirst().metadata().instruction());
    assertEquals(20, episodes.getFirst().metadata().controlHz());
    assertEquals("x y z gripper", spec(episodes.getFirst(), "actions"));
  }

  private static String spec(Episode episode, String name) {
    return episode.specs().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow()
        .layout();
  }

  private static void equalTo(JsonNode told, List<Episode> episodes) {
    int first = 0;
    assertEquals(told.get("lengths").size(), episodes.size());
    for (Episode episode : episodes) {
      assertEquals(6, episode.streams().size());
      for (LeRobotColumn column : LeRobotColumn.values()) {
        List<Double> expected = new ArrayList<>();
        for (int t = 0; t < episode.steps(); t++) {
          flatten(told.get("columns").get(column.key).get(first + t), expected);
        }
        double[] exact = expected.stream().mapToDouble(Double::doubleValue).toArray();
        double[] read = episode.stream(column.stream).toDoubles();
        if (column == LeRobotColumn.FORCE) {
          // LeRobot hands out single float64 numbers as float32.
          read = Arrays.stream(read).map(value -> (float) value).toArray();
        }
        assertArrayEquals(exact, read, column.key);
      }
      first += episode.steps();
    }
  }

  private enum LeRobotColumn {
    STATE("observation.state", "obs/state"),
    FORCE("observation.force", "obs/force"),
    GRID("observation.grid", "obs/grid"),
    DONE("next.done", "next.done"),
    ACTION("action", "actions"),
    FRONT("observation.images.front", "obs/front");

    final String key;
    final String stream;

    LeRobotColumn(String key, String stream) {
      this.key = key;
      this.stream = stream;
    }
  }

  private static void flatten(JsonNode value, List<Double> into) {
    if (value.isArray()) {
      value.forEach(element -> flatten(element, into));
    } else {
      into.add(value.isBoolean() ? (value.asBoolean() ? 1.0 : 0.0) : value.asDouble());
    }
  }

  @Test
  void whatPollexWritesIsReadBackToTheBit() throws Exception {
    Path hdf5 = temporary.resolve("a.hdf5");
    Path again = temporary.resolve("again");
    Conversion.plan(stored(), hdf5, "hdf5").write();
    Conversion plan = Conversion.plan(hdf5, again, "lerobot");
    assertEquals(List.of(), plan.notCarried());
    plan.write();
    List<Episode> before = read(hdf5);
    List<Episode> after = read(again);
    for (int i = 0; i < before.size(); i++) {
      assertEquals(before.get(i).streams(), after.get(i).streams());
      assertEquals(before.get(i).metadata(), after.get(i).metadata());
      assertEquals(Set.copyOf(before.get(i).specs()), Set.copyOf(after.get(i).specs()));
    }
    equalTo(numbers(), after);
  }

  @Test
  void everyElementTypeAndShapeIsCarried() throws Exception {
    List<Episode> episodes = ConversionTest.episodes();
    Path hdf5 = temporary.resolve("b.hdf5");
    DemonstrationWriter.write(
        hdf5, RandomEpisodes.ENVIRONMENT, writer -> episodes.forEach(writer::add));
    Path out = temporary.resolve("b");
    Conversion plan = Conversion.plan(hdf5, out, "lerobot");
    plan.write();
    List<Episode> after = read(out);
    List<Episode> before = read(hdf5);
    for (int i = 0; i < before.size(); i++) {
      assertEquals(before.get(i).metadata(), after.get(i).metadata());
      for (String name : after.get(i).streams().keySet()) {
        Tensor value = before.get(i).stream(name);
        if (value.dtype() != DType.BOOL) {
          assertEquals(value, after.get(i).stream(name), name);
        }
      }
    }
  }

  @Test
  void damagedAndHostileSetsAreRefused() throws Exception {
    Path copy = copy();
    Path info = copy.resolve("meta/info.json");
    String text = Files.readString(info);
    for (String[] change :
        new String[][] {
          {"\"v3.0\"", "\"v2.1\""},
          {"data/chunk", "../../chunk"},
          {"16,", "1000000000,"},
          {"\"float64\"", "\"float32\""}
        }) {
      Files.writeString(info, text.replace(change[0], change[1]));
      if (change[0].contains("float64")) {
        assertEquals(3, read(copy).size(), "a narrower type is a type");
      } else {
        assertThrows(BadInputException.class, () -> read(copy), change[1]);
      }
    }
    Files.writeString(info, text);
    Path data = copy.resolve("data/chunk-000/file-000.parquet");
    byte[] bytes = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(bytes, bytes.length / 2));
    BadInputException refused = assertThrows(BadInputException.class, () -> read(copy));
    assertTrue(refused.getMessage().contains("Parquet"), refused.getMessage());
  }

  private Path copy() throws Exception {
    Path from = stored();
    Path to = temporary.resolve("copy");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }

  /** Run with {@code -Dlerobot.python=PYTHON} of an environment with lerobot 0.4.4. */
  @Test
  @Tag("long")
  void lerobotReadsWhatPollexWrites() throws Exception {
    String python = System.getProperty("lerobot.python");
    Assumptions.assumeTrue(python != null, "no -Dlerobot.python");
    Path hdf5 = temporary.resolve("a.hdf5");
    Path out = temporary.resolve("again");
    Conversion.plan(stored(), hdf5, "hdf5").write();
    Conversion.plan(hdf5, out, "lerobot").write();
    Path answer = temporary.resolve("answer.json");
    Path script = Path.of(LeRobotTest.class.getResource("lerobot_numbers.py").toURI());
    Process process =
        new ProcessBuilder(python, script.toString(), out.toString())
            .redirectOutput(answer.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertTrue(process.waitFor(3, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue());
    equalTo(new ObjectMapper().readTree(answer.toFile()), read(hdf5));
  }
}
