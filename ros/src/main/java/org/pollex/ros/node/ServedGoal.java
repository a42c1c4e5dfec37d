package org.pollex.ros.node;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageType;
import org.pollex.ros.types.ActionType;

/** A goal that an action server pursues. */
public final class ServedGoal {
  private final GoalId id;
  private final Message goal;
  private final Message acceptedAt;
  private final MessageType results;
  private final MessageType feedbacks;
  private final BiConsumer<GoalId, Message> feedback;
  private final CompletableFuture<GoalOutcome> done = new CompletableFuture<>();
  private volatile GoalStatus status = GoalStatus.ACCEPTED;

  ServedGoal(
      GoalId id,
      Message goal,
      Message acceptedAt,
      ActionType type,
      BiConsumer<GoalId, Message> feedback) {
    this.id = id;
    this.goal = goal;
    this.acceptedAt = acceptedAt;
    this.results = type.result().messages();
    this.feedbacks = type.feedback().messages();
    this.feedback = feedback;
  }

  /** Returns its name. */
  public GoalId id() {
    return id;
  }

  /** Returns what is wanted. */
  public Message goal() {
    return goal;
  }

  /** Returns the type of results. */
  public MessageType results() {
    return results;
  }

  /** Returns the type of feedback. */
  public MessageType feedbacks() {
    return feedbacks;
  }

  /** Tells how far it is. */
  public void feedback(Message message) {
    feedback.accept(id, message);
  }

  /** Whether someone asked to stop: end with {@link #canceled} as soon as the robot allows. */
  public boolean cancelRequested() {
    return status == GoalStatus.CANCELING;
  }

  /** The goal is reached. */
  public GoalOutcome succeeded(Message result) {
    return new GoalOutcome(GoalStatus.SUCCEEDED, result);
  }

  /** The goal was given up because someone asked for it. */
  public GoalOutcome canceled(Message result) {
    return new GoalOutcome(GoalStatus.CANCELED, result);
  }

  /** The goal cannot be reached. */
  public GoalOutcome aborted(Message result) {
    return new GoalOutcome(GoalStatus.ABORTED, result);
  }

  GoalStatus status() {
    return status;
  }

  Message acceptedAt() {
    return acceptedAt;
  }

  CompletableFuture<GoalOutcome> done() {
    return done;
  }

  synchronized void executing() {
    if (status == GoalStatus.ACCEPTED) {
      status = GoalStatus.EXECUTING;
    }
  }

  /** Returns false if it is over. */
  synchronized boolean cancel() {
    if (status.terminal()) {
      return false;
    }
    status = GoalStatus.CANCELING;
    return true;
  }

  synchronized void end(GoalOutcome outcome) {
    status = outcome.status();
  }
}
