package org.pollex.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.datasets.episode.EpisodeRecorder;
import org.pollex.datasets.episode.OpenEpisode;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;
import picocli.CommandLine;

class DataVerbsTest {
  private static final List<StreamSpec> STREAMS =
      List.of(stream("actions", DType.F32, 4, ""), stream("obs/ee_pos", DType.F64, 3, "m"));

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path journal;

  private static StreamSpec stream(String name, DType type, int width, String unit) {
    return new StreamSpec(
        name, type, List.of(width), unit, "world", "", StreamSpec.Privilege.NONE, false);
  }

  @BeforeEach
  void record() {
    journal = folder.resolve("demos.journal");
    Environment environment = new Environment("metaworld", Environment.GYM, Map.of(), Map.of());
    try (EpisodeRecorder recorder = EpisodeRecorder.create(journal, environment)) {
      for (int i = 0; i < 3; i++) {
        EpisodeMetadata metadata =
            new EpisodeMetadata(
                "reach-v3", "reach", i, 7, List.of(0.5), "expert", 0, 80, "", Map.of());
        OpenEpisode episode = recorder.begin(metadata, STREAMS);
        for (int t = 0; t < 10; t++) {
          episode.step(
              Map.of(
                  "actions", Tensor.ofFloats(new float[4]),
                  "obs/ee_pos", Tensor.ofDoubles(new double[] {t, i, 0})));
        }
        if (i < 2) {
          episode.finish(new EpisodeOutcome(i == 0, i == 0 ? 9 : -1, 0, "horizon"));
        }
      }
    }
  }

  private int run(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void recoverInfoVerifyView() throws IOException {
    Path hdf5 = folder.resolve("demos.hdf5");
    assertEquals(0, run("data", "recover", journal, "--out", hdf5, "--json"), err.toString());
    assertEquals(2, json().get("episodes").asInt());
    assertEquals(1, json().get("unfinished").asInt());
    assertEquals(2, run("data", "recover", journal, "--out", hdf5), "nothing is overwritten");

    assertEquals(0, run("data", "info", hdf5, "--json"), err.toString());
    assertEquals("hdf5", json().get("format").asText());
    assertEquals(2, json().get("episodes").asInt());
    assertEquals(20, json().get("steps").asInt());
    assertEquals(1, json().get("successes").asInt());
    assertEquals(80, json().get("rates").get(0).asDouble());
    assertEquals(64, json().get("hashes").get("sha256").asText().length());
    JsonNode stream = json().get("streams").get(1);
    assertEquals("obs/ee_pos", stream.get("name").asText());
    assertEquals("float64", stream.get("dtype").asText());
    assertEquals(3, stream.get("shape").get(0).asInt());
    assertEquals("m", stream.get("unit").asText());
    assertEquals("world", stream.get("frame").asText());
    assertEquals(0, run("data", "info", journal), err.toString());
    assertTrue(out.toString().contains("2 episodes, 20 steps, 1 successful, 1 unfinished"));

    assertEquals(0, run("data", "view", hdf5), err.toString());
    assertTrue(Files.readString(folder.resolve("demos.html")).contains("<canvas"));
    assertEquals(0, run("data", "verify", hdf5), err.toString());
    assertEquals(0, run("data", "verify", journal, "--json"), err.toString());
    assertEquals("intact", json().get("verdict").asText());
  }

  @Test
  void mergeFilterSplit() throws IOException {
    Path merged = folder.resolve("merged.hdf5");
    assertEquals(0, run("data", "merge", journal, journal, "--out", merged, "--json"));
    assertEquals(4, json().get("episodes").asInt());
    Path good = folder.resolve("good.hdf5");
    assertEquals(0, run("data", "filter", merged, "--success", "--out", good, "--json"));
    assertEquals(2, json().get("episodes").asInt());
    assertEquals(2, json().get("left_out").asInt());
    Path divided = folder.resolve("divided.hdf5");
    assertEquals(0, run("data", "split", merged, "--valid", "0.5", "--out", divided, "--json"));
    assertEquals(2, json().at("/filter_keys/train").asInt());
    assertEquals(2, json().at("/filter_keys/valid").asInt());
    assertEquals(2, run("data", "split", merged, "--valid", "2", "--out", divided, "--force"));
  }

  @Test
  void damageIsNamedAndExitsWithFour() throws IOException {
    byte[] bytes = Files.readAllBytes(journal);
    bytes[bytes.length - 90] ^= 1;
    Files.write(journal, bytes);
    assertEquals(4, run("data", "verify", journal, "--json"));
    assertEquals("damaged", json().get("verdict").asText());
    assertTrue(out.toString().contains("record 34"), out.toString());
  }

  @Test
  void badInputExitsWithTwoAndLeavesNothing() throws IOException {
    Path target = folder.resolve("out.hdf5");
    assertEquals(2, run("data", "info", folder.resolve("none.hdf5")));
    assertTrue(err.toString().contains("there is no file"), err.toString());
    Path text = Files.writeString(folder.resolve("a.hdf5"), "plain text, no data at all");
    assertEquals(2, run("data", "view", text));
    assertTrue(err.toString().contains("neither a Pollex journal nor an HDF5 file"));
    assertEquals(2, run("data", "recover", text, "--out", target));
    assertFalse(Files.exists(target));
  }
}
