package org.pollex.datasets.bag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packages mcap and rosbags read what we write, with equal bytes. On demand: {@code ./mvnw
 * -Plong -pl datasets -am verify -Dbags.python=PYTHON}, a Python with mcap 1.6.0, rosbags 0.11.9,
 * zstandard and lz4.
 */
@Tag("long")
class PeersReadOurBagsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"NONE", "ZSTD", "LZ4"})
  void mcapAndRosbagsReadOurs(Compression compression) throws Exception {
    String python = System.getProperty("bags.python");
    assumeTrue(python != null, "give a Python with mcap and rosbags as -Dbags.python");
    Path bag = folder.resolve("bag");
    BagTest.copyTo(bag, compression);
    Process process =
        new ProcessBuilder(python, ReferenceBags.file("peers.py").toString(), bag.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    JsonNode seen = new ObjectMapper().readTree(output);
    JsonNode expected = ReferenceBags.EXPECTED.path("raw_sha256").path("cdr");
    assertEquals(expected, seen.path("mcap"));
    assertEquals(expected, seen.path("rosbags"));
    assertEquals(55, seen.path("decoded").asInt());
    assertEquals(55, seen.path("indexed").asInt());
  }
}
