package org.pollex.policies.remote.lbm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code lbm_client.py}, which knows the interface from its description alone. */
final class PythonClient {
  private PythonClient() {}

  static String run(String... arguments) throws IOException, InterruptedException {
    Path script = Files.createTempFile("lbm_client", ".py");
    try (var source = PythonClient.class.getResourceAsStream("lbm_client.py")) {
      Files.write(script, source.readAllBytes());
      List<String> command = new ArrayList<>(List.of(System.getProperty("pollex.python")));
      command.add(script.toString());
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor());
      return output.strip();
    } finally {
      Files.delete(script);
    }
  }
}
