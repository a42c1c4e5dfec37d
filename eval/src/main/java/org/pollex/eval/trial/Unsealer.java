package org.pollex.eval.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.errors.CheckFailedException;
import org.pollex.eval.trial.result.ResultBuilder;
import org.pollex.eval.trial.result.ResultTable;
import org.pollex.eval.trial.result.ResultsFile;
import org.pollex.eval.trial.result.SealedAnalysis;
import org.pollex.eval.trial.result.TrialResult;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.SealedPlan;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.Manifest;

/** Opens a finished trial. It asks for nothing: the analysis was sealed. */
public final class Unsealer {
  private static final Set<String> LEFTOVERS =
      Set.of(TrialFolder.SPOOL, TrialFolder.OPENED, TrialFolder.RESULTS, TrialFolder.TABLE);

  private Unsealer() {}

  /**
   * Decrypts the plan, writes it beside the outcomes with the results, and closes the folder with a
   * manifest. Doing it again changes nothing.
   *
   * @throws org.pollex.errors.MissingPrerequisiteException when the unseal key is not there
   * @throws BadInputException when trials are not finished
   * @throws CheckFailedException when the folder is not intact
   */
  public static ResultsFile unseal(TrialFolder folder, KeyRing keys) {
    return unseal(folder, () -> keys.unsealKey(folder.header().planDigest()));
  }

  /** Opens a finished trial with a key that is asked for when it is needed. */
  public static ResultsFile unseal(TrialFolder folder, Supplier<byte[]> unsealKey) {
    SealedHeader header = folder.header();
    if (folder.has(TrialFolder.MANIFEST)) {
      FinishedFolder.requireIntact(folder);
      return ResultsFile.read(folder.path());
    }
    byte[] key = unsealKey.get();
    if (!TrialJournals.complete(folder, header)) {
      int finished = TrialJournals.outcomes(folder).size();
      throw new BadInputException(
          finished + " of " + header.trials() + " trials are finished",
          "A trial is opened when it is complete: pollex trial run " + folder.path());
    }
    removeLeftovers(folder.path());
    FinishedFolder.requireIntact(folder);
    SealedPlan plan = folder.plan(key);
    AtomicFile.write(folder.file(TrialFolder.OPENED), CanonicalJson.bytes(plan));
    ResultsFile results = writeResults(folder, plan);
    Manifest.write(folder);
    FinishedFolder.requireIntact(folder);
    return results;
  }

  /** Computes and writes the results of an opened trial. */
  static ResultsFile writeResults(TrialFolder folder, SealedPlan plan) {
    TrialResult result = new ResultBuilder(folder, plan).build();
    ResultsFile results = ResultsFile.of(result, SealedAnalysis.of(result));
    AtomicFile.write(folder.file(TrialFolder.RESULTS), CanonicalJson.bytes(results));
    AtomicFile.write(folder.file(TrialFolder.TABLE), ResultTable.bytes(results.result()));
    return results;
  }

  /** What killed processes left behind, an interrupted unsealing among them. */
  private static void removeLeftovers(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> left =
          files
              .filter(
                  file -> {
                    String name = file.getFileName().toString();
                    return name.endsWith(".lock")
                        || name.endsWith(".partial")
                        || LEFTOVERS.contains(name);
                  })
              .toList();
      for (Path file : left) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw StorageFailure.writing(folder, e);
    }
  }
}
