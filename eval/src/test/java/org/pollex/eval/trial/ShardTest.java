package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.CheckFailedException;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.run.PoolEngine;
import org.pollex.eval.trial.run.RefereeProcess;
import org.pollex.eval.trial.run.Shard;
import org.pollex.eval.trial.run.ShardMerge;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.run.TrialRunner;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.TrialVerifier;

/** One process or many shards, calm or killed: the same outcomes. */
class ShardTest {
  private static final TrialPlan.Analysis FIXED = new TrialPlan.Analysis("barnard", 0.05, "holm");
  private static final TrialPlan.Analysis SEQUENTIAL =
      new TrialPlan.Analysis("lai", 0.05, "bonferroni");

  @TempDir private Path scratch;

  private KeyRing keys() {
    return new KeyRing(scratch.resolve("keys"));
  }

  private TrialFolder seal(TrialPlan.Analysis analysis, int rollouts, String name) {
    TrialPlan plan =
        Rehearsal.plan(analysis, 2, rollouts, 5, "bernoulli:0.9", "bernoulli:0.6", "bernoulli:0.1");
    return Rehearsal.seal(plan, scratch.resolve(name), keys());
  }

  private TrialFolder copy(TrialFolder folder, String name) {
    CoinTrial.copy(folder.path(), scratch.resolve(name));
    return TrialFolder.open(scratch.resolve(name));
  }

  private ShardMerge.Merged merge(TrialFolder folder, Path... others) {
    return ShardMerge.merge(folder, List.of(others), RefereeProcess.start(folder, keys()));
  }

  @Test
  void shardsInAnyOrderGiveTheJournalsOfOneProcess() {
    for (TrialPlan.Analysis analysis : List.of(FIXED, SEQUENTIAL)) {
      TrialFolder one = seal(analysis, 12, analysis.test());
      TrialFolder many = copy(one, analysis.test() + "-many");
      TrialFolder elsewhere = copy(one, analysis.test() + "-elsewhere");
      Rehearsal.run(one, keys(), 3);
      Rehearsal.shard(many, keys(), new Shard(3, 4));
      Rehearsal.shard(elsewhere, keys(), new Shard(1, 4));
      Rehearsal.shard(elsewhere, keys(), new Shard(4, 4));

      ShardMerge.Merged merged = merge(many, elsewhere.path());
      assertFalse(merged.complete());
      assertEquals(List.of("pollex trial run " + many.path() + " --shard 2/4"), merged.commands());
      assertTrue(merged.missing().contains(3), merged.missing().toString());
      Rehearsal.shard(many, keys(), new Shard(2, 4));
      merged = merge(many);
      assertTrue(merged.complete(), merged.toString());
      assertFalse(many.has(TrialFolder.SHARDS));
      assertSame(one, many);
    }
  }

  private void assertSame(TrialFolder one, TrialFolder many) {
    for (String journal : List.of(TrialFolder.OUTCOMES, TrialFolder.TRACES)) {
      assertArrayEquals(one.bytes(journal), many.bytes(journal), journal);
    }
    assertEquals(
        CanonicalJson.text(Unsealer.unseal(one, keys()).analysis()),
        CanonicalJson.text(Unsealer.unseal(many, keys()).analysis()));
    for (TrialFolder folder : List.of(one, many)) {
      assertTrue(TrialVerifier.verify(folder.path(), Optional.of(folder.header().root())).ok());
    }
  }

  @Test
  void aKillInEachOfAFewShards() throws Exception {
    killed(FIXED, 3, 20);
  }

  @Test
  @Tag("long")
  void aKillInEachOfEightShardsOfAFixedAndOfASequentialTrial() throws Exception {
    killed(FIXED, 8, 100);
    killed(SEQUENTIAL, 8, 100);
  }

  private void killed(TrialPlan.Analysis analysis, int shards, int rollouts) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TrialFolder one = seal(analysis, rollouts, "calm-" + analysis.test());
    TrialFolder many = copy(one, "killed-" + analysis.test());
    Rehearsal.run(one, keys(), 3);
    List<Integer> order = new ArrayList<>(IntStream.rangeClosed(1, shards).boxed().toList());
    Collections.shuffle(order, random);
    for (int number : order) {
      Process doomed = start(many, number, shards);
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (doomed.isAlive() && files(many) == 0 && System.nanoTime() < until) {
        doomed.waitFor(2, TimeUnit.MILLISECONDS);
      }
      doomed.waitFor(random.nextInt(120), TimeUnit.MILLISECONDS);
      doomed.destroyForcibly().waitFor();
      assertFalse(merge(many).complete() && number != order.getLast(), "seed " + seed);
      Process again = start(many, number, shards);
      String output = new String(again.getInputStream().readAllBytes());
      assertEquals(0, again.waitFor(), output);
    }
    assertTrue(merge(many).complete(), "seed " + seed);
    assertSame(one, many);
    System.out.printf(
        "%s, %d shards in random order, a kill -9 in each, %d outcomes: same chain, seed %d%n",
        analysis.test(), shards, TrialJournals.outcomes(many).size(), seed);
  }

  private Process start(TrialFolder folder, int number, int of) throws Exception {
    return ChildJvm.start(
        List.of(),
        Rehearsal.class,
        folder.path().toString(),
        keys().folder().toString(),
        number + "/" + of);
  }

  private static int files(TrialFolder folder) throws Exception {
    Path shards = folder.file(TrialFolder.SHARDS);
    if (!Files.isDirectory(shards)) {
      return 0;
    }
    try (var list = Files.list(shards)) {
      return (int) list.count();
    }
  }

  @Test
  void shardsOfOtherPhysicsAndOfOtherTrialsAreRefusedByName() throws Exception {
    TrialFolder folder =
        CoinTrial.seal(CoinTrial.plan(2, "bet:0.9", "bet:0.5"), scratch.resolve("coin"), keys());
    TrialFolder lenient = relaxed();
    for (TrialFolder trial : List.of(folder, lenient)) {
      PoolEngine engine = CoinTrial.engine(trial, keys(), 2, name -> new CoinWorld("other"));
      if (trial == folder) {
        assertThrows(
            CheckFailedException.class,
            () -> new TrialRunner(trial, (done, all) -> {}).runShard(engine, new Shard(1, 1)));
      } else {
        new TrialRunner(trial, (done, all) -> {}).runShard(engine, new Shard(1, 1));
        assertTrue(merge(trial).complete());
      }
    }
    TrialFolder stranger = seal(FIXED, 2, "stranger");
    Rehearsal.shard(stranger, keys(), new Shard(1, 2));
    CheckFailedException refused =
        assertThrows(CheckFailedException.class, () -> merge(folder, stranger.path()));
    assertTrue(refused.getMessage().contains("is a shard of another trial"));
  }

  private TrialFolder relaxed() {
    TrialPlan plan = CoinTrial.plan(2, "bet:0.9", "bet:0.5");
    TrialPlan any =
        new TrialPlan(
            plan.name(),
            plan.world(),
            plan.tasks(),
            plan.policies(),
            plan.rollouts(),
            plan.initialConditions(),
            plan.horizon(),
            plan.seed(),
            plan.decisionTimeoutSeconds(),
            plan.analysis(),
            new TrialPlan.Conduct(null, null, TrialPlan.Conduct.ANY),
            null);
    return CoinTrial.seal(any, scratch.resolve("any"), keys());
  }
}
