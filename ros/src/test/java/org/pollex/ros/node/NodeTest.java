package org.pollex.ros.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pollex.datasets.message.Message;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.ros.rtps.Domains;
import org.pollex.ros.rtps.Qos;
import org.pollex.ros.types.TestTypes;

/** Two of our own nodes over real sockets on loopback. */
class NodeTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String SET_BOOL = "std_srvs/srv/SetBool";

  private final int domain = Domains.draw();
  private final Node one =
      Node.open(NodeOptions.loopback(domain, "one").in("/lab").with(TestTypes.interfaces()));
  private final Node two =
      Node.open(NodeOptions.loopback(domain, "two").with(TestTypes.interfaces()));

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  @Test
  void messagesReachTheirTopic() throws Exception {
    BlockingQueue<String> got = new LinkedBlockingQueue<>();
    Subscription subscription =
        two.subscribe(
            "/lab/chatter",
            "std_msgs/msg/String",
            Qos.RELIABLE,
            r -> got.add(r.message().text("data")));
    Publisher publisher = one.publisher("chatter", "std_msgs/msg/String", Qos.RELIABLE);
    assertTrue(publisher.awaitSubscriptions(1, SOON));
    publisher.publish(publisher.messages().zero().with("data", "grüß dich"));
    assertEquals("grüß dich", got.poll(10, TimeUnit.SECONDS));
    assertEquals(1, subscription.publishers());
    subscription.close();
    assertEquals(0, subscription.dropped() + subscription.undecodable());
  }

  @Test
  void servicesAnswerTheirOwnCallers() throws Exception {
    two.serve(
        "/switch",
        SET_BOOL,
        request -> {
          boolean on = (Boolean) request.get("data");
          return two.interfaces().service(SET_BOOL).response().messages().of(on, "on " + on);
        });
    ServiceClient first = one.client("/switch", SET_BOOL);
    ServiceClient second = two.client("/switch", SET_BOOL);
    assertEquals("on true", first.call(first.requests().of(true), SOON).text("message"));
    assertTrue(second.awaitService(SOON));
    List<CompletableFuture<Message>> answers =
        java.util.stream.IntStream.range(0, 200)
            .mapToObj(i -> (i % 3 == 0 ? second : first).call(first.requests().of(i % 2 == 0)))
            .toList();
    for (int i = 0; i < answers.size(); i++) {
      assertEquals(i % 2 == 0, answers.get(i).get(10, TimeUnit.SECONDS).get("success"));
    }
  }

  @Test
  void aServiceThatNobodyAnswersIsSaidToBeMissing() {
    ServiceClient client = one.client("/nobody", SET_BOOL);
    RunFailedException e =
        assertThrows(
            RunFailedException.class,
            () -> client.call(client.requests().of(true), Duration.ofMillis(50)));
    assertTrue(e.getMessage().contains("/nobody"), e.getMessage());
  }

  /** Counts up to the order; gives up when asked to; refuses negative ones. */
  private static final class Counting implements GoalHandler {
    @Override
    public boolean accepts(Message goal) {
      return goal.number("order") >= 0;
    }

    @Override
    public GoalOutcome execute(ServedGoal goal) throws Exception {
      int order = (int) goal.goal().number("order");
      int[] sequence = {};
      while (sequence.length < order) {
        sequence = java.util.Arrays.copyOf(sequence, sequence.length + 1);
        sequence[sequence.length - 1] = sequence.length;
        goal.feedback(goal.feedbacks().of((Object) sequence));
        if (goal.cancelRequested()) {
          return goal.canceled(goal.results().of((Object) sequence));
        }
        Thread.sleep(2);
      }
      return goal.succeeded(goal.results().of((Object) sequence));
    }
  }

  @Test
  void actionsFeedBackEndAndCancel() throws Exception {
    two.serveAction("/count", "test_msgs/action/Fibonacci", new Counting());
    ActionClient client = one.actionClient("/count", "test_msgs/action/Fibonacci");
    assertTrue(client.awaitServer(SOON));
    BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
    SentGoal goal =
        client
            .send(client.goals().of(5), f -> lengths.add(((int[]) f.get("sequence")).length))
            .get(10, TimeUnit.SECONDS);
    GoalOutcome outcome = goal.result().get(10, TimeUnit.SECONDS);
    assertEquals(GoalStatus.SUCCEEDED, outcome.status());
    assertEquals(5, ((int[]) outcome.result().get("sequence")).length);
    assertEquals(1, lengths.poll(10, TimeUnit.SECONDS));

    SentGoal endless = client.send(client.goals().of(1_000_000), f -> {}).get();
    assertTrue(endless.cancel().get(10, TimeUnit.SECONDS));
    assertEquals(GoalStatus.CANCELED, endless.result().get(10, TimeUnit.SECONDS).status());
    assertFalse(endless.cancel().get(10, TimeUnit.SECONDS));

    CompletableFuture<SentGoal> refused = client.send(client.goals().of(-1), f -> {});
    assertThrows(ExecutionException.class, () -> refused.get(10, TimeUnit.SECONDS));
  }

  @Test
  void parametersAreReadAndSetByOthers() {
    one.parameters().declare("gains.p", 2.5);
    one.parameters().declare("joints", new String[] {"a", "b"}, "in wire order", true);
    one.parameters().guard((name, value) -> value.equals(-1.0) ? "gains are positive" : null);
    try (ParameterClient client = two.parametersOf("/lab/one")) {
      assertEquals(List.of("gains.p", "joints", "use_sim_time"), client.list());
      assertEquals(2.5, client.get("gains.p"));
      client.set("gains.p", 3.5);
      assertEquals(3.5, one.parameters().get("gains.p"));
      assertNull(client.get("nothing"));
      for (var refused :
          java.util.Map.of("gains.p", -1.0, "joints", (Object) new String[0], "nothing", 1L)
              .entrySet()) {
        assertThrows(
            BadInputException.class, () -> client.set(refused.getKey(), refused.getValue()));
      }
      assertThrows(BadInputException.class, () -> client.set("gains.p", "high"));
      assertEquals(3.5, client.get("gains.p"));
    }
  }

  @Test
  void theGraphNamesNodesTopicsAndServices() throws Exception {
    one.publisher("chatter", "std_msgs/msg/String", Qos.RELIABLE);
    long end = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < end
        && !(two.graph().nodes().equals(Set.of("/lab/one", "/two"))
            && two.graph().topics().containsKey("/lab/chatter")
            && two.graph().services().containsKey("/lab/one/get_parameters"))) {
      Thread.sleep(10);
    }
    assertEquals(Set.of("/lab/one", "/two"), two.graph().nodes());
    assertEquals(Set.of("std_msgs/msg/String"), two.graph().topics().get("/lab/chatter"));
    assertEquals(
        "rcl_interfaces/srv/GetParameters", two.graph().services().get("/lab/one/get_parameters"));
  }

  @Test
  void namesThatRosDoesNotAllowAreRefused() {
    for (String name : List.of("", "a//b", "/1", "a b", "a/", "~x")) {
      assertThrows(
          BadInputException.class, () -> one.publisher(name, "std_msgs/msg/String", Qos.RELIABLE));
    }
  }
}
