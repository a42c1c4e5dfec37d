package org.pollex.eval.trial.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.Sha256;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.seal.Commitment;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.SealedPlan;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;

/** Checks of what was fixed before the first rollout, and of its opening. */
final class SealChecks {
  private final TrialFolder folder;

  SealChecks(TrialFolder folder) {
    this.folder = folder;
  }

  /** The header is as it was written. */
  Check header() {
    SealedHeader header = folder.header();
    boolean canonical =
        Arrays.equals(CanonicalJson.bytes(header), folder.bytes(TrialFolder.HEADER));
    return new Check(
        "seal",
        canonical,
        canonical ? "sealed " + header.sealedAt() : "the header is not in canonical form",
        TrialFolder.HEADER);
  }

  /** The other sealed files are those that the header names. */
  List<Check> files() {
    List<Check> checks = new ArrayList<>();
    folder
        .header()
        .files()
        .forEach(
            (name, digest) -> {
              boolean same = folder.has(name) && Sha256.hex(folder.bytes(name)).equals(digest);
              checks.add(
                  new Check(
                      "sealed file", same, same ? "as sealed" : "changed since sealing", name));
            });
    return checks;
  }

  /** The trials are in order, and the root covers their commitments. */
  List<Check> trials() {
    SealedHeader header = folder.header();
    List<SealedTrial> trials = folder.trials();
    String root = header.rootOver(trials.stream().map(SealedTrial::commitment).toList());
    boolean rooted = root.equals(header.root());
    return List.of(
        inOrder(header, trials),
        new Check(
            "commitment root",
            rooted,
            rooted ? "root " + root : "the root does not cover this header and these commitments",
            TrialFolder.HEADER));
  }

  private static Check inOrder(SealedHeader header, List<SealedTrial> trials) {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < trials.size(); i++) {
      if (trials.get(i).index() != i || !codes.add(trials.get(i).code())) {
        return Check.failed(
            "trials", "line " + (i + 1) + " is out of order or repeats a code", TrialFolder.TRIALS);
      }
    }
    return new Check(
        "trials",
        trials.size() == header.trials(),
        trials.size() + " trials, " + header.trials() + " sealed",
        TrialFolder.TRIALS);
  }

  /** The opened plan is the sealed one, and every commitment opens to it. */
  List<Check> opened() {
    List<Check> checks = new ArrayList<>();
    boolean same =
        Sha256.hex(folder.bytes(TrialFolder.OPENED)).equals(folder.header().planDigest());
    checks.add(
        new Check(
            "plan digest",
            same,
            same ? "the opened plan is the sealed one" : "not the plan that was sealed",
            TrialFolder.OPENED));
    SealedPlan plan = openedPlan();
    List<SealedTrial> trials = folder.trials();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      if (!opens(trials.get(i), plan)) {
        wrong.add(String.valueOf(i));
      }
    }
    checks.add(
        new Check(
            "commitments",
            wrong.isEmpty(),
            wrong.isEmpty()
                ? trials.size() + " opened"
                : "trials " + String.join(", ", wrong) + " do not open",
            TrialFolder.OPENED));
    checks.add(balanced(plan, trials));
    checks.add(agrees(plan, folder.header()));
    return checks;
  }

  SealedPlan openedPlan() {
    return CanonicalJson.parse(
        folder.bytes(TrialFolder.OPENED), SealedPlan.class, folder.file(TrialFolder.OPENED));
  }

  private static boolean opens(SealedTrial trial, SealedPlan plan) {
    if (trial.index() >= plan.assignments().size()) {
      return false;
    }
    SealedPlan.Assignment opening = plan.assignments().get(trial.index());
    return opening.code().equals(trial.code())
        && opening.policy() >= 0
        && opening.policy() < plan.policies().size()
        && Commitment.of(
                HexFormat.of().parseHex(opening.salt()),
                trial.index(),
                trial.code(),
                plan.policies().get(opening.policy()),
                trial.initialCondition())
            .equals(trial.commitment());
  }

  /** What the header told everybody before the run is what the plan says. */
  private static Check agrees(SealedPlan sealed, SealedHeader header) {
    TrialPlan plan = sealed.plan();
    boolean same =
        header.world().equals(plan.world())
            && header.tasks().equals(sealed.tasks())
            && header.horizon() == plan.horizon()
            && header.decisionTimeoutSeconds() == plan.decisionTimeoutSeconds()
            && header.rolloutsPerPolicyAndTask() == plan.rollouts()
            && header.policyCount() == sealed.policies().size()
            && header.analysis().equals(plan.analysis())
            && header.rubric().equals(plan.conduct().rubric())
            && header.crashAttempts() == plan.conduct().crashAttempts()
            && header.physics().equals(plan.conduct().physics());
    return new Check(
        "header",
        same,
        same ? "says what the opened plan says" : "says something else than the opened plan",
        TrialFolder.HEADER);
  }

  /** Every policy meets every initial condition exactly once. */
  private static Check balanced(SealedPlan plan, List<SealedTrial> trials) {
    Map<String, Set<Integer>> met = new HashMap<>();
    for (SealedTrial trial : trials) {
      int policy = plan.assignments().get(trial.index()).policy();
      if (!met.computeIfAbsent(trial.condition(), fresh -> new HashSet<>()).add(policy)) {
        return Check.failed(
            "balance", "a policy meets " + trial.condition() + " twice", TrialFolder.TRIALS);
      }
    }
    boolean complete =
        met.values().stream().allMatch(policies -> policies.size() == plan.policies().size());
    return new Check(
        "balance",
        complete,
        complete
            ? "every policy meets each of " + met.size() + " initial conditions once"
            : "a policy misses an initial condition",
        TrialFolder.TRIALS);
  }
}
