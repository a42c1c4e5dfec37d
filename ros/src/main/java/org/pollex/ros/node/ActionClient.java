package org.pollex.ros.node;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageType;
import org.pollex.errors.RunFailedException;
import org.pollex.ros.types.ActionType;

/** Sends goals to an action, follows them and can cancel them. */
public final class ActionClient implements AutoCloseable {
  private final String name;
  private final MessageType goals;
  private final ServiceClient sendGoal;
  private final ServiceClient cancelGoal;
  private final ServiceClient getResult;
  private final Subscription feedback;
  private final Map<GoalId, Consumer<Message>> listeners = new ConcurrentHashMap<>();

  ActionClient(Node node, String name, ActionType type) {
    this.name = name;
    this.goals = type.goal().messages();
    this.feedback =
        node.subscribe(
            ActionNames.feedback(name),
            type.feedbackMessage(),
            ActionNames.FEEDBACK.keepLast(100),
            this::feedback);
    this.sendGoal = new ServiceClient(node, ActionNames.sendGoal(name), type.sendGoal());
    this.cancelGoal =
        new ServiceClient(
            node, ActionNames.cancelGoal(name), node.interfaces().service(ActionNames.CANCEL_TYPE));
    this.getResult = new ServiceClient(node, ActionNames.getResult(name), type.getResult());
  }

  /** Returns the type of goals: {@code goals().zero().with("order", 5)}. */
  public MessageType goals() {
    return goals;
  }

  /** Waits for a server; returns false if none came in time. */
  public boolean awaitServer(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    return sendGoal.awaitService(atMost)
        && getResult.awaitService(left(end))
        && cancelGoal.awaitService(left(end))
        && feedback.awaitPublishers(1, left(end));
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /**
   * Sends a goal.
   *
   * @param onFeedback hears how far it is, on a thread of the client
   * @return done when the server has taken it on; fails if it refuses
   */
  public CompletableFuture<SentGoal> send(Message goal, Consumer<Message> onFeedback) {
    GoalId id = GoalId.draw();
    listeners.put(id, onFeedback);
    MessageType requests = sendGoal.requests();
    return sendGoal
        .call(requests.of(requests.nested("goal_id").of((Object) id.bytes()), goal))
        .thenApply(
            response -> {
              if (!(Boolean) response.get("accepted")) {
                listeners.remove(id);
                throw new RunFailedException(
                    "the action " + name + " refuses the goal", "Its server says why in its log.");
              }
              return new SentGoal(id, result(id), () -> cancel(id));
            });
  }

  private CompletableFuture<GoalOutcome> result(GoalId id) {
    MessageType requests = getResult.requests();
    return getResult
        .call(requests.of(requests.nested("goal_id").of((Object) id.bytes())))
        .thenApply(
            response -> {
              listeners.remove(id);
              GoalStatus status = GoalStatus.of((int) response.number("status"));
              return new GoalOutcome(status, (Message) response.get("result"));
            });
  }

  private CompletableFuture<Boolean> cancel(GoalId id) {
    Message request = cancelGoal.requests().zero().with("goal_info.goal_id.uuid", id.bytes());
    return cancelGoal.call(request).thenApply(response -> response.number("return_code") == 0);
  }

  private void feedback(Received received) {
    Consumer<Message> listener =
        listeners.get(GoalId.of((Message) received.message().get("goal_id")));
    if (listener != null) {
      listener.accept((Message) received.message().get("feedback"));
    }
  }

  @Override
  public void close() {
    feedback.close();
    sendGoal.close();
    cancelGoal.close();
    getResult.close();
  }
}
