package org.pollex.policies.recording;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.rollout.RolloutListener;
import org.pollex.policies.rollout.RolloutRequest;
import org.pollex.policies.rollout.RolloutResult;
import org.pollex.policies.rollout.RolloutStep;

/**
 * Asks for episodes of some tasks until each has enough successes.
 *
 * <p>A task's initial conditions are tried in their order, and the next one only when the successes
 * and the episodes under way do not suffice, so the successes are always the first ones in that
 * order, however many slots run.
 */
public final class DemonstrationQueue implements Iterator<RolloutRequest>, RolloutListener {
  private final List<Task> tasks = new ArrayList<>();
  private final List<RolloutListener> listeners;

  /** One task's needs and standing. */
  private static final class Task {
    final String id;
    final IntFunction<RolloutRequest> attempts;
    final int available;
    int missing;
    int tried;
    int underWay;

    Task(String id, int wanted, int available, IntFunction<RolloutRequest> attempts) {
      this.id = id;
      this.missing = wanted;
      this.available = available;
      this.attempts = attempts;
    }

    boolean wantsMore() {
      return underWay < missing && tried < available;
    }
  }

  /** Creates a queue that passes every event on. */
  public DemonstrationQueue(List<RolloutListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Adds a task.
   *
   * @param id the task's id, as the requests' initial conditions have it
   * @param wanted number of successes
   * @param available number of initial conditions
   * @param attempts makes the request for the n-th initial condition, n from 0
   */
  public void add(String id, int wanted, int available, IntFunction<RolloutRequest> attempts) {
    tasks.add(new Task(id, wanted, available, attempts));
  }

  @Override
  public boolean hasNext() {
    return tasks.stream().anyMatch(Task::wantsMore);
  }

  @Override
  public RolloutRequest next() {
    Task task =
        tasks.stream().filter(Task::wantsMore).findFirst().orElseThrow(NoSuchElementException::new);
    task.underWay++;
    return task.attempts.apply(task.tried++);
  }

  /** Returns the tasks that ran out of initial conditions, with the number of successes missing. */
  public List<String> unmet() {
    return tasks.stream()
        .filter(task -> task.missing > 0)
        .map(task -> task.id + " (" + task.missing + " missing)")
        .toList();
  }

  @Override
  public void began(RolloutRequest request, Observation first) {
    listeners.forEach(listener -> listener.began(request, first));
  }

  @Override
  public void stepped(RolloutStep step) {
    for (RolloutListener listener : listeners) {
      listener.stepped(step);
    }
  }

  @Override
  public void ended(RolloutResult result) {
    String id = result.request().initialCondition().task();
    for (Task task : tasks) {
      if (task.id.equals(id)) {
        task.underWay--;
        task.missing -= result.success() ? 1 : 0;
      }
    }
    listeners.forEach(listener -> listener.ended(result));
  }
}
