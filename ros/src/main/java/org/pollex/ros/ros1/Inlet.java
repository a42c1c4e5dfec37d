package org.pollex.ros.ros1;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.errors.PollexException;
import org.pollex.ros.ros1.tcpros.ConnectionHeader;
import org.pollex.ros.ros1.tcpros.Frames;
import org.pollex.ros.ros1.tcpros.TcpRosConnection;
import org.pollex.ros.ros1.xmlrpc.XmlRpcClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from one publisher to a subscription. It asks the publisher where to connect, reads until
 * the connection breaks, and tries again, ever more slowly, as long as the master lists it.
 */
final class Inlet {
  private static final Logger LOG = LoggerFactory.getLogger(Inlet.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Subscription subscription;
  private final URI publisher;
  private final Thread reader;
  private volatile boolean closed;
  private volatile TcpRosConnection connection;
  private volatile boolean connected;

  /** Opens inlets of one subscription. */
  record Opening(Subscription subscription) {
    Inlet open(URI publisher) {
      Inlet inlet = new Inlet(subscription, publisher);
      inlet.reader.start();
      return inlet;
    }
  }

  /** A message as it came, with what decodes it. */
  record Frame(byte[] bytes, MessageCodec codec, Ros1Type type, String publisher, long nanos) {
    /** Decodes the message; called by one thread alone, as the codec asks. */
    Received decode() {
      return new Received(codec.decode(bytes), bytes, type, publisher, nanos);
    }
  }

  private Inlet(Subscription subscription, URI publisher) {
    this.subscription = subscription;
    this.publisher = publisher;
    this.reader =
        Thread.ofVirtual().name("tcpros-in " + subscription.topic()).unstarted(this::keepReading);
  }

  boolean connected() {
    return connected;
  }

  private void keepReading() {
    Duration pause = FIRST_PAUSE;
    String told = "";
    while (!closed) {
      try {
        read();
      } catch (IOException | PollexException e) {
        if (connected) {
          pause = FIRST_PAUSE;
        }
        String why = String.valueOf(e.getMessage());
        if (!closed && !why.equals(told)) {
          LOG.info("{} from {}: {}; trying again", subscription.topic(), publisher, why);
          told = why;
        }
      }
      connected = false;
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private void read() throws IOException {
    try (TcpRosConnection c = connect()) {
      connection = c;
      if (closed) {
        return;
      }
      ConnectionHeader answer = ConnectionHeader.readAnswer(c.in());
      c.patience(Duration.ZERO);
      Ros1Type type =
          subscription
              .type()
              .orElseGet(() -> Ros1Type.of(answer.get("type"), answer.get("message_definition")));
      MessageCodec codec = type.codec();
      String from = answer.get("callerid");
      connected = true;
      while (true) {
        byte[] bytes = Frames.read(c.in(), Frames.MOST_BYTES);
        subscription.arrived(new Frame(bytes, codec, type, from, System.nanoTime()));
      }
    }
  }

  private TcpRosConnection connect() throws IOException {
    Ros1Options options = subscription.node().options();
    Object asked =
        new XmlRpcClient(publisher, options.timeout())
            .call("requestTopic", options.name(), subscription.topic(), List.of(List.of("TCPROS")));
    Answer answer = Answer.of("requestTopic", asked);
    if (answer.code() == 1
        && answer.value() instanceof List<?> where
        && where.size() >= 3
        && where.get(1) instanceof String host
        && where.get(2) instanceof Integer port) {
      return TcpRosConnection.open(host, port, options.timeout(), header(options));
    }
    throw new IOException("the publisher does not offer the topic: " + answer.message());
  }

  private ConnectionHeader header(Ros1Options options) {
    Map<String, String> fields = new HashMap<>();
    fields.put("callerid", options.name());
    fields.put("topic", subscription.topic());
    fields.put("tcp_nodelay", "1");
    fields.put("type", subscription.typeName());
    fields.put("md5sum", subscription.type().map(Ros1Type::md5).orElse("*"));
    subscription.type().ifPresent(type -> fields.put("message_definition", type.text()));
    return new ConnectionHeader(fields);
  }

  void close() {
    closed = true;
    reader.interrupt();
    TcpRosConnection open = connection;
    if (open != null) {
      open.close();
    }
  }
}
