package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.eval.trial.MetaworldTrial.Victim;
import org.pollex.eval.trial.result.AnalysisSummary;
import org.pollex.eval.trial.result.ResultsFile;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.TrialVerifier;
import org.pollex.eval.trial.verify.Verification;

/** Trials in the real Meta-World, calm ones and hunted ones. */
class MetaworldTrialTest {
  @TempDir private Path scratch;

  private KeyRing keys() {
    return new KeyRing(scratch.resolve("keys"));
  }

  private TrialFolder copyOf(TrialFolder folder, String name) {
    CoinTrial.copy(folder.path(), scratch.resolve(name));
    return TrialFolder.open(scratch.resolve(name));
  }

  @Test
  void aServerAWorkerAndAPolicyHostDieAndNothingIsLostOrCountedTwice() {
    TrialFolder calm = MetaworldTrial.seal(3, 120, scratch.resolve("calm"), keys());
    TrialFolder hunted = copyOf(calm, "hunted");
    MetaworldTrial.run(calm, keys(), 4, (finished, trials) -> {});
    ResultsFile results = Unsealer.unseal(calm, keys());

    Set<Victim> alive = EnumSet.allOf(Victim.class);
    MetaworldTrial.run(
        hunted,
        keys(),
        3,
        (finished, trials) -> {
          for (Victim victim : Victim.values()) {
            if (finished > 4 * victim.ordinal() && alive.remove(victim)) {
              MetaworldTrial.kill(ProcessHandle.current(), victim);
            }
          }
        });
    assertEquals(Set.of(), alive);
    assertSame(calm, results.analysis(), hunted);
    assertTrue(ResultsFile.read(hunted.path()).result().runs().getFirst().retries() >= 2);
    var expert = results.analysis().families().getLast().policies().getFirst();
    assertEquals("the-expert", expert.policy());
    assertEquals(6, expert.successes());
    assertEquals(6, results.result().filmStrips().size());
    assertTrue(results.result().filmStrips().getFirst().path().size() > 10);
    assertTrue(results.result().filmStrips().getFirst().cloud().size() > 100);
  }

  @Test
  @Tag("long")
  void aHundredKillsOfRunnerServerWorkerAndHost() throws Exception {
    int kills = Integer.getInteger("pollex.kills", 100);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TrialFolder sealed = MetaworldTrial.seal(20, 300, scratch.resolve("sealed"), keys());
    TrialFolder calm = copyOf(sealed, "calm");
    MetaworldTrial.run(calm, keys(), 4, (finished, trials) -> {});
    AnalysisSummary expected = Unsealer.unseal(calm, keys()).analysis();
    int kill = 0;
    int studies = 0;
    while (kill < kills) {
      TrialFolder hunted = copyOf(sealed, "hunted-" + studies++);
      int finished = 0;
      Process runner = start(hunted);
      for (; kill < kills && finished < 120; kill++) {
        runner.waitFor(500 + random.nextInt(2500), TimeUnit.MILLISECONDS);
        if (kill % 4 == 3) {
          runner.destroyForcibly().waitFor();
        } else {
          MetaworldTrial.kill(runner.toHandle(), Victim.values()[kill % 4]);
        }
        int now = TrialJournals.records(hunted, TrialFolder.OUTCOMES).size();
        assertTrue(now >= finished, "lost a finished trial, seed " + seed);
        finished = now;
        Verification found = TrialVerifier.verify(hunted.path(), Optional.empty());
        assertTrue(found.ok(), found.verdict() + ", seed " + seed);
        if (!runner.isAlive()) {
          runner = start(hunted);
        }
      }
      runner.destroyForcibly().waitFor();
      MetaworldTrial.run(hunted, keys(), 4, (done, trials) -> {});
      assertSame(calm, expected, hunted);
    }
    System.out.printf(
        "%d kills -9 of server, worker, policy host and runner in %d trials of Meta-World:"
            + " 0 outcomes lost, 0 doubled, seed %d%n",
        kill, studies, seed);
  }

  private Process start(TrialFolder folder) throws Exception {
    return ChildJvm.start(
        List.of("-Dpollex.python=" + System.getProperty("pollex.python")),
        MetaworldTrial.class,
        folder.path().toString(),
        keys().folder().toString(),
        "4");
  }

  private void assertSame(TrialFolder calm, AnalysisSummary expected, TrialFolder hunted) {
    for (String journal : List.of(TrialFolder.OUTCOMES, TrialFolder.TRACES)) {
      assertEquals(head(calm, journal), head(hunted, journal), journal);
    }
    AnalysisSummary found = Unsealer.unseal(hunted, keys()).analysis();
    assertEquals(CanonicalJson.text(expected), CanonicalJson.text(found));
    Verification verified = TrialVerifier.verify(hunted.path(), Optional.empty());
    assertTrue(verified.ok(), verified.verdict());
  }

  private static String head(TrialFolder folder, String journal) {
    return JournalVerification.of(folder.file(journal)).head().hex();
  }
}
