package org.pollex.eval.trial.result;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.eval.trial.result.PolicyTiming.Histogram;
import org.pollex.eval.trial.run.RunStart;
import org.pollex.eval.trial.run.TimingRecord;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.TrialFolder;

/** What the timing journal tells, by policy and by run. */
final class TimingSummary {
  private final List<TimingRecord> trials = new ArrayList<>();
  private final List<RunRecord> runs = new ArrayList<>();
  private final Map<Integer, String> policies = new HashMap<>();

  private TimingSummary(List<TrialOutcome> outcomes) {
    outcomes.forEach(outcome -> policies.put(outcome.index(), outcome.policy()));
  }

  static TimingSummary read(TrialFolder folder, List<TrialOutcome> outcomes) {
    TimingSummary summary = new TimingSummary(outcomes);
    for (var record : TrialJournals.records(folder, TrialFolder.TIMING)) {
      if (record.type() == TrialJournals.RUN) {
        summary.begin(
            CanonicalJson.parse(record.payload(), RunStart.class, folder.file(TrialFolder.TIMING)));
      } else {
        summary.add(
            CanonicalJson.parse(
                record.payload(), TimingRecord.class, folder.file(TrialFolder.TIMING)));
      }
    }
    return summary;
  }

  private void begin(RunStart start) {
    if (start.retry() && !runs.isEmpty()) {
      RunRecord run = runs.removeLast();
      runs.add(
          new RunRecord(
              run.started(),
              run.ended(),
              run.trials(),
              run.slots(),
              run.physicsFingerprint(),
              run.versions(),
              run.retries() + 1));
    } else {
      runs.add(
          new RunRecord(
              start.started(),
              start.started(),
              0,
              start.slots(),
              start.physicsFingerprint(),
              start.versions(),
              0));
    }
  }

  private void add(TimingRecord trial) {
    trials.add(trial);
    if (runs.isEmpty()) {
      return;
    }
    RunRecord run = runs.removeLast();
    Instant end =
        Instant.parse(trial.started()).plus(Duration.ofMillis((long) (1000 * trial.seconds())));
    runs.add(
        new RunRecord(
            run.started(),
            end.isAfter(Instant.parse(run.ended())) ? end.toString() : run.ended(),
            run.trials() + 1,
            run.slots(),
            run.physicsFingerprint(),
            run.versions(),
            run.retries()));
  }

  List<RunRecord> runs() {
    return runs;
  }

  List<PolicyTiming> policies(List<String> names) {
    return names.stream().map(this::policy).toList();
  }

  private PolicyTiming policy(String name) {
    Map<Integer, Long> decision = new TreeMap<>();
    Map<Integer, Long> step = new TreeMap<>();
    List<Double> wall = new ArrayList<>();
    for (TimingRecord trial : trials) {
      if (name.equals(policies.get(trial.index()))) {
        trial.decision().forEach((bucket, count) -> decision.merge(bucket, count, Long::sum));
        trial.step().forEach((bucket, count) -> step.merge(bucket, count, Long::sum));
        wall.add(trial.seconds());
      }
    }
    return new PolicyTiming(name, histogram(decision), histogram(step), wall);
  }

  /** Buckets are those of LatencyHistogram: bucket i ends at 1 µs · 2^((i+1)/8). */
  private static Histogram histogram(Map<Integer, Long> buckets) {
    List<Double> edges = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    buckets.forEach(
        (bucket, count) -> {
          edges.add(1e-6 * Math.pow(2, (bucket + 1) / 8.0));
          counts.add(count);
        });
    return new Histogram(
        edges,
        counts,
        quantile(edges, counts, 0.5),
        quantile(edges, counts, 0.99),
        edges.isEmpty() ? 0 : edges.getLast());
  }

  private static double quantile(List<Double> edges, List<Long> counts, double share) {
    long total = counts.stream().mapToLong(Long::longValue).sum();
    long seen = 0;
    for (int i = 0; i < edges.size(); i++) {
      seen += counts.get(i);
      if (seen >= share * total) {
        return edges.get(i);
      }
    }
    return 0;
  }
}
