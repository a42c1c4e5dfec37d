package org.pollex.datasets.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the test scripts with the Python that has h5py, and reads the JSON that they print. */
final class Python {
  private Python() {}

  static JsonNode run(String script, Object... arguments) throws Exception {
    String python = System.getProperty("pollex.python", "");
    if (!Files.isExecutable(Path.of(python))) {
      abort("no Python with h5py at '" + python + "'");
    }
    return runWith(python, script, arguments);
  }

  static JsonNode runWith(String python, String script, Object... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(python, resource(script).toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), command.toString());
    // Libraries print what they like before the one line that counts.
    return new ObjectMapper().readTree(output.lines().toList().getLast());
  }

  private static Path resource(String script) throws IOException {
    try {
      return Path.of(Python.class.getResource(script).toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
