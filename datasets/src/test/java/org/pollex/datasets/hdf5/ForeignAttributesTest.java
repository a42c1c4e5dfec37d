package org.pollex.datasets.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.curation.Curation;
import org.pollex.datasets.curation.Selection;

/** What h5py put into a file is there again after filtering and merging, or it is named. */
class ForeignAttributesTest {
  @TempDir Path folder;

  private static Map<String, JsonNode> attributes(JsonNode seen) {
    Map<String, JsonNode> attributes = new TreeMap<>();
    seen.properties().forEach(e -> attributes.put(e.getKey(), e.getValue()));
    return attributes;
  }

  @Test
  void everyAttributeIsCarriedOrNamed() throws Exception {
    Path file = folder.resolve("theirs.hdf5");
    Map<String, JsonNode> before = attributes(Python.run("attributes.py", "write", file, 1));
    Path out = folder.resolve("ours.hdf5");
    Curation filtered = Curation.filter(file, Selection.ALL, out);
    Map<String, JsonNode> after = attributes(Python.run("attributes.py", "dump", out));

    Set<String> named = Set.of("attribute bounds", "/notes");
    assertEquals(named, Set.copyOf(filtered.notCarried()));
    Set<String> missing = new TreeSet<>(before.keySet());
    missing.removeAll(after.keySet());
    assertEquals(Set.of("data/demo_0@bounds", "notes@who"), missing);
    before.keySet().removeAll(missing);
    JsonNode envBefore = new ObjectMapper().readTree(before.remove("data@env_args").asText());
    JsonNode envAfter = new ObjectMapper().readTree(after.get("data@env_args").asText());
    envBefore.properties().forEach(e -> assertEquals(e.getValue(), envAfter.get(e.getKey())));
    before.forEach((name, value) -> assertEquals(value, after.get(name), name));
  }

  @Test
  void mergingKeepsWhatTheFilesAgreeOnAndNamesTheRest() throws Exception {
    Path first = folder.resolve("first.hdf5");
    Path second = folder.resolve("second.hdf5");
    Python.run("attributes.py", "write", first, 1);
    Python.run("attributes.py", "write", second, 2);
    Path out = folder.resolve("merged.hdf5");
    Curation merged = Curation.merge(List.of(first, second), out);
    Map<String, JsonNode> after = attributes(Python.run("attributes.py", "dump", out));
    assertEquals("Zoë", after.get("@collector").asText());
    assertEquals("vicon", after.get("data/demo_1/obs/pose@sensor").asText());
    assertEquals(7, after.get("data/demo_1@operator_id").asInt());
    assertTrue(!after.containsKey("@date"));
    String named = merged.notCarried().stream().collect(Collectors.joining("; "));
    assertTrue(named.contains("date") && named.contains("env_version"), named);
    assertTrue(after.get("data@env_args").asText().contains("lift it"));
  }
}
