package org.pollex.eval.trial.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.CheckFailedException;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;

/** Joins shard files into the journals of their trial; what one process would have written. */
public final class ShardMerge {
  private ShardMerge() {}

  /**
   * How far a merged trial is.
   *
   * @param outcomes outcomes in the chain
   * @param trials trials that were sealed
   * @param unused outcomes past a sequential stop
   * @param missing trials that are still needed, as far as is known
   * @param commands what fetches them
   */
  public record Merged(
      int outcomes, int trials, int unused, List<Integer> missing, List<String> commands) {
    /** Returns true when nothing is missing. */
    public boolean complete() {
      return missing.isEmpty();
    }
  }

  /**
   * Takes all finished trials out of shard files, each once. When nothing is missing, the shard
   * files in the trial's own folder are removed.
   *
   * @param others further places of shard files: copies of the folder, or files
   * @param stopping the sealed stopping rule; this call closes it
   * @throws CheckFailedException when a shard ran on other physics than the sealed ones, and the
   *     plan does not allow that
   */
  public static Merged merge(TrialFolder folder, List<Path> others, Stopping stopping) {
    SealedHeader header = folder.header();
    List<Path> places = new ArrayList<>();
    Path own = folder.file(TrialFolder.SHARDS);
    if (Files.isDirectory(own)) {
      places.add(own);
    }
    places.addAll(others);
    List<ShardFile.Content> shards =
        ShardFile.find(places).stream().map(file -> ShardFile.read(folder, file)).toList();
    requirePhysics(header, shards);
    try (stopping;
        OutcomeStore store = new OutcomeStore(folder, header.trials(), stopping)) {
      BitSet before = store.settled();
      for (ShardFile.Content shard : shards) {
        if (shard.trials().stream().anyMatch(trial -> !before.get(trial.index()))) {
          shard.starts().forEach(store::started);
        }
      }
      for (ShardFile.Content shard : shards) {
        store.accept(shard.trials());
      }
      BitSet settled = store.settled();
      List<SealedTrial> missing =
          folder.trials().stream()
              .filter(trial -> !settled.get(trial.index()) && stopping.needed(trial.index()))
              .toList();
      Merged merged =
          new Merged(
              store.journaled(),
              header.trials(),
              TrialJournals.unused(folder).size(),
              missing.stream().map(SealedTrial::index).toList(),
              commands(folder, header, shards, missing));
      if (merged.complete()) {
        remove(own);
      }
      return merged;
    }
  }

  private static void requirePhysics(SealedHeader header, List<ShardFile.Content> shards) {
    if (header.physics().equals(TrialPlan.Conduct.ANY)) {
      return;
    }
    TreeMap<String, TreeSet<String>> byPhysics = new TreeMap<>();
    for (ShardFile.Content shard : shards) {
      for (RunStart start : shard.starts()) {
        byPhysics
            .computeIfAbsent(start.physicsFingerprint(), fresh -> new TreeSet<>())
            .add(shard.file().getFileName() + " " + start.versions());
      }
    }
    byPhysics.remove(header.physicsFingerprint());
    if (!byPhysics.isEmpty()) {
      throw new CheckFailedException(
          "shards ran on other physics than the sealed "
              + header.physicsFingerprint()
              + ": "
              + byPhysics,
          "Nothing was merged. Move these files away and run their shards again on machines like"
              + " the one that sealed the trial; or seal a plan with 'physics: any'.");
    }
  }

  /** The commands that run what is missing, in shards as the work was split so far. */
  private static List<String> commands(
      TrialFolder folder,
      SealedHeader header,
      List<ShardFile.Content> shards,
      List<SealedTrial> missing) {
    if (missing.isEmpty()) {
      return List.of();
    }
    int of = shards.stream().mapToInt(shard -> shard.shard().of()).max().orElse(1);
    if (of == 1) {
      return List.of("pollex trial run " + folder.path());
    }
    TreeSet<Integer> numbers = new TreeSet<>();
    for (SealedTrial trial : missing) {
      numbers.add(trial.index() / header.policyCount() % of + 1);
    }
    return numbers.stream()
        .map(number -> "pollex trial run " + folder.path() + " --shard " + number + "/" + of)
        .toList();
  }

  private static void remove(Path shards) {
    if (!Files.isDirectory(shards)) {
      return;
    }
    try (var files = Files.list(shards)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(shards);
    } catch (IOException e) {
      throw StorageFailure.writing(shards, e);
    }
  }
}
