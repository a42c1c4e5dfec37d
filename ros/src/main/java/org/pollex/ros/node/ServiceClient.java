package org.pollex.ros.node;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.MessageType;
import org.pollex.errors.PollexException;
import org.pollex.errors.RunFailedException;
import org.pollex.ros.rtps.DataReader;
import org.pollex.ros.rtps.DataWriter;
import org.pollex.ros.rtps.Guid;
import org.pollex.ros.rtps.Sample;
import org.pollex.ros.rtps.SampleIdentity;
import org.pollex.ros.types.ServiceType;

/** Calls a service; may be used by several threads. */
public final class ServiceClient implements AutoCloseable {
  private final Node node;
  private final String name;
  private final MessageCodec requests;
  private final MessageCodec responses;
  private final Map<Long, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();

  /** CycloneDDS names clients by a number of 8 bytes. */
  private final Guid numbered = new Guid(ThreadLocalRandom.current().nextLong(), 0, 0);

  private final DataReader reader;
  private final DataWriter writer;
  private long last;

  ServiceClient(Node node, String name, ServiceType type) {
    this.node = node;
    this.name = name;
    this.requests = type.request().newCodec();
    this.responses = type.response().newCodec();
    this.reader =
        node.reader(Names.reply(name), type.response(), type.hash(), Node.SERVICES, this::reply);
    this.writer = node.writer(Names.request(name), type.request(), type.hash(), Node.SERVICES);
  }

  /** Returns the type of requests: {@code requests().zero().with("data", true)}. */
  public MessageType requests() {
    return requests.type();
  }

  /** Waits for someone who answers; returns false if nobody came in time. */
  public boolean awaitService(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!available()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      Duration step = Duration.ofNanos(Math.min(left, 5_000_000));
      if (writer.awaitReaders(1, step)) {
        reader.awaitWriters(reader.writers().size() + 1, step);
      }
    }
    return true;
  }

  /** Requests can be heard, and answers of the same participant too. */
  private boolean available() {
    return writer.readers().stream()
        .anyMatch(
            server ->
                reader.writers().stream()
                    .anyMatch(w -> w.participant().equals(server.participant())));
  }

  /** Sends a request; what it returns is done when the answer has come. */
  public synchronized CompletableFuture<Message> call(Message request) {
    byte[] plain = requests.encode(request);
    CompletableFuture<Message> answer = new CompletableFuture<>();
    long number = ++last;
    waiting.put(number, answer);
    boolean cyclone =
        writer.readers().stream()
            .map(node.participant()::participantOf)
            .anyMatch(peer -> ServiceDialect.of(peer) == ServiceDialect.CYCLONE);
    long sequence =
        cyclone
            ? writer.write(ServiceDialect.CYCLONE.wrap(plain, new SampleIdentity(numbered, number)))
            : writer.write(plain, new SampleIdentity(reader.guid(), 0));
    if (sequence != number) {
      throw new IllegalStateException("request " + number + " was sent as " + sequence);
    }
    answer.whenComplete((message, failure) -> waiting.remove(number));
    return answer;
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @throws RunFailedException if nobody answers the service, or not in time
   */
  public Message call(Message request, Duration atMost) {
    if (!awaitService(atMost)) {
      throw new RunFailedException(
          "nobody answers the service " + name,
          "Waited " + atMost.toMillis() + " ms; start its node, or check the domain.");
    }
    CompletableFuture<Message> answer = call(request);
    try {
      return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(false);
      throw new RunFailedException(
          "the service " + name + " does not answer",
          "Waited " + atMost.toMillis() + " ms; its node is there, see its log.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("interrupted while calling " + name, "", e);
    } catch (ExecutionException e) {
      throw new RunFailedException("the answer of " + name + " is damaged", e.getMessage(), e);
    }
  }

  private void reply(Sample sample) {
    ServiceDialect dialect = ServiceDialect.of(node.participant().participantOf(sample.writer()));
    SampleIdentity answered = dialect.answered(sample);
    if (answered == null || !mine(answered.writer())) {
      return;
    }
    CompletableFuture<Message> answer = waiting.remove(answered.sequence());
    if (answer != null) {
      try {
        answer.complete(responses.decode(dialect.payload(sample)));
      } catch (PollexException e) {
        answer.completeExceptionally(e);
      }
    }
  }

  private boolean mine(Guid client) {
    return client.equals(reader.guid()) || client.equals(writer.guid()) || client.equals(numbered);
  }

  @Override
  public void close() {
    node.close(reader);
    node.close(writer);
    waiting.values().forEach(answer -> answer.cancel(false));
  }
}
