package org.pollex.policies.remote;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.pollex.errors.PollexException;
import org.pollex.errors.RunFailedException;
import org.pollex.policies.Policy;
import org.pollex.policies.remote.v1.PolicyHostGrpc;
import org.pollex.policies.remote.v1.Turn;
import org.pollex.policies.remote.v1.TurnReply;
import org.pollex.sim.client.Channels;
import org.pollex.sim.server.Address;

/**
 * A stream of turns to a policy host. Its policies share one actor: the sessions that wait for a
 * decision are asked in one message. Not safe for use by several threads.
 */
public final class PolicyConnection implements AutoCloseable {
  /** What the host may take on top of the decisions' own limits. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Runnable release;
  private final StreamObserver<Turn> turns;
  private final RemoteActor actor = new RemoteActor(this);
  private final List<String> streams;
  private final Duration decisionTimeout;
  private long number;
  private volatile CompletableFuture<TurnReply> pending = new CompletableFuture<>();

  private PolicyConnection(
      PolicyHostGrpc.PolicyHostStub host,
      List<String> streams,
      Duration decisionTimeout,
      Consumer<StreamObserver<Turn>> release) {
    this.streams = streams;
    this.decisionTimeout = decisionTimeout;
    this.turns = host.serve(new Replies());
    this.release = () -> release.accept(turns);
  }

  /**
   * Connects to a host.
   *
   * @param streams the observation streams that every session is shown
   * @param decisionTimeout allowed for one decision
   */
  public static PolicyConnection open(Path socket, List<String> streams, Duration decisionTimeout) {
    Channels channels = Channels.open(new Address.Unix(socket), PolicyHost.MAX_MESSAGE);
    return new PolicyConnection(
        PolicyHostGrpc.newStub(channels.channel()),
        List.copyOf(streams),
        decisionTimeout,
        turns -> channels.close());
  }

  /** A stream of its own in a channel that stays open. */
  static PolicyConnection in(Channels channels, List<String> streams, Duration decisionTimeout) {
    return new PolicyConnection(
        PolicyHostGrpc.newStub(channels.channel()),
        streams,
        decisionTimeout,
        StreamObserver::onCompleted);
  }

  /** Returns the policy behind a handle; nothing is asked until its first session. */
  public Policy policy(String handle) {
    return new RemotePolicy(this, handle);
  }

  List<String> streams() {
    return streams;
  }

  Duration decisionTimeout() {
    return decisionTimeout;
  }

  RemoteActor actor() {
    return actor;
  }

  /**
   * Sends a turn and waits for its reply.
   *
   * @throws RunFailedException when the host is gone or does not answer
   * @throws EndpointLostException when the host says that a policy's own server is gone
   */
  TurnReply ask(Turn.Builder turn) {
    CompletableFuture<TurnReply> reply = pending;
    Duration limit = decisionTimeout.multipliedBy(Math.max(1, turn.getObservationsCount()));
    try {
      turns.onNext(turn.setNumber(++number).build());
      TurnReply answer = reply.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      if (answer.getNumber() != number) {
        throw lost("it answered turn " + answer.getNumber() + " instead of " + number, null);
      }
      return answer;
    } catch (ExecutionException failed) {
      throw EndpointLostException.from(failed.getCause())
          .<PollexException>map(endpoint -> endpoint)
          .orElseGet(() -> lost(Status.fromThrowable(failed.getCause()).toString(), failed));
    } catch (TimeoutException late) {
      throw lost("it does not answer", late);
    } catch (IllegalStateException closed) {
      throw lost("the stream is closed", closed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw lost("this process is being stopped", stopped);
    }
  }

  private static RunFailedException lost(String why, Exception cause) {
    return new RunFailedException(
        "the policy host was lost: " + why, "Run the same command again.", cause);
  }

  /** Hands each reply to the turn that waits for it. */
  private final class Replies implements StreamObserver<TurnReply> {
    @Override
    public void onNext(TurnReply reply) {
      CompletableFuture<TurnReply> waiting = pending;
      pending = new CompletableFuture<>();
      waiting.complete(reply);
    }

    @Override
    public void onError(Throwable failure) {
      pending.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      pending.completeExceptionally(
          Status.ABORTED.withDescription("it ended the stream").asRuntimeException());
    }
  }

  @Override
  public void close() {
    release.run();
  }
}
