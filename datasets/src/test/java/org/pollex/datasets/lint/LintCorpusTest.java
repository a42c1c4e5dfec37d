package org.pollex.datasets.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The proof on the whole corpus: {@code mw.hdf5} and {@code arms.hdf5} (or {@code lint.files}) in
 * the folder of the property {@code lint.corpus}. Limits were tuned on the even episodes; the odd
 * ones are judged here, unless {@code lint.half} is 0.
 */
@Tag("long")
class LintCorpusTest {
  @Test
  void findsAllKindsAndNothingInGoodData() {
    String folder = System.getProperty("lint.corpus", "");
    assumeTrue(!folder.isEmpty(), "no -Dlint.corpus=FOLDER");
    int half = Integer.getInteger("lint.half", 1);
    int trials = Integer.getInteger("lint.trials", 50);
    LintProof proof = new LintProof(Long.getLong("lint.seed", 1), 24);
    for (String name : System.getProperty("lint.files", "mw.hdf5,arms.hdf5").split(",")) {
      Corpus corpus = Corpus.half(Path.of(folder, name), half);
      LintReport clean = Corpus.lint(corpus.episodes());
      System.out.println(
          name
              + ": "
              + clean.episodes()
              + " good episodes, "
              + clean.errors()
              + " errors, "
              + clean.kinds());
      assertEquals(
          0,
          clean.errors(),
          () ->
              clean.findings().stream()
                  .filter(f -> f.severity().equals("error"))
                  .toList()
                  .toString());
      proof.run(corpus, trials);
    }
    System.out.println(proof.table());
    proof.missed().forEach(System.out::println);
    LintProof.Count total = proof.total();
    assertTrue(total.found() >= 0.99 * total.put(), proof.table());
    proof.counts().forEach((kind, c) -> assertTrue(c.found() >= 0.95 * c.put(), kind));
  }
}
