package org.pollex.ros.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.errors.PollexException;
import org.pollex.ros.rtps.DataReader;
import org.pollex.ros.rtps.DataWriter;
import org.pollex.ros.rtps.Guid;
import org.pollex.ros.rtps.Sample;
import org.pollex.ros.rtps.SampleIdentity;
import org.pollex.ros.types.ServiceType;

/**
 * Answers the requests of a service. A handler that fails gives no answer, as ROS 2 has no way to
 * tell of it; the log says why.
 */
public final class ServiceServer implements AutoCloseable {
  /** How long a reply waits for its reader, which may be discovered after the request has come. */
  private static final Duration READER = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(ServiceServer.class.getName());

  private final Node node;
  private final String name;
  private final Function<Message, CompletionStage<Message>> handler;
  private final MessageCodec requests;
  private final MessageCodec responses;
  private final DataWriter writer;
  private final DataReader reader;

  ServiceServer(
      Node node,
      String name,
      ServiceType type,
      Function<Message, CompletionStage<Message>> handler) {
    this.node = node;
    this.name = name;
    this.handler = handler;
    this.requests = type.request().newCodec();
    this.responses = type.response().newCodec();
    this.writer = node.writer(Names.reply(name), type.response(), type.hash(), Node.SERVICES);
    this.reader =
        node.reader(Names.request(name), type.request(), type.hash(), Node.SERVICES, this::request);
  }

  static ServiceServer blocking(
      Node node, String name, ServiceType type, Function<Message, Message> handler) {
    return new ServiceServer(
        node,
        name,
        type,
        request ->
            CompletableFuture.supplyAsync(() -> handler.apply(request), ServiceServer::onItsOwn));
  }

  private static void onItsOwn(Runnable work) {
    Thread.ofVirtual().start(work);
  }

  private void request(Sample sample) {
    ServiceDialect dialect = ServiceDialect.of(node.participant().participantOf(sample.writer()));
    SampleIdentity identity = dialect.request(sample);
    try {
      Message request = requests.decode(dialect.payload(sample));
      handler
          .apply(request)
          .whenComplete(
              (response, failure) -> {
                if (failure != null) {
                  LOG.log(System.Logger.Level.ERROR, "a request to " + name + " failed", failure);
                } else {
                  onItsOwn(() -> reply(sample.writer(), dialect, identity, response));
                }
              });
    } catch (PollexException e) {
      LOG.log(System.Logger.Level.WARNING, "a request to " + name + " was refused", e);
    }
  }

  private void reply(
      Guid client, ServiceDialect dialect, SampleIdentity identity, Message response) {
    long end = System.nanoTime() + READER.toNanos();
    while (writer.readers().stream().noneMatch(r -> r.participant().equals(client.participant()))
        && System.nanoTime() < end) {
      writer.awaitReaders(writer.readers().size() + 1, Duration.ofMillis(10));
    }
    try {
      byte[] plain;
      synchronized (responses) {
        plain = responses.encode(response);
      }
      writer.write(dialect.wrap(plain, identity), identity);
    } catch (PollexException e) {
      LOG.log(System.Logger.Level.ERROR, "the answer of " + name + " cannot be sent", e);
    }
  }

  @Override
  public void close() {
    node.close(reader);
    node.close(writer);
  }
}
