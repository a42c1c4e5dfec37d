package org.pollex.datasets.episode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments of a recording with pictures: no finished episode is lost or
 * changed.
 */
class KilledRecorderTest {
  private static final int CYCLES_PER_JOURNAL = 40;

  @TempDir Path folder;

  @Test
  void aKilledRecordingLosesNoFinishedEpisode() throws Exception {
    kill(0, 20, 0);
  }

  /**
   * The same, many times: {@code ./mvnw -Plong -pl datasets verify -Dkills=2000
   * -Dkills.state=FILE}. FILE remembers how many are done: the same command again goes on there.
   */
  @Test
  @Tag("long")
  void aRecordingKilledVeryOftenLosesNoFinishedEpisode() throws Exception {
    int kills = Integer.getInteger("kills", 2000);
    String remembered = System.getProperty("kills.state", "");
    Path state = remembered.isEmpty() ? folder.resolve("state") : Path.of(remembered);
    int done = Files.exists(state) ? Integer.parseInt(Files.readString(state).strip()) : 0;
    while (done < kills) {
      int next = Math.min(kills, done + CYCLES_PER_JOURNAL);
      kill(done, next, 1);
      done = next;
      Files.writeString(state, done + "\n");
    }
  }

  private void kill(int from, int to, long seed) throws Exception {
    Path journal = folder.resolve("killed.plxj");
    Path output = folder.resolve("output.txt");
    int promised = 0;
    for (int cycle = from; cycle < to; cycle++) {
      Random random = new Random(seed * 1_000_003 + cycle);
      if (cycle == from || cycle % CYCLES_PER_JOURNAL == 0) {
        Files.deleteIfExists(journal);
        promised = 0;
      }
      String where = "cycle " + cycle + ", seed " + seed;
      Process child = Child.start(Child.command(journal, seed, 1_000_000, "-"), output);
      // The first byte tells that the recording has begun; the kill comes up to 60 ms later.
      if (random.nextInt(4) > 0) {
        while (child.isAlive() && Files.size(output) == 0) {
          Thread.sleep(1);
        }
      }
      Thread.sleep(random.nextInt(60));
      child.destroyForcibly().waitFor();
      List<String> lines = Child.lines(output);
      for (String line : lines) {
        assertEquals(promised++, Integer.parseInt(line), where);
      }
      if (!Files.exists(journal)) {
        continue;
      }
      List<Episode> read = new ArrayList<>();
      try (EpisodeJournal recorded = EpisodeJournal.open(journal)) {
        recorded.forEach(read::add);
      }
      assertTrue(read.size() >= promised, where + ": " + read.size() + " < " + promised);
      // One episode may be finished in the file but not yet announced.
      assertTrue(read.size() <= promised + 1, where);
      for (int i = 0; i < read.size(); i++) {
        assertEquals(RandomEpisodes.drawWithPictures(seed, i), read.get(i), where);
      }
      promised = read.size();
    }
    assertTrue(promised > 0, "nothing was recorded at all");
  }
}
