package org.pollex.ros.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageType;
import org.pollex.ros.types.ActionType;
import org.pollex.ros.types.ServiceType;

/** Serves an action: takes goals on, pursues each on a thread of its own, keeps results. */
public final class ActionServer implements AutoCloseable {
  /** Most goals that are over and whose results can still be asked for. */
  private static final int RESULTS = 100;

  private static final System.Logger LOG = System.getLogger(ActionServer.class.getName());

  private final String name;
  private final ActionType type;
  private final GoalHandler handler;
  private final Map<GoalId, ServedGoal> goals = new LinkedHashMap<>();
  private final MessageType sendResponses;
  private final MessageType resultResponses;
  private final MessageType cancelResponses;
  private final Publisher feedback;
  private final Publisher status;
  private final List<ServiceServer> services;

  ActionServer(Node node, String name, ActionType type, GoalHandler handler) {
    this.name = name;
    this.type = type;
    this.handler = handler;
    ServiceType cancel = node.interfaces().service(ActionNames.CANCEL_TYPE);
    this.sendResponses = type.sendGoal().response().messages();
    this.resultResponses = type.getResult().response().messages();
    this.cancelResponses = cancel.response().messages();
    this.feedback =
        node.publisher(ActionNames.feedback(name), type.feedbackMessage(), ActionNames.FEEDBACK);
    this.status =
        node.publisher(
            ActionNames.status(name),
            node.interfaces().message(ActionNames.STATUS_TYPE),
            ActionNames.STATUS);
    this.services =
        List.of(
            new ServiceServer(node, ActionNames.sendGoal(name), type.sendGoal(), this::sendGoal),
            new ServiceServer(node, ActionNames.cancelGoal(name), cancel, this::cancelGoals),
            new ServiceServer(
                node, ActionNames.getResult(name), type.getResult(), this::getResult));
    tellStatus();
  }

  private CompletionStage<Message> sendGoal(Message request) {
    GoalId id = GoalId.of((Message) request.get("goal_id"));
    Message goal = (Message) request.get("goal");
    Message now = now();
    ServedGoal taken = null;
    synchronized (goals) {
      if (!goals.containsKey(id) && handler.accepts(goal)) {
        taken = new ServedGoal(id, goal, now, type, this::tellFeedback);
        goals.put(id, taken);
        forgetOld();
      }
    }
    if (taken != null) {
      ServedGoal started = taken;
      tellStatus();
      Thread.ofVirtual().name("goal of " + name).start(() -> pursue(started));
    }
    return CompletableFuture.completedFuture(sendResponses.of(taken != null, now));
  }

  private Message now() {
    Instant now = Instant.now();
    return sendResponses.nested("stamp").of((int) now.getEpochSecond(), (long) now.getNano());
  }

  private void forgetOld() {
    long over = goals.values().stream().filter(g -> g.status().terminal()).count();
    var all = goals.values().iterator();
    while (over > RESULTS && all.hasNext()) {
      if (all.next().status().terminal()) {
        all.remove();
        over--;
      }
    }
  }

  private void pursue(ServedGoal goal) {
    goal.executing();
    tellStatus();
    GoalOutcome outcome;
    try {
      outcome = handler.execute(goal);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      outcome = goal.aborted(goal.results().zero());
    } catch (Exception e) {
      LOG.log(System.Logger.Level.ERROR, "a goal of " + name + " failed", e);
      outcome = goal.aborted(goal.results().zero());
    }
    goal.end(outcome);
    goal.done().complete(outcome);
    tellStatus();
  }

  private CompletionStage<Message> getResult(Message request) {
    ServedGoal goal;
    synchronized (goals) {
      goal = goals.get(GoalId.of((Message) request.get("goal_id")));
    }
    return goal == null
        ? CompletableFuture.completedFuture(resultResponses.zero())
        : goal.done().thenApply(o -> resultResponses.of(o.status().ordinal(), o.result()));
  }

  /** One goal by its name, all up to a time, or all (action_msgs/srv/CancelGoal). */
  private CompletionStage<Message> cancelGoals(Message request) {
    GoalId id = GoalId.of((Message) request.get("goal_info.goal_id"));
    double upTo = seconds((Message) request.get("goal_info.stamp"));
    List<Message> canceling = new ArrayList<>();
    synchronized (goals) {
      for (ServedGoal goal : goals.values()) {
        boolean all = id.isZero() && upTo == 0;
        boolean earlier = upTo > 0 && seconds(goal.acceptedAt()) <= upTo;
        if ((all || earlier || goal.id().equals(id)) && goal.cancel()) {
          canceling.add(info(cancelResponses.nested("goals_canceling"), goal));
        }
      }
    }
    tellStatus();
    int code = canceling.isEmpty() ? refusal(id) : 0;
    return CompletableFuture.completedFuture(
        cancelResponses.of(code, canceling.toArray(Message[]::new)));
  }

  /** Rejected, unknown, or over already, by the numbers of the service. */
  private int refusal(GoalId id) {
    synchronized (goals) {
      return id.isZero() ? 1 : goals.containsKey(id) ? 3 : 2;
    }
  }

  private static double seconds(Message stamp) {
    return stamp.number("sec") + stamp.number("nanosec") * 1e-9;
  }

  private static Message info(MessageType type, ServedGoal goal) {
    return type.of(type.nested("goal_id").of((Object) goal.id().bytes()), goal.acceptedAt());
  }

  private void tellFeedback(GoalId id, Message message) {
    MessageType outer = feedback.messages();
    feedback.publish(outer.of(outer.nested("goal_id").of((Object) id.bytes()), message));
  }

  private void tellStatus() {
    MessageType one = status.messages().nested("status_list");
    Message[] all;
    synchronized (goals) {
      all =
          goals.values().stream()
              .map(g -> one.of(info(one.nested("goal_info"), g), g.status().ordinal()))
              .toArray(Message[]::new);
    }
    status.publish(status.messages().of((Object) all));
  }

  @Override
  public void close() {
    services.forEach(ServiceServer::close);
    feedback.close();
    status.close();
  }
}
