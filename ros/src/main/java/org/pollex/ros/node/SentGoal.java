package org.pollex.ros.node;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A goal that a server has taken on. */
public final class SentGoal {
  private final GoalId id;
  private final CompletableFuture<GoalOutcome> result;
  private final Supplier<CompletableFuture<Boolean>> cancel;

  SentGoal(
      GoalId id,
      CompletableFuture<GoalOutcome> result,
      Supplier<CompletableFuture<Boolean>> cancel) {
    this.id = id;
    this.result = result;
    this.cancel = cancel;
  }

  /** Returns its name. */
  public GoalId id() {
    return id;
  }

  /** Returns how it ended, when it has. */
  public CompletableFuture<GoalOutcome> result() {
    return result;
  }

  /** Asks to give it up; done when the server has answered, true if it will. */
  public CompletableFuture<Boolean> cancel() {
    return cancel.get();
  }
}
