package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.journal.JournalRecord;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.result.AnalysisSummary;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.TrialVerifier;
import org.pollex.eval.trial.verify.Verification;

/** {@code kill -9} of the runner or of its policy host, at random moments. */
class KillTest {
  @TempDir private Path scratch;

  @Test
  void aFewKillsOfRunnerAndHost() throws Exception {
    killed(4, 3);
  }

  @Test
  @Tag("long")
  void aHundredKillsOfRunnerAndHost() throws Exception {
    killed(100, 40);
  }

  @Test
  void aFewKillsOfASequentialRehearsal() throws Exception {
    rehearsed(6);
  }

  @Test
  @Tag("long")
  void aThousandKillsOfSequentialRehearsals() throws Exception {
    rehearsed(1000);
  }

  /** Trials are run to their end under kills, one after the other, until enough were killed. */
  private void rehearsed(int kills) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    KeyRing keys = new KeyRing(scratch.resolve("keys"));
    int killed = 0;
    int outcomes = 0;
    for (int study = 0; killed < kills; study++) {
      TrialFolder calm =
          Rehearsal.seal(
              Rehearsal.plan(
                  new TrialPlan.Analysis("lai", 0.05, "bonferroni"),
                  2,
                  100,
                  study,
                  "bernoulli:0.55@5-90",
                  "bernoulli:0.45@5-90"),
              scratch.resolve("calm-" + study),
              keys);
      CoinTrial.copy(calm.path(), scratch.resolve("hunted-" + study));
      TrialFolder hunted = TrialFolder.open(scratch.resolve("hunted-" + study));
      Rehearsal.run(calm, keys, 3);
      while (!TrialJournals.complete(hunted, hunted.header()) && killed < kills) {
        int before = records(hunted);
        Process runner =
            ChildJvm.start(
                List.of(),
                Rehearsal.class,
                hunted.path().toString(),
                keys.folder().toString(),
                "3");
        boolean ended = runner.waitFor(600 + random.nextInt(1200), TimeUnit.MILLISECONDS);
        runner.destroyForcibly().waitFor();
        killed += ended ? 0 : 1;
        assertTrue(records(hunted) >= before, "lost a finished trial, seed " + seed);
        assertIntact(hunted, seed);
      }
      Rehearsal.run(hunted, keys, 4);
      assertEquals(head(calm, TrialFolder.OUTCOMES), head(hunted, TrialFolder.OUTCOMES));
      outcomes += records(hunted);
    }
    System.out.printf(
        "%d kills -9 of runners of sequential rehearsals, %d outcomes: 0 lost, 0 doubled, seed %d%n",
        killed, outcomes, seed);
  }

  private void killed(int kills, int rollouts) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    KeyRing keys = new KeyRing(scratch.resolve("keys"));
    TrialFolder calm =
        CoinTrial.seal(
            CoinTrial.plan(rollouts, "bet:0.9", "bet:0.4", "throwing"),
            scratch.resolve("calm"),
            keys);
    CoinTrial.copy(calm.path(), scratch.resolve("hunted"));
    TrialFolder hunted = TrialFolder.open(scratch.resolve("hunted"));
    CoinTrial.run(calm, keys, 3);
    AnalysisSummary expected = Unsealer.unseal(calm, keys).analysis();

    int finished = 0;
    for (int kill = 0; kill < kills; kill++) {
      Process runner =
          ChildJvm.start(
              List.of("-Dcoin.step.nanos=2000000"),
              CoinTrial.class,
              hunted.path().toString(),
              keys.folder().toString(),
              "3");
      runner.waitFor(400 + random.nextInt(1500), TimeUnit.MILLISECONDS);
      boolean host = kill % 2 == 1;
      Stream<ProcessHandle> victims =
          host ? runner.toHandle().children() : Stream.of(runner.toHandle());
      victims.forEach(ProcessHandle::destroyForcibly);
      if (host) {
        runner.waitFor(300 + random.nextInt(700), TimeUnit.MILLISECONDS);
        runner.destroyForcibly();
      }
      runner.waitFor();
      List<JournalRecord> records = TrialJournals.records(hunted, TrialFolder.OUTCOMES);
      assertTrue(records.size() >= finished, "lost a finished trial, seed " + seed);
      finished = records.size();
      assertIntact(hunted, seed);
    }
    ChildJvm.Result last =
        ChildJvm.run(CoinTrial.class, hunted.path().toString(), keys.folder().toString(), "5");
    assertEquals(0, last.code(), last.output());

    assertEquals(head(calm, TrialFolder.OUTCOMES), head(hunted, TrialFolder.OUTCOMES));
    assertEquals(head(calm, TrialFolder.TRACES), head(hunted, TrialFolder.TRACES));
    AnalysisSummary found = Unsealer.unseal(hunted, keys).analysis();
    assertEquals(CanonicalJson.text(expected), CanonicalJson.text(found));
    assertTrue(Files.notExists(hunted.file(TrialFolder.SPOOL)));
    assertIntact(hunted, seed);
    System.out.printf(
        "%d kills -9 of runner and policy host, %d trials: 0 outcomes lost, 0 doubled, seed %d%n",
        kills, records(hunted), seed);
  }

  private static int records(TrialFolder folder) {
    return TrialJournals.records(folder, TrialFolder.OUTCOMES).size();
  }

  private static String head(TrialFolder folder, String journal) {
    return JournalVerification.of(folder.file(journal)).head().hex();
  }

  private static void assertIntact(TrialFolder folder, long seed) {
    Verification found = TrialVerifier.verify(folder.path(), Optional.empty());
    assertTrue(found.ok(), found.verdict() + ", seed " + seed);
  }
}
