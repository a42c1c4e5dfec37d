package org.pollex.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.sim.server.ServerOptions;
import org.pollex.sim.server.SimulationServer;
import picocli.CommandLine;

class SimVerbsTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  @Test
  void verbsAttachToARunningServerAndPrintOneObject() throws Exception {
    try (SimulationServer server = SimulationServer.start(ServerOptions.ownSocket())) {
      String address = server.address().toString();
      assertEquals(0, run("sim", "tasks", "--task", "MT10", "--sim", address, "--json"));
      JsonNode catalog = new ObjectMapper().readTree(out.toString());
      assertEquals(10, catalog.path("tasks").size());
      assertEquals(21, catalog.path("sets").path("fixtures").size());
      assertTrue(catalog.path("tasks").get(0).path("success_predicate").isTextual());
      assertEquals(2, run("sim", "check", address, "--task", "dor-open-v3"));
      assertTrue(err.toString().contains("door-open-v3"), err.toString());
      assertTrue(server.alive(), "a verb that attached has ended the server");
    }
  }

  @Test
  void aPictureIsWrittenOnceOrTheMissingPackageIsNamed() throws Exception {
    try (SimulationServer server = SimulationServer.start(ServerOptions.ownSocket())) {
      String address = server.address().toString();
      Path picture = folder.resolve("drawer.png");
      String[] words = {
        "sim", "render", "--task", "drawer-open-v3", "--sim", address, "--out", picture.toString()
      };
      if (run(words) == 0) {
        assertEquals(480, ImageIO.read(picture.toFile()).getWidth());
        assertEquals(2, run(words), "an existing picture was overwritten");
      } else {
        assertEquals(3, run(words));
        assertTrue(err.toString().contains("libosmesa6"), err.toString());
        assertFalse(Files.exists(picture));
      }
    }
  }

  @Test
  void withoutAServerAPictureNeedsNoOpenGl() throws Exception {
    Path picture = folder.resolve("reach.png");
    String[] words = {
      "sim", "render", "--task", "reach-v3", "--backend", "native", "--out", picture.toString()
    };
    assertEquals(0, run(words), err.toString());
    assertEquals(480, ImageIO.read(picture.toFile()).getWidth());
    assertEquals(2, run(words), "an existing picture was overwritten");
  }

  @Test
  void nobodyAtTheAddressIsAFailure() {
    assertEquals(1, run("sim", "info", "--sim", "unix:" + folder.resolve("nobody.sock")));
    assertTrue(err.toString().contains("nobody.sock"), err.toString());
  }

  @Test
  void serversListenOnThisMachineAlone() {
    assertEquals(2, run("sim", "serve", "--listen", "0.0.0.0:50051"));
    assertTrue(err.toString().contains("127.0.0.1"), err.toString());
    assertEquals(2, run("sim", "check", "somewhere"));
  }
}
