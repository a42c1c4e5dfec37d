package org.pollex.datasets.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.curation.Curation;
import org.pollex.datasets.curation.Provenance;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.datasets.hdf5.DemonstrationWriter;

/** The lint on a small corpus; {@link LintCorpusTest} has the whole. */
class LintTest {
  private static final long SEED = 5;

  @TempDir Path folder;

  private static Corpus corpus(String name) throws URISyntaxException {
    return Corpus.all(Path.of(LintTest.class.getResource(name).toURI()));
  }

  @Test
  void goodDataHasNoErrorAndEveryDefectIsFound() throws URISyntaxException {
    LintProof proof = new LintProof(SEED, 10);
    for (String name : List.of("mw.hdf5", "arms.hdf5")) {
      Corpus corpus = corpus(name);
      LintReport clean = Corpus.lint(corpus.episodes());
      assertEquals(0, clean.errors(), clean.findings().toString());
      proof.run(corpus, 1);
    }
    assertTrue(proof.counts().size() >= 29, proof.counts().keySet().toString());
    assertTrue(proof.missed().isEmpty(), "seed " + SEED + ": " + proof.missed());
  }

  /** What --fix corrects is gone from the new file, and noted; nothing else changes. */
  @Test
  void repairsBringTheGoodDataBack() throws URISyntaxException {
    Set<String> fixed = new TreeSet<>();
    for (Defect defect : Defects.all()) {
      List<Episode> episodes = new ArrayList<>(corpus("mw.hdf5").episodes());
      List<Set<String>> keys =
          new ArrayList<>(Collections.nCopies(episodes.size(), Set.<String>of()));
      Optional<Defect.Site> site = defect.put().into(episodes, keys, new Random(SEED));
      Path broken = folder.resolve(defect.kind() + ".hdf5");
      DemonstrationWriter.write(
          broken,
          RandomEpisodes.ENVIRONMENT,
          writer -> {
            for (int i = 0; i < episodes.size(); i++) {
              String name = writer.add(episodes.get(i));
              keys.get(i).forEach(key -> writer.mask(key, name));
            }
          });
      LintReport report = Lint.of(broken);
      boolean fixable =
          report.findings().stream().anyMatch(f -> f.kind().equals(defect.kind()) && f.fixable());
      if (site.isEmpty() || !fixable) {
        continue;
      }
      fixed.add(defect.kind());
      Path out = folder.resolve(defect.kind() + "_fixed.hdf5");
      Curation written = Repairs.write(broken, report, Instant.EPOCH, out);
      assertEquals(
          Map.of(),
          Lint.of(out).kinds().entrySet().stream()
              .filter(e -> e.getKey().equals(defect.kind()))
              .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
      try (DemonstrationFile file = DemonstrationFile.open(out)) {
        int at = Math.min(site.get().episode(), written.episodes() - 1);
        boolean noted = !Provenance.of(file.demonstrations().get(at).metadata()).isEmpty();
        boolean dropped = Set.of("duplicate_episode", "split_leak").contains(defect.kind());
        assertEquals(!dropped, noted, defect.kind());
      }
    }
    assertEquals(
        Set.of(
            "degrees",
            "duplicate_episode",
            "millimetres",
            "quaternion_norm",
            "quaternion_order",
            "quaternion_sign_flip",
            "split_leak"),
        fixed);
  }
}
