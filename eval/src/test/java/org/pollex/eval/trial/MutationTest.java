package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.Phrase;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.Check;
import org.pollex.eval.trial.verify.Manifest;
import org.pollex.eval.trial.verify.Published;
import org.pollex.eval.trial.verify.TrialVerifier;
import org.pollex.eval.trial.verify.Verification;

/** Random mutations of finished folders are all caught and named; intact folders never are. */
class MutationTest {
  @TempDir private static Path scratch;
  private static KeyRing keys;
  private static TrialFolder[] finished;
  private static Published[] published;

  @BeforeAll
  static void prepare() throws IOException {
    keys = new KeyRing(scratch.resolve("keys"));
    finished =
        new TrialFolder[] {
          finish("fixed", new TrialPlan.Analysis("barnard", 0.05, "holm"), 1),
          finish("sequential", new TrialPlan.Analysis("lai", 0.05, "bonferroni"), 1),
          // The plan of the first one again, under another seal: a forger's best folder.
          finish("again", new TrialPlan.Analysis("barnard", 0.05, "holm"), 1)
        };
    published = new Published[finished.length];
    for (int i = 0; i < finished.length; i++) {
      // As a stranger has them: words.
      published[i] =
          new Published(
              Optional.of(Phrase.hash(Phrase.of(finished[i].header().root()))),
              Optional.of(Phrase.hash(Phrase.of(Published.closing(finished[i])))));
    }
  }

  private static TrialFolder finish(String name, TrialPlan.Analysis analysis, long seed)
      throws IOException {
    TrialPlan plan =
        Rehearsal.plan(analysis, 2, 10, seed, "bernoulli:0.9@5-50", "bernoulli:0.2@1-90");
    TrialFolder folder = Rehearsal.seal(plan, scratch.resolve(name), keys);
    Rehearsal.run(folder, keys, 3);
    Amender.amend(folder, "", "a cable was replaced", java.time.Clock.systemUTC());
    Unsealer.unseal(folder, keys);
    FinishedFolder.extend(
        folder,
        trial -> {
          try {
            Files.createDirectories(folder.file(TrialFolder.REPORT));
            Files.writeString(
                folder.file(TrialFolder.REPORT).resolve("report.html"), "<title>r</title>\n");
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          return folder;
        });
    return folder;
  }

  @Test
  void aThousandMutations() throws Exception {
    mutate(1000);
  }

  @Test
  @Tag("long")
  void aHundredThousandMutations() throws Exception {
    mutate(Integer.getInteger("pollex.mutations", 100_000));
  }

  @Test
  void intactFoldersRaiseNoAlarm() throws Exception {
    intact(20);
  }

  @Test
  @Tag("long")
  void aThousandIntactFoldersRaiseNoAlarm() throws Exception {
    intact(1000);
  }

  private static void intact(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      TrialPlan.Analysis analysis =
          i % 2 == 0
              ? new TrialPlan.Analysis("barnard", 0.05, "hommel")
              : new TrialPlan.Analysis("savi", 0.05, "bonferroni");
      TrialFolder folder = finish("intact-" + count + "-" + i, analysis, i);
      Verification found =
          TrialVerifier.verify(
              folder.path(),
              new Published(
                  Optional.of(folder.header().root()), Optional.of(Published.closing(folder))));
      assertTrue(found.ok(), found.verdict());
    }
    System.out.println(count + " intact folders, 0 false alarms");
  }

  private static void mutate(int count) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, Integer> kinds = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      int which = random.nextInt(2);
      Mutation mutation = new Mutation(finished[which], finished[1 - which], finished[2], random);
      Mutation.Made made = mutation.make();
      String context = made + ", mutation " + i + ", seed " + seed;
      try {
        Verification found = TrialVerifier.verify(finished[which].path(), published[which]);
        assertFalse(found.ok(), context);
        assertTrue(
            found.checks().stream()
                .filter(check -> !check.ok())
                .map(Check::file)
                .anyMatch(made.files()::contains),
            context + " named " + found.verdict());
      } finally {
        mutation.undo();
      }
      kinds.merge(made.kind(), 1, Integer::sum);
      if (i % 1000 == 0) {
        Verification restored = TrialVerifier.verify(finished[which].path(), published[which]);
        assertTrue(restored.ok(), context + " then " + restored.verdict());
      }
    }
    System.out.printf("%d mutations, all caught and named: %s, seed %d%n", count, kinds, seed);
  }

  @Test
  void withoutAPhraseAnotherSealIsConsistentWithItselfOnly() {
    Verification alone = TrialVerifier.verify(finished[2].path(), Published.NOTHING);
    assertTrue(alone.ok());
    assertEquals(
        "intact (unsealed), consistent with itself, not tied to a published seal", alone.verdict());
    assertFalse(TrialVerifier.verify(finished[2].path(), published[0]).ok());
  }

  /** A new manifest covers up what it lists, and nothing else. */
  static void renewManifest(TrialFolder folder) {
    Manifest.write(folder);
  }
}
