package org.pollex.eval.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.trial.run.OperatorEntry;
import org.pollex.eval.trial.run.OperatorEntry.Kind;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.TrialVerifier;

/** {@code kill -9} of the console at random moments, while a device goes on entering. */
class ConsoleKillTest {
  @TempDir private Path scratch;

  private final AtomicReference<Process> server = new AtomicReference<>();

  @AfterEach
  void stop() {
    server.get().destroyForcibly();
  }

  @Test
  void aFewKills() throws Exception {
    killed(3, 8);
  }

  @Test
  @Tag("long")
  void aThousandKills() throws Exception {
    killed(Integer.getInteger("console.kills", 1000), 50);
  }

  private void killed(int kills, int scenes) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    int killed = 0;
    int outcomes = 0;
    for (int study = 0; killed < kills; study++) {
      Path place = scratch.resolve("study-" + study);
      TrialFolder folder = ConsoleTrial.seal(place, "trial", scenes);
      start(folder, place, port);
      Device phone = Device.paired(Files.readString(place.resolve("link")), "ada");
      Map<String, Boolean> meant = new HashMap<>();
      long next = moment(random);
      for (int i = 0; i < 2 * scenes; i++) {
        JsonNode state = retried(phone, List.of(), folder, place, port);
        String code = state.get("state").get("code").asText();
        boolean success = random.nextBoolean();
        List<Map<String, Object>> entries = new ArrayList<>();
        entries.add(Device.entry("note-" + study + "-" + i, "NOTE", code, "round " + i));
        entries.add(Device.outcome("outcome-" + study + "-" + i, code, success));
        meant.put(code, success);
        if (killed < kills && System.nanoTime() > next) {
          // The signal comes while the device sends; it sends again until it is answered.
          Process victim = server.get();
          Thread killer =
              Thread.startVirtualThread(
                  () -> {
                    try {
                      TimeUnit.MICROSECONDS.sleep(random.nextInt(4000));
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                    victim.destroyForcibly();
                  });
          retried(phone, entries, folder, place, port);
          killer.join();
          killed++;
          next = moment(random);
        }
        retried(phone, entries, folder, place, port);
      }
      server.get().destroyForcibly().waitFor();
      outcomes += check(folder, meant, seed);
    }
    System.out.printf(
        "%d kills -9 of the console, %d outcomes: 0 lost, 0 doubled, seed %d%n",
        killed, outcomes, seed);
  }

  private static long moment(Random random) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(30));
  }

  /** Sends until there is an answer; starts the console again when it is gone. */
  private JsonNode retried(
      Device phone, List<Map<String, Object>> entries, TrialFolder folder, Path place, int port)
      throws Exception {
    while (true) {
      try {
        JsonNode answer = phone.sync(entries);
        answer
            .get("receipts")
            .forEach(receipt -> assertEquals("KEPT", receipt.get("status").asText()));
        return answer;
      } catch (IOException lost) {
        if (!server.get().isAlive() || server.get().waitFor(50, TimeUnit.MILLISECONDS)) {
          start(folder, place, port);
        }
      }
    }
  }

  private void start(TrialFolder folder, Path place, int port) throws Exception {
    Path link = place.resolve("link");
    List<String> line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xmx256m",
            ConsoleTrial.class.getName(),
            folder.path().toString(),
            ConsoleTrial.keys(place).folder().toString(),
            link.toString(),
            "" + port);
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(place.resolve("console.log").toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Files.deleteIfExists(link);
    server.set(builder.start());
    while (Files.notExists(link)) {
      if (server.get().waitFor(10, TimeUnit.MILLISECONDS)) {
        throw new AssertionError(Files.readString(place.resolve("console.log")));
      }
    }
  }

  private static int check(TrialFolder folder, Map<String, Boolean> meant, long seed) {
    List<OperatorEntry> entries = TrialJournals.entries(folder);
    assertEquals(2 * meant.size(), entries.size(), "seed " + seed);
    for (OperatorEntry entry : entries) {
      if (entry.kind() == Kind.OUTCOME) {
        assertEquals(meant.get(entry.code()), entry.success(), "seed " + seed);
      }
    }
    assertTrue(TrialVerifier.verify(folder.path(), Optional.empty()).ok(), "seed " + seed);
    return meant.size();
  }
}
