package org.pollex.datasets.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.storage.Sha256;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;

/** The same files through h5py, the field's own reader and writer. */
class H5pyTest {
  @TempDir Path folder;

  @Test
  void h5pyReadsWhatWeWrite() throws Exception {
    Path file = folder.resolve("ours.hdf5");
    List<Episode> episodes =
        List.of(RandomEpisodes.draw(1, 0), RandomEpisodes.draw(2, 1), RandomEpisodes.draw(3, 2));
    DemonstrationWriter.write(
        file, RandomEpisodes.ENVIRONMENT, writer -> episodes.forEach(writer::add));
    JsonNode seen = Python.run("dump.py", file);

    Map<String, JsonNode> datasets = new TreeMap<>();
    seen.get("datasets").properties().forEach(e -> datasets.put(e.getKey(), e.getValue()));
    for (int k = 0; k < episodes.size(); k++) {
      Episode episode = episodes.get(k);
      Map<String, Tensor> values = new HashMap<>(episode.streams());
      values.putAll(episode.tensors());
      String demo = "data/demo_" + k;
      values.forEach((name, value) -> assertValue(value, datasets.remove(demo + "/" + name), name));
      JsonNode attributes = seen.get("attributes");
      assertEquals(episode.steps(), attributes.get(demo + "@num_samples").asInt());
      assertEquals("open the “door”", attributes.get(demo + "@instruction").asText());
      assertEquals("MT1", attributes.get(demo + "@benchmark").asText());
      assertEquals(80.0, attributes.get(demo + "@control_hz").asDouble());
      assertEquals("m", attributes.get(demo + "/obs/ee_pos@unit").asText());
      assertEquals("world", attributes.get(demo + "/obs/ee_pos@frame").asText());
      JsonNode randVec = new ObjectMapper().readTree(attributes.get(demo + "@rand_vec").asText());
      assertEquals(episode.metadata().randVec().get(0), randVec.get(0).asDouble());
    }
    JsonNode arguments =
        new ObjectMapper().readTree(seen.get("attributes").get("data@env_args").asText());
    assertEquals("metaworld", arguments.get("env_name").asText());
    assertEquals(2, arguments.get("type").asInt());
    assertEquals("v2", arguments.get("env_kwargs").get("reward_version").asText());
    assertEquals(
        episodes.stream().mapToInt(Episode::steps).sum(),
        seen.get("attributes").get("data@total").asInt());
    assertEquals(3, datasets.remove("mask/door-open-v3").get("names").size());
    datasets.remove("mask/success");
    assertTrue(datasets.isEmpty(), "unexpected data sets " + datasets.keySet());
  }

  private static void assertValue(Tensor expected, JsonNode seen, String name) {
    assertEquals(expected.dtype().numpyName(), seen.get("dtype").asText(), name);
    assertEquals(Arrays.toString(expected.shape()), ints(seen.get("shape")), name);
    assertEquals(digest(expected), seen.get("sha256").asText(), name);
  }

  @Test
  void weReadWhatH5pyWrites() throws Exception {
    Path file = folder.resolve("theirs.hdf5");
    JsonNode expected = Python.run("foreign.py", file, 11);
    try (DemonstrationFile read = DemonstrationFile.open(file)) {
      assertEquals(
          List.of("demo_0", "demo_1", "demo_2", "demo_10"),
          read.demonstrations().stream().map(Demonstration::name).toList());
      assertEquals("Lift", read.environment().orElseThrow().name());
      assertEquals(
          Map.of("train", List.of("demo_0", "demo_10"), "valid", List.of("demo_1")), read.masks());
      int compared = 0;
      for (Demonstration demonstration : read.demonstrations()) {
        Map<String, Tensor> streams = demonstration.read().streams();
        for (Map.Entry<String, Tensor> stream : streams.entrySet()) {
          JsonNode values = expected.get(demonstration.name() + "/" + stream.getKey());
          assertEquals(
              Arrays.toString(stream.getValue().shape()),
              ints(values.get("shape")),
              stream.getKey());
          assertEquals(values.get("sha256").asText(), digest(stream.getValue()), stream.getKey());
          compared++;
        }
      }
      assertEquals(expected.size(), compared);
    }
  }

  @Test
  void linksOutOfTheFileAreNotFollowed() throws Exception {
    Path other = folder.resolve("other.hdf5");
    DemonstrationWriter.write(
        other, RandomEpisodes.ENVIRONMENT, w -> w.add(RandomEpisodes.draw(1, 0)));
    for (String kind : List.of("external", "soft", "external_data")) {
      Path file = folder.resolve(kind + ".hdf5");
      Python.run("links.py", file, other, kind);
      BadInputException refusal =
          assertThrows(
              BadInputException.class,
              () -> {
                try (DemonstrationFile read = DemonstrationFile.open(file)) {
                  read.demonstrations().forEach(Demonstration::read);
                }
              },
              kind);
      assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
    }
  }

  private static String ints(JsonNode array) {
    int[] values = new int[array.size()];
    Arrays.setAll(values, i -> array.get(i).asInt());
    return Arrays.toString(values);
  }

  private static String digest(Tensor value) {
    ByteBuffer bytes = value.bytes();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return Sha256.hex(copy);
  }
}
