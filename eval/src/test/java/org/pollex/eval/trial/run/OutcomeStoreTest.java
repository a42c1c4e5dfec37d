package org.pollex.eval.trial.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.CheckFailedException;
import org.pollex.errors.RunFailedException;
import org.pollex.eval.trial.seal.TrialFolder;

/** Exactly once and in order, whatever the order and number of deliveries and openings. */
class OutcomeStoreTest {
  private static final int TRIALS = 40;

  @TempDir private Path scratch;
  private TrialFolder folder;

  @BeforeEach
  void seal() throws Exception {
    folder = folder("a");
  }

  private TrialFolder folder(String name) throws Exception {
    TrialFolder made = new TrialFolder(Files.createDirectories(scratch.resolve(name)));
    Files.writeString(made.file(TrialFolder.HEADER), "the seal");
    return made;
  }

  @Test
  void anyOrderAnyBatchesAndAnyInterruptionsGiveTheSameJournal() throws Exception {
    try (OutcomeStore store = new OutcomeStore(folder, TRIALS, Stopping.NEVER)) {
      for (int i = 0; i < TRIALS; i++) {
        store.accept(List.of(trial(i, i)));
        assertEquals(i + 1, store.journaled());
      }
    }
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TrialFolder other = folder("b");
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      order.add(i);
      order.add(i);
    }
    Collections.shuffle(order, random);
    int next = 0;
    while (next < order.size()) {
      try (OutcomeStore store = new OutcomeStore(other, TRIALS, Stopping.NEVER)) {
        for (int i = 0; i < 5 && next < order.size(); i++) {
          List<FinishedTrial> batch = new ArrayList<>();
          for (int k = random.nextInt(4); k >= 0 && next < order.size(); k--) {
            // The same outcome, measured at another time.
            batch.add(trial(order.get(next++), random.nextInt()));
          }
          store.accept(batch);
          batch.forEach(trial -> assertTrue(store.settled().get(trial.index())));
        }
      }
    }
    for (String name : List.of(TrialFolder.OUTCOMES, TrialFolder.TRACES)) {
      assertArrayEquals(folder.bytes(name), other.bytes(name), name + ", seed " + seed);
    }
    assertEquals(TRIALS, JournalVerification.of(other.file(TrialFolder.TIMING)).records());
    assertFalse(other.has(TrialFolder.SPOOL));
  }

  /** Needs trials until the third success; a bundle is one trial. */
  private static Stopping thirdSuccess() {
    return new Stopping() {
      private int successes;

      @Override
      public void reach(int index) {}

      @Override
      public boolean needed(int index) {
        return successes < 3 && index % 5 != 1;
      }

      @Override
      public void observe(int index, boolean success) {
        successes += success ? 1 : 0;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void whatIsPastAStopLiesBesideTheChainWhateverTheOrder() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<byte[]> chains = new ArrayList<>();
    for (int repeat = 0; repeat < 6; repeat++) {
      TrialFolder other = folder("stop " + repeat);
      List<Integer> order = new ArrayList<>(IntStream.range(0, TRIALS).boxed().toList());
      if (repeat > 0) {
        Collections.shuffle(order, random);
      }
      // Of the trials past the stop, any number may have been run ahead.
      order.removeIf(index -> index > 20 + random.nextInt(20));
      int next = 0;
      while (next < order.size()) {
        try (OutcomeStore store = new OutcomeStore(other, TRIALS, thirdSuccess())) {
          for (int i = 0; i < 7 && next < order.size(); i++) {
            store.accept(List.of(trial(order.get(next++), random.nextInt())));
          }
        }
      }
      chains.add(other.bytes(TrialFolder.OUTCOMES));
      assertArrayEquals(chains.getFirst(), chains.getLast(), "seed " + seed);
      List<Integer> used = TrialJournals.outcomes(other).stream().map(o -> o.index()).toList();
      assertEquals(List.of(0, 2, 3, 4, 5, 7, 8, 9), used);
      assertEquals(order.size() - used.size(), TrialJournals.unused(other).size(), "seed " + seed);
      assertFalse(other.has(TrialFolder.SPOOL));
    }
  }

  @Test
  void aTrialThatGivesAnotherOutcomeTheSecondTimeStopsTheRun() {
    try (OutcomeStore store = new OutcomeStore(folder, TRIALS, Stopping.NEVER)) {
      store.accept(List.of(trial(3, 0)));
      FinishedTrial different = new FinishedTrial(3, bytes("other"), bytes("trace 3"), bytes("0"));
      assertThrows(RunFailedException.class, () -> store.accept(List.of(different)));
    }
    try (OutcomeStore store = new OutcomeStore(folder, TRIALS, Stopping.NEVER)) {
      assertTrue(store.settled().get(3));
      assertEquals(0, store.journaled());
    }
  }

  @Test
  void aJournalOfAnotherSealIsRefused() throws Exception {
    new OutcomeStore(folder, TRIALS, Stopping.NEVER).close();
    Files.writeString(folder.file(TrialFolder.HEADER), "another seal");
    assertThrows(
        CheckFailedException.class, () -> new OutcomeStore(folder, TRIALS, Stopping.NEVER));
  }

  @Test
  void twoRunnersAtOnceAreRefused() {
    try (OutcomeStore store = new OutcomeStore(folder, TRIALS, Stopping.NEVER)) {
      assertEquals(0, store.journaled());
      assertThrows(
          RunFailedException.class, () -> new OutcomeStore(folder, TRIALS, Stopping.NEVER));
    }
  }

  private static FinishedTrial trial(int index, int time) {
    return new FinishedTrial(
        index, CanonicalJson.bytes(outcome(index)), bytes("trace " + index), bytes("" + time));
  }

  private static OutcomeRecord outcome(int index) {
    return new OutcomeRecord(
        index,
        "code",
        "task",
        "condition",
        index % 3 == 0,
        1,
        OutcomeRecord.End.HORIZON,
        1,
        Map.of(),
        Map.of(),
        "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
