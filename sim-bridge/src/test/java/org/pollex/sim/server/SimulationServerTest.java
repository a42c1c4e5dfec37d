package org.pollex.sim.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.sim.client.SimulationClient;
import org.pollex.sim.metaworld.Metaworld;

class SimulationServerTest {
  @TempDir Path folder;

  @Test
  void closingLeavesNoProcessAndNoSocket() {
    SimulationServer server = SimulationServer.start(ServerOptions.ownSocket());
    Path socket = ((Address.Unix) server.address()).socket();
    ProcessHandle process = ProcessHandle.of(server.pid().orElseThrow()).orElseThrow();
    try (SimulationClient client = new SimulationClient(server)) {
      assertEquals("sim.v1", client.info().apiVersion());
    }
    List<ProcessHandle> family = process.descendants().toList();
    server.close();
    assertFalse(process.isAlive());
    family.forEach(worker -> assertFalse(worker.isAlive(), () -> "left behind: " + worker.info()));
    assertFalse(Files.exists(socket.getParent()), () -> "left behind: " + socket.getParent());
  }

  @Test
  void killedServerIsReportedWithItsSignalAndLeavesNoWorker() throws Exception {
    try (Metaworld metaworld = Metaworld.start();
        WorldBatch world = metaworld.open(List.of("reach-v3"), 1, List.of("state39"))) {
      List<InitialCondition> goals = metaworld.goals("MT1", "reach-v3", 42, 1);
      world.reset(new int[] {0}, goals);
      ActionBatch still = ActionBatch.single(new int[] {0}, new float[1][4]);
      world.step(still);
      ProcessHandle front = ProcessHandle.of(metaworld.server().pid().orElseThrow()).orElseThrow();
      List<ProcessHandle> workers = front.descendants().toList();
      front.destroyForcibly();
      RunFailedException failed = assertThrows(RunFailedException.class, () -> world.step(still));
      assertTrue(failed.getMessage().contains("ended while stepping"), failed.getMessage());
      assertTrue(failed.getMessage().contains("by signal 9"), failed.getMessage());
      assertTrue(failed.getMessage().contains("log"), failed.getMessage());
      assertFalse(metaworld.server().alive());
      for (ProcessHandle worker : workers) {
        worker.onExit().get(10, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void takenPortIsAFailureWithTheServersWords() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Address address = new Address.Tcp("127.0.0.1", taken.getLocalPort());
      RunFailedException failed =
          assertThrows(
              RunFailedException.class,
              () -> SimulationServer.start(ServerOptions.listeningOn(address)));
      assertEquals(1, failed.exitCode());
      String words = "port " + taken.getLocalPort() + " is taken";
      assertTrue(failed.getMessage().contains(words), failed.getMessage());
    }
  }

  @Test
  void missingPythonIsAMissingPrerequisiteThatNamesTheFix() {
    ServerOptions options = ServerOptions.ownSocket().withPython(folder.resolve("python"));
    MissingPrerequisiteException missing =
        assertThrows(MissingPrerequisiteException.class, () -> SimulationServer.start(options));
    assertTrue(missing.getMessage().contains("bootstrap.py"), missing.getMessage());
  }

  @Test
  void pythonWithoutTheServersPackageIsAMissingPrerequisite() {
    ServerOptions options =
        ServerOptions.ownSocket()
            .withPython(
                script("#!/bin/sh\n" + "echo \"$0: No module named pollex_sim\" >&2\nexit 1\n"));
    MissingPrerequisiteException missing =
        assertThrows(MissingPrerequisiteException.class, () -> SimulationServer.start(options));
    assertTrue(missing.getMessage().contains("pollex_sim"), missing.getMessage());
  }

  @Test
  void silentServerIsGivenUpAndEnded() {
    ServerOptions options =
        new ServerOptions(
            Optional.of(script("#!/bin/sh\necho starting >&2\nexec sleep 600\n")),
            Optional.empty(),
            Duration.ofSeconds(1));
    RunFailedException failed =
        assertThrows(RunFailedException.class, () -> SimulationServer.start(options));
    assertTrue(failed.getMessage().contains("starting"), failed.getMessage());
  }

  @Test
  void nobodyAtAnAddressIsAFailure() {
    Address nobody = new Address.Unix(folder.resolve("nobody.sock"));
    try (SimulationServer server = SimulationServer.attach(nobody);
        SimulationClient client = new SimulationClient(server)) {
      RunFailedException failed = assertThrows(RunFailedException.class, client::info);
      assertTrue(failed.getMessage().contains(nobody.toString()), failed.getMessage());
    }
  }

  @Test
  void serverDiesWithAKilledParentAndLeavesNoSocket() throws Exception {
    Process parent =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dpollex.python=" + System.getProperty("pollex.python"),
                AbandonedServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long pid;
    Path socket;
    try (var out = parent.inputReader()) {
      pid = Long.parseLong(out.readLine());
      socket = ((Address.Unix) Address.parse(out.readLine())).socket();
      parent.destroyForcibly().waitFor();
    }
    Optional<ProcessHandle> server = ProcessHandle.of(pid);
    if (server.isPresent()) {
      server.get().onExit().get(20, TimeUnit.SECONDS);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (Files.exists(socket.getParent()) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertFalse(Files.exists(socket.getParent()), () -> "left behind: " + socket.getParent());
  }

  private Path script(String text) {
    try {
      Path file = Files.writeString(folder.resolve("python"), text);
      assertTrue(file.toFile().setExecutable(true));
      return file;
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }
}
