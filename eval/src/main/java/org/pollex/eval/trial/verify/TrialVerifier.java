package org.pollex.eval.trial.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.eval.trial.result.OpenedTrial;
import org.pollex.eval.trial.result.ResultBuilder;
import org.pollex.eval.trial.result.ResultTable;
import org.pollex.eval.trial.result.ResultsFile;
import org.pollex.eval.trial.seal.TrialFolder;

/**
 * Checks a whole trial folder without any key: what was sealed, what was run, what was opened, and
 * every figure that was computed from it.
 */
public final class TrialVerifier {
  private static final double TOLERANCE = 1e-9;
  private static final String ARCHITECTURE = "architecture";

  private final TrialFolder folder;
  private final Published published;

  /** Set when the statistics were computed again. */
  private OpenedTrial opened;

  private final List<Check> checks = new ArrayList<>();

  private TrialVerifier(TrialFolder folder, Published published) {
    this.folder = folder;
    this.published = published;
  }

  /**
   * Checks a folder.
   *
   * @param publishedRoot the root hash that was printed when the trial was sealed, if known; it
   *     ties the folder to what was fixed then
   */
  public static Verification verify(Path path, Optional<String> publishedRoot) {
    return verify(path, new Published(publishedRoot, Optional.empty()));
  }

  /** Checks a folder against what was published about it. */
  public static Verification verify(Path path, Published published) {
    TrialVerifier verifier = new TrialVerifier(TrialFolder.open(path), published);
    verifier.run();
    return verifier.verification();
  }

  /**
   * A verification with what it computed again.
   *
   * @param verification what it found
   * @param opened the trial with its analysis; empty unless it is unsealed and intact
   */
  public record Recomputed(Verification verification, Optional<OpenedTrial> opened) {}

  /** Checks a folder and keeps what was computed on the way. */
  public static Recomputed recompute(Path path) {
    TrialVerifier verifier =
        new TrialVerifier(
            TrialFolder.open(path), new Published(Optional.empty(), Optional.empty()));
    verifier.run();
    Verification verification = verifier.verification();
    return new Recomputed(
        verification, verification.ok() ? Optional.ofNullable(verifier.opened) : Optional.empty());
  }

  private void run() {
    SealChecks seal = new SealChecks(folder);
    JournalChecks journals = new JournalChecks(folder);
    boolean unsealed = folder.has(TrialFolder.OPENED);
    if (unsealed || folder.has(TrialFolder.MANIFEST)) {
      check("manifest", TrialFolder.MANIFEST, this::manifest);
    }
    check("seal", TrialFolder.HEADER, () -> List.of(seal.header()));
    published
        .root()
        .ifPresent(root -> check("published seal", TrialFolder.HEADER, () -> tied(root)));
    if (passed(TrialFolder.HEADER)) {
      check("sealed file", TrialFolder.HEADER, seal::files);
    }
    for (String name :
        List.of(
            TrialFolder.OUTCOMES,
            TrialFolder.TRACES,
            TrialFolder.TIMING,
            TrialFolder.UNUSED,
            TrialFolder.AMENDMENTS,
            TrialFolder.OPERATOR,
            TrialFolder.REVIEWS,
            TrialFolder.SPOOL)) {
      if (folder.has(name)) {
        check("chain", name, () -> List.of(journals.chain(name)));
      }
    }
    if (published.closing().isPresent()) {
      check(
          "published close",
          TrialFolder.OUTCOMES,
          () -> List.of(closed(published.closing().get())));
    }
    // What follows joins files; where one of them is known to be wrong, it is named already.
    if (passed(TrialFolder.HEADER, TrialFolder.TRIALS)) {
      check("trials", TrialFolder.TRIALS, seal::trials);
    }
    boolean sound = passed(TrialFolder.HEADER, TrialFolder.TRIALS);
    if (sound && folder.has(TrialFolder.OUTCOMES) && passed(TrialFolder.OUTCOMES)) {
      check("outcomes", TrialFolder.OUTCOMES, () -> List.of(journals.outcomes()));
    }
    if (sound && folder.has(TrialFolder.UNUSED) && passed(TrialFolder.UNUSED)) {
      check("unused", TrialFolder.UNUSED, () -> List.of(journals.unused()));
    }
    if (sound && folder.has(TrialFolder.OPERATOR) && passed(TrialFolder.OPERATOR)) {
      check("pictures", TrialFolder.OPERATOR, () -> List.of(new OperatorChecks(folder).pictures()));
      if (passed(TrialFolder.OUTCOMES, TrialFolder.UNUSED)) {
        check(
            "operator", TrialFolder.OPERATOR, () -> List.of(new OperatorChecks(folder).outcomes()));
      }
    }
    if (sound && unsealed && passed(TrialFolder.OPENED)) {
      check("plan digest", TrialFolder.OPENED, seal::opened);
    }
    if (sound && unsealed && passed(TrialFolder.OPENED, TrialFolder.OUTCOMES)) {
      check(
          "stopping rule",
          TrialFolder.OUTCOMES,
          () -> List.of(journals.stopping(seal.openedPlan())));
    }
    if (unsealed && checks.stream().allMatch(Check::ok)) {
      check("statistics", TrialFolder.RESULTS, () -> results(seal));
    }
  }

  private boolean passed(String... files) {
    return checks.stream().allMatch(check -> check.ok() || !List.of(files).contains(check.file()));
  }

  /** Makes a check; an error in it is a failed check of the file. */
  private void check(String name, String file, Supplier<List<Check>> made) {
    try {
      checks.addAll(made.get());
    } catch (RuntimeException wrong) {
      String problem = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
      checks.add(Check.failed(name, problem, file));
    }
  }

  private List<Check> manifest() {
    List<Check> wrong = Manifest.compare(folder);
    return wrong.isEmpty()
        ? List.of(Check.passed("manifest", "every file is as it was closed", TrialFolder.MANIFEST))
        : wrong;
  }

  private List<Check> tied(String root) {
    boolean same = folder.header().root().equalsIgnoreCase(root.strip());
    return List.of(
        new Check(
            "published seal",
            same,
            same ? "this is the trial that was sealed under that root" : "another root was sealed",
            TrialFolder.HEADER));
  }

  private Check closed(String hash) {
    boolean same =
        folder.has(TrialFolder.OPENED) && Published.closing(folder).equalsIgnoreCase(hash.strip());
    return new Check(
        "published close",
        same,
        same ? "these are the outcomes that were unsealed" : "other outcomes were unsealed",
        TrialFolder.OUTCOMES);
  }

  private List<Check> results(SealChecks seal) {
    opened = OpenedTrial.of(new ResultBuilder(folder, seal.openedPlan()).build());
    ResultsFile computed = ResultsFile.of(opened.result(), opened.analysis());
    String difference = difference(computed, folder.bytes(TrialFolder.RESULTS));
    boolean table =
        Arrays.equals(folder.bytes(TrialFolder.TABLE), ResultTable.bytes(computed.result()));
    return List.of(
        new Check(
            "statistics",
            difference.isEmpty(),
            difference.isEmpty()
                ? "all figures recomputed from the outcomes"
                : "differs from what the outcomes give, at " + difference,
            TrialFolder.RESULTS),
        new Check(
            "table",
            table,
            table ? "agrees with the outcomes" : "differs from the outcomes",
            TrialFolder.TABLE));
  }

  /**
   * Returns where the stored results differ first, or nothing. They must be those computed here to
   * the byte, unless another kind of machine computed them: then figures may differ by 1e-9.
   */
  private String difference(ResultsFile computed, byte[] stored) {
    byte[] expected = CanonicalJson.bytes(computed);
    if (Arrays.equals(expected, stored)) {
      return "";
    }
    JsonNode ours = CanonicalJson.parse(expected, folder.file(TrialFolder.RESULTS));
    JsonNode theirs = CanonicalJson.parse(stored, folder.file(TrialFolder.RESULTS));
    String architecture = theirs.path(ARCHITECTURE).asText();
    if (architecture.equals(computed.architecture())) {
      String where = difference(ours, theirs, "", 0);
      return where.isEmpty() ? "the spelling of a figure" : where;
    }
    if (!ResultsFile.ARCHITECTURES.contains(architecture)) {
      return "/" + ARCHITECTURE;
    }
    ((ObjectNode) ours).put(ARCHITECTURE, architecture);
    return difference(ours, theirs, "", TOLERANCE);
  }

  private static String difference(JsonNode a, JsonNode b, String path, double tolerance) {
    if (a.isNumber() && b != null && b.isNumber()) {
      double scale = Math.max(1, Math.abs(a.asDouble()));
      return Math.abs(a.asDouble() - b.asDouble()) <= tolerance * scale ? "" : path;
    }
    if (b == null || a.getNodeType() != b.getNodeType() || a.size() != b.size()) {
      return path.isEmpty() ? "/" : path;
    }
    if (a.isArray()) {
      for (int i = 0; i < a.size(); i++) {
        String inside = difference(a.get(i), b.get(i), path + "/" + i, tolerance);
        if (!inside.isEmpty()) {
          return inside;
        }
      }
      return "";
    }
    if (a.isObject()) {
      for (Iterator<String> names = a.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        String inside = difference(a.get(name), b.get(name), path + "/" + name, tolerance);
        if (!inside.isEmpty()) {
          return inside;
        }
      }
      return "";
    }
    return a.equals(b) ? "" : path;
  }

  private Verification verification() {
    List<Check> failed = checks.stream().filter(check -> !check.ok()).toList();
    String verdict;
    if (!failed.isEmpty()) {
      List<String> files = failed.stream().map(Check::file).distinct().toList();
      verdict = "not intact: " + String.join(", ", files);
    } else {
      String tie =
          published.root().isPresent()
              ? "tied to the published seal"
              : "consistent with itself, not tied to a published seal";
      tie += published.closing().isPresent() ? ", closed as published" : "";
      verdict = "intact (" + state() + "), " + tie;
    }
    return new Verification(verdict, failed.isEmpty(), List.copyOf(checks));
  }

  private String state() {
    if (folder.has(TrialFolder.OPENED)) {
      return "unsealed";
    }
    return folder.has(TrialFolder.OUTCOMES) ? "sealed, run or running" : "sealed, not run";
  }
}
