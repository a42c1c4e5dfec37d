package org.pollex.eval.trial.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/**
 * The files of a sealed trial. The folder is self-contained and can be moved.
 *
 * @param path the folder
 */
public record TrialFolder(Path path) {
  /** {@link SealedHeader}. */
  public static final String HEADER = "sealed.json";

  /** One {@link SealedTrial} a line, in sealed order. */
  public static final String TRIALS = "trials.jsonl";

  /** {@link SealedPlan}, encrypted under the unseal key. */
  public static final String PLAN = "plan.enc";

  /** {@link HostAssignments}, encrypted under the run key. */
  public static final String ASSIGNMENTS = "assignments.enc";

  /** The outcomes: deterministic, hash-chained, in sealed order. */
  public static final String OUTCOMES = "outcomes.journal";

  /** Paths of the end-effector and clouds for film strips, in sealed order. */
  public static final String TRACES = "traces.journal";

  /** Measured wall times and the runs that gave them. */
  public static final String TIMING = "timing.journal";

  /** Finished trials that wait for their place in the order; gone when the run is complete. */
  public static final String SPOOL = "spool.journal";

  /** Outcomes past a sequential stop: kept, listed, never counted. */
  public static final String UNUSED = "unused.journal";

  /** What an operator entered and retracted, in the order in which it happened. */
  public static final String OPERATOR = "operator.journal";

  /** Pictures that operators took, named by their digests. */
  public static final String PHOTOS = "photos";

  /** Films of rollouts, named by their codes. */
  public static final String VIDEOS = "videos";

  /** What reviewers said of rollouts that they watched, blind. */
  public static final String REVIEWS = "reviews.journal";

  /** Dated notes on the trial, chained. */
  public static final String AMENDMENTS = "amendments.journal";

  /** Folder of shard files; gone when all of them are merged. */
  public static final String SHARDS = "shards";

  /** {@link SealedPlan}, decrypted, after unsealing. */
  public static final String OPENED = "opened.json";

  /** {@link org.pollex.eval.trial.result.TrialResult}, after unsealing. */
  public static final String RESULTS = "results.json";

  /** One row per trial, after unsealing. */
  public static final String TABLE = "results.csv";

  /** Digests of all files, after unsealing. */
  public static final String MANIFEST = "MANIFEST.sha256";

  /** Folder of the report, once it was drawn. */
  public static final String REPORT = "report";

  /** Refuses a folder that holds no sealed trial. */
  public static TrialFolder open(Path path) {
    if (!Files.isRegularFile(path.resolve(HEADER))) {
      throw new BadInputException(
          path + " is not the folder of a sealed trial: it has no " + HEADER,
          "Seal a plan with 'pollex trial seal PLAN.yaml --out FOLDER', or check the path.");
    }
    return new TrialFolder(path);
  }

  /** Returns one of its files. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Returns true when the file is there. */
  public boolean has(String name) {
    return Files.exists(file(name));
  }

  /** Reads the public header. */
  public SealedHeader header() {
    SealedHeader header = CanonicalJson.parse(bytes(HEADER), SealedHeader.class, file(HEADER));
    if (!SealedHeader.FORMAT.equals(header.format())) {
      throw new BadInputException(
          file(HEADER) + " has the format '" + header.format() + "'",
          "Allowed: '" + SealedHeader.FORMAT + "'. Use the Pollex version that sealed it.");
    }
    return header;
  }

  /** SHA-256 of the public header, which starts the chain of the outcomes. */
  public String sealDigest() {
    return Sha256.hex(file(HEADER));
  }

  /** Reads the public side of all trials, in sealed order. */
  public List<SealedTrial> trials() {
    List<SealedTrial> trials = new ArrayList<>();
    String text = new String(bytes(TRIALS), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      trials.add(
          CanonicalJson.parse(
              line.getBytes(StandardCharsets.UTF_8), SealedTrial.class, file(TRIALS)));
    }
    return trials;
  }

  /** Reads a file. */
  public byte[] bytes(String name) {
    try {
      return Files.readAllBytes(file(name));
    } catch (IOException e) {
      throw StorageFailure.reading(file(name), e);
    }
  }

  /** Reads the plan that unsealing has written. */
  public SealedPlan opened() {
    return CanonicalJson.parse(bytes(OPENED), SealedPlan.class, file(OPENED));
  }

  /** Decrypts the plan. */
  public SealedPlan plan(byte[] unsealKey) {
    return CanonicalJson.parse(
        SealedBox.open(unsealKey, "sealed plan", bytes(PLAN)), SealedPlan.class, file(PLAN));
  }

  /** Decrypts the assignments; only the policy host may call this. */
  public HostAssignments assignments(byte[] runKey) {
    return CanonicalJson.parse(
        SealedBox.open(runKey, "sealed assignments", bytes(ASSIGNMENTS)),
        HostAssignments.class,
        file(ASSIGNMENTS));
  }
}
