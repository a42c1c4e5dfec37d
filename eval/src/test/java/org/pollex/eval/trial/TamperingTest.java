package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.journal.JournalRecord;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.Check;
import org.pollex.eval.trial.verify.Manifest;
import org.pollex.eval.trial.verify.TrialVerifier;
import org.pollex.eval.trial.verify.Verification;

/** Whatever is changed in a finished trial folder, verification says so and names the file. */
class TamperingTest {
  @TempDir private static Path scratch;
  private static TrialFolder sealed;
  private static TrialFolder run;
  private static TrialFolder finished;

  @BeforeAll
  static void prepare() throws Exception {
    KeyRing keys = new KeyRing(scratch.resolve("keys"));
    TrialFolder folder =
        CoinTrial.seal(CoinTrial.plan(2, "bet:0.9", "oracle"), scratch.resolve("trial"), keys);
    sealed = snapshot(folder, "sealed");
    CoinTrial.run(folder, keys, 2);
    run = snapshot(folder, "run");
    Unsealer.unseal(folder, keys);
    Files.createDirectories(folder.file(TrialFolder.REPORT));
    Files.writeString(folder.file(TrialFolder.REPORT).resolve("report.html"), "<title>r</title>");
    Manifest.write(folder);
    finished = folder;
  }

  private static TrialFolder snapshot(TrialFolder folder, String name) {
    CoinTrial.copy(folder.path(), scratch.resolve(name));
    return TrialFolder.open(scratch.resolve(name));
  }

  @Test
  void anyByteOfAFinishedFolder() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Path> files = files(finished);
    assertEquals(12, files.size(), files.toString());
    long total = 0;
    for (Path file : files) {
      total += Files.size(file);
    }
    for (int i = 0; i < 1000; i++) {
      long place = (long) (random.nextDouble() * total);
      Path file = files.getFirst();
      for (Path candidate : files) {
        file = candidate;
        if (place < Files.size(candidate)) {
          break;
        }
        place -= Files.size(candidate);
      }
      assertCaught(finished, file, (int) place, 1 + random.nextInt(255), "seed " + seed);
    }
    assertTrue(verify(finished).ok());
  }

  @Test
  void everyFileIsCaughtAtItsStartMiddleAndEnd() throws Exception {
    for (Path file : files(finished)) {
      int size = (int) Files.size(file);
      for (int place : new int[] {0, size / 2, size - 1}) {
        assertCaught(finished, file, place, 1, "");
      }
    }
  }

  @Test
  void theRecordOfAJournalIsNamed() throws Exception {
    for (String name : List.of(TrialFolder.OUTCOMES, TrialFolder.TRACES, TrialFolder.TIMING)) {
      for (JournalRecord record : TrialJournals.records(finished, name)) {
        Verification found = flipped(finished, finished.file(name), (int) record.offset() + 25, 4);
        String place = "record " + record.index() + ":";
        assertTrue(
            found.checks().stream()
                .anyMatch(
                    check ->
                        !check.ok()
                            && check.file().equals(name)
                            && check.detail().startsWith(place)),
            place + " of " + name + " in " + found.checks());
      }
    }
  }

  @Test
  void sealedAndRunFoldersAreCheckedTooAsFarAsThereIsSomethingToCompareWith() throws Exception {
    for (Path file : files(run)) {
      assertCaught(run, file, (int) (Files.size(file) / 2), 1, "");
    }
    for (Path file : files(sealed)) {
      // What the seal of a trial that has not run says of itself can only be tied by its root.
      if (!file.endsWith(TrialFolder.HEADER)) {
        assertCaught(sealed, file, (int) (Files.size(file) / 2), 1, "");
      }
    }
  }

  @Test
  void missingAddedCutAndSwappedFiles() throws Exception {
    Path table = finished.file(TrialFolder.TABLE);
    byte[] content = Files.readAllBytes(table);
    Files.delete(table);
    assertNames(verify(finished), TrialFolder.TABLE);
    Files.write(table, content);
    Path stranger = finished.file("stranger.txt");
    Files.writeString(stranger, "hello");
    assertNames(verify(finished), "stranger.txt");
    Files.delete(stranger);
    Path manifest = finished.file(TrialFolder.MANIFEST);
    byte[] lines = Files.readAllBytes(manifest);
    Files.delete(manifest);
    assertNames(verify(finished), TrialFolder.MANIFEST);
    Files.write(manifest, lines);
    Path outcomes = finished.file(TrialFolder.OUTCOMES);
    byte[] journal = Files.readAllBytes(outcomes);
    Files.write(outcomes, java.util.Arrays.copyOf(journal, journal.length - 7));
    assertNames(verify(finished), TrialFolder.OUTCOMES);
    Files.write(outcomes, journal);
    assertTrue(verify(finished).ok());
  }

  @Test
  void aForgerWhoRewritesResultsAndManifestIsCaughtByTheOutcomes() throws Exception {
    TrialFolder forged = snapshot(finished, "forged");
    Path table = forged.file(TrialFolder.TABLE);
    Files.writeString(table, Files.readString(table).replaceFirst(",1,,", ",0,,"));
    Path results = forged.file(TrialFolder.RESULTS);
    String text = Files.readString(results);
    Files.writeString(
        results, text.replaceFirst("\"adjusted_?[pP]\":[0-9.]+", "\"adjustedP\":0.5"));
    Manifest.write(forged);
    Verification found = verify(forged);
    assertNames(found, TrialFolder.TABLE);
    assertFalse(
        found.checks().stream().anyMatch(check -> check.name().equals("manifest") && !check.ok()));
  }

  @Test
  void anotherTrialsRootIsNotThisOne() {
    assertNames(
        TrialVerifier.verify(finished.path(), Optional.of("0".repeat(64))), TrialFolder.HEADER);
  }

  private static void assertCaught(
      TrialFolder folder, Path file, int place, int mask, String context) throws Exception {
    Verification found = flipped(folder, file, place, mask);
    String where = file.getFileName() + " at " + place + " xor " + mask + " " + context;
    assertFalse(found.ok(), where);
    assertTrue(
        found.checks().stream()
            .filter(check -> !check.ok())
            .map(Check::file)
            .anyMatch(folder.path().relativize(file).toString()::equals),
        where + " named " + found.verdict());
  }

  private static Verification flipped(TrialFolder folder, Path file, int place, int mask)
      throws Exception {
    byte[] content = Files.readAllBytes(file);
    byte[] changed = content.clone();
    changed[place] ^= (byte) mask;
    Files.write(file, changed);
    try {
      return verify(folder);
    } finally {
      Files.write(file, content);
    }
  }

  private static void assertNames(Verification found, String file) {
    assertFalse(found.ok());
    assertTrue(found.verdict().contains(file), found.verdict());
  }

  private static Verification verify(TrialFolder folder) {
    return TrialVerifier.verify(folder.path(), Optional.empty());
  }

  private static List<Path> files(TrialFolder folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder.path())) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
