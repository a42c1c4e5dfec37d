package org.pollex.eval.trial.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.policies.rollout.RolloutRequest;

/**
 * What an engine has still to do, and whom it suspects.
 *
 * <p>When something dies by itself while several trials run, none of them can be blamed; each of
 * them then runs alone. A trial in which it dies k times while alone has crashed, which is an
 * outcome and no hole.
 */
final class Work {
  private final Map<String, SealedTrial> missing = new LinkedHashMap<>();
  private final Predicate<SealedTrial> needed;
  private final int crashAttempts;
  private final Set<String> running = new LinkedHashSet<>();
  private final Set<String> suspects = new LinkedHashSet<>();
  private final Map<String, Integer> deaths = new HashMap<>();
  private boolean byItself;

  Work(List<SealedTrial> trials, Predicate<SealedTrial> needed, int crashAttempts) {
    trials.forEach(trial -> missing.put(trial.code(), trial));
    this.needed = needed;
    this.crashAttempts = crashAttempts;
  }

  /** Returns true while a trial is missing that is needed. */
  boolean remains() {
    missing.values().removeIf(needed.negate());
    suspects.retainAll(missing.keySet());
    running.clear();
    byItself = false;
    return !missing.isEmpty();
  }

  Collection<SealedTrial> missing() {
    return missing.values();
  }

  /** Returns the tasks of what is missing. */
  Set<String> tasks() {
    Set<String> tasks = new LinkedHashSet<>();
    missing.values().forEach(trial -> tasks.add(trial.task()));
    return tasks;
  }

  /** Returns true when the next trials must run one at a time. */
  boolean alone() {
    return !suspects.isEmpty();
  }

  /** Returns the next requests; what is no longer needed when its turn comes is left out. */
  Iterator<RolloutRequest> requests(Function<SealedTrial, RolloutRequest> request) {
    List<SealedTrial> now =
        alone() ? suspects.stream().map(missing::get).toList() : List.copyOf(missing.values());
    return new Iterator<>() {
      private final Iterator<SealedTrial> trials = now.iterator();
      private SealedTrial next;

      @Override
      public boolean hasNext() {
        while (next == null && trials.hasNext()) {
          SealedTrial candidate = trials.next();
          next = needed.test(candidate) ? candidate : null;
        }
        return next != null;
      }

      @Override
      public RolloutRequest next() {
        if (!hasNext()) {
          throw new java.util.NoSuchElementException();
        }
        SealedTrial trial = Objects.requireNonNull(next);
        next = null;
        return request.apply(trial);
      }
    };
  }

  SealedTrial began(String code) {
    running.add(code);
    return trial(code);
  }

  SealedTrial trial(String code) {
    return missing.get(code);
  }

  /** The trial that something died in is known. */
  void onlyRunning(String code) {
    running.retainAll(Set.of(code));
  }

  void finished(String code) {
    running.remove(code);
    suspects.remove(code);
    missing.remove(code);
  }

  /** An attempt was lost; something died by itself, or was killed. */
  void ended(boolean diedByItself) {
    byItself = diedByItself;
  }

  /**
   * After something died by itself: suspects what was running, and delivers a trial that crashed
   * once too often. Returns false when nobody is to blame.
   */
  boolean accuse(TrialSink sink) {
    List<String> accused = byItself ? List.copyOf(running) : List.of();
    if (accused.size() == 1 && deaths.merge(accused.getFirst(), 1, Integer::sum) >= crashAttempts) {
      SealedTrial trial = trial(accused.getFirst());
      sink.finished(FinishedTrial.crashed(trial));
      finished(trial.code());
    } else {
      suspects.addAll(accused);
    }
    return !accused.isEmpty();
  }
}
