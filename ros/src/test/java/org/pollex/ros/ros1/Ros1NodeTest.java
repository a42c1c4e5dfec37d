package org.pollex.ros.ros1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.ros.ros1.tcpros.ConnectionHeader;
import org.pollex.ros.ros1.tcpros.TcpRosConnection;

/** Two nodes of ours at a stand-in of the master. */
class Ros1NodeTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Ros1Type TEXT = Ros1Type.of("std_msgs/String");

  private MasterStandIn master;
  private Ros1Node speaker;
  private Ros1Node listener;

  @BeforeEach
  void start() throws IOException {
    master = new MasterStandIn();
    speaker = Ros1Node.start(master.options("/speaker"));
    listener = Ros1Node.start(master.options("/listener"));
  }

  @AfterEach
  void stop() {
    speaker.close();
    listener.close();
    master.close();
  }

  @Test
  void messagesArriveInOrderWhoeverComesFirst() {
    List<Received> early = new CopyOnWriteArrayList<>();
    listener.subscribe("/count", TEXT, 2000, early::add);
    try (Publisher publisher = speaker.advertise("/count", TEXT, 2000, false)) {
      Waiting.until(SOON, "connected", () -> publisher.subscribers() == 1);
      for (int i = 0; i < 1000; i++) {
        publisher.publish(publisher.messages().of("" + i));
      }
    }
    Waiting.until(SOON, "all arrive, the publisher being closed", () -> early.size() == 1000);
    for (int i = 0; i < 1000; i++) {
      assertEquals("" + i, early.get(i).message().text("data"));
    }
    assertEquals("/speaker", early.getFirst().publisher());
  }

  @Test
  void aSlowReceiverSeesTheFreshestAndTheRestIsCounted() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<String> seen = new CopyOnWriteArrayList<>();
    Subscription slow =
        listener.subscribe(
            "/fast",
            TEXT,
            1,
            received -> {
              seen.add(received.message().text("data"));
              try {
                go.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Publisher publisher = speaker.advertise("/fast", TEXT, 1000, false);
    Waiting.until(SOON, "connected", () -> publisher.subscribers() == 1);
    publisher.publish(publisher.messages().of("first"));
    Waiting.until(SOON, "the first is being received", () -> seen.size() == 1);
    for (int i = 0; i < 100; i++) {
      publisher.publish(publisher.messages().of("" + i));
    }
    Waiting.until(SOON, "99 dropped", () -> slow.dropped() == 99);
    go.countDown();
    Waiting.until(SOON, "the last", () -> seen.size() == 2);
    assertEquals(List.of("first", "99"), seen);
  }

  @Test
  void anotherTypeOfTheSameTopicIsRefusedByNames() throws IOException {
    speaker.advertise("/typed", TEXT, 1, false);
    ConnectionHeader header =
        new ConnectionHeader(
            Map.of(
                "callerid", "/stranger",
                "topic", "/typed",
                "type", "std_msgs/Int32",
                "md5sum", Ros1Type.of("std_msgs/Int32").md5()));
    try (TcpRosConnection connection =
        TcpRosConnection.open("127.0.0.1", speaker.port(), SOON, header)) {
      IOException e =
          assertThrows(IOException.class, () -> ConnectionHeader.readAnswer(connection.in()));
      assertTrue(e.getMessage().contains("std_msgs/String with md5sum " + TEXT.md5()));
      assertTrue(e.getMessage().contains("/stranger asks for std_msgs/Int32"));
    }
  }

  @Test
  void strangersDoNotDisturb() throws IOException {
    List<Received> heard = new CopyOnWriteArrayList<>();
    listener.subscribe("/calm", TEXT, 10, heard::add);
    Publisher publisher = speaker.advertise("/calm", TEXT, 10, false);
    Waiting.until(SOON, "connected", () -> publisher.subscribers() == 1);
    for (byte[] noise : List.of(new byte[] {-1, -1, -1, -1}, "GET / HTTP/1.1\r\n\r\n".getBytes())) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), speaker.port())) {
        socket.getOutputStream().write(noise);
      }
    }
    publisher.publish(publisher.messages().of("still here"));
    Waiting.until(SOON, "heard", () -> heard.size() == 1);
  }

  @Test
  void aServiceCallsBackAndFailsInWords() {
    ServiceType type = ServiceType.of("lab/Double", "int32 x\n---\nint32 y\n");
    speaker.serve(
        "/double", type, (request, responses) -> responses.of(2 * (int) request.number("x")));
    ServiceClient client = listener.client("/double", type);
    assertEquals(42, client.call(client.requests().of(21), SOON).number("y"));

    ServiceType other = ServiceType.of("lab/Double", "int64 x\n---\nint32 y\n");
    ServiceClient wrong = listener.client("/double", other);
    RunFailedException e =
        assertThrows(RunFailedException.class, () -> wrong.call(wrong.requests().of(21L), SOON));
    assertTrue(e.getMessage().contains("md5sum"), e::getMessage);
    ServiceClient nobody = listener.client("/nobody", type);
    e = assertThrows(RunFailedException.class, () -> nobody.call(nobody.requests().of(1), SOON));
    assertTrue(e.getMessage().contains("no node offers it"), e::getMessage);
  }

  @Test
  void mistakesAreNamed() {
    speaker.advertise("/once", TEXT, 1, false);
    assertThrows(BadInputException.class, () -> speaker.advertise("/once", TEXT, 1, false));
    assertThrows(BadInputException.class, () -> master.options("no slash"));
    RunFailedException alone =
        assertThrows(
            RunFailedException.class,
            () ->
                Ros1Node.start(
                    Ros1Options.of("/alone", Map.of("ROS_MASTER_URI", "http://127.0.0.1:1"))));
    assertTrue(alone.getMessage().contains("http://127.0.0.1:1"), alone::getMessage);
  }

  @Test
  void serviceSumsAreThoseOfRos() {
    assertEquals(
        "937c9679a518e3a18d831e57125ea522",
        ServiceType.of("std_srvs/Trigger", "---\nbool success\nstring message\n").md5());
    assertEquals(
        "09fb03525b03e7ea1fd3992bafd87e16",
        ServiceType.of("std_srvs/SetBool", "bool data # on\n---\nbool success\nstring message\n")
            .md5());
    assertEquals(
        "d41d8cd98f00b204e9800998ecf8427e", ServiceType.of("std_srvs/Empty", "---\n").md5());
  }
}
