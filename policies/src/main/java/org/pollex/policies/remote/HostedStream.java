package org.pollex.policies.remote;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.pollex.errors.BadInputException;
import org.pollex.policies.remote.v1.Decision;
import org.pollex.policies.remote.v1.Note;
import org.pollex.policies.remote.v1.Observation;
import org.pollex.policies.remote.v1.Start;
import org.pollex.policies.remote.v1.Turn;
import org.pollex.policies.remote.v1.TurnReply;

/** One client's stream of turns. */
final class HostedStream implements StreamObserver<Turn> {
  private static final Decision OVER = Decision.getDefaultInstance();

  private final PolicySource source;
  private final StreamObserver<TurnReply> replies;
  private final PatientWorker worker = new PatientWorker();
  private final Map<Long, HostedSession> sessions = new HashMap<>();
  private final AtomicReference<EndpointLostException> lost = new AtomicReference<>();

  HostedStream(PolicySource source, StreamObserver<TurnReply> replies) {
    this.source = source;
    this.replies = replies;
  }

  @Override
  public void onNext(Turn turn) {
    try {
      replies.onNext(answer(turn));
    } catch (EndpointLostException endpoint) {
      replies.onError(endpoint.asStatus());
    } catch (BadInputException malformed) {
      replies.onError(
          Status.INVALID_ARGUMENT.withDescription(malformed.getMessage()).asRuntimeException());
    }
  }

  private TurnReply answer(Turn turn) {
    for (Start start : turn.getStartsList()) {
      sessions.put(start.getSession(), new HostedSession(start, source, lost));
    }
    List<Question> questions = new ArrayList<>();
    for (Observation observation : turn.getObservationsList()) {
      questions.add(new Question(session(observation.getSession()), observation));
    }
    worker.run(questions);
    if (lost.get() != null) {
      throw lost.get();
    }
    TurnReply.Builder reply = TurnReply.newBuilder().setNumber(turn.getNumber());
    questions.forEach(question -> reply.addDecisions(question.decision()));
    for (long ended : turn.getEndsList()) {
      HostedSession session = session(ended);
      sessions.remove(ended);
      reply.addNotes(
          Note.newBuilder()
              .setSession(ended)
              .setNote(UnsafeByteOperations.unsafeWrap(session.note())));
    }
    return reply.build();
  }

  private HostedSession session(long id) {
    HostedSession session = sessions.get(id);
    if (session == null) {
      throw new BadInputException("no session " + id + " in this stream", "Start it first.");
    }
    return session;
  }

  /** One observation that waits for its decision. */
  private final class Question implements PatientWorker.Job {
    private final HostedSession session;
    private final Observation observation;
    private final AtomicReference<Decision> decision = new AtomicReference<>();

    Question(HostedSession session, Observation observation) {
      this.session = session;
      this.observation = observation;
    }

    @Override
    public long limitNanos() {
      return session.limitNanos();
    }

    @Override
    public void run() {
      if (session.over() || lost.get() != null) {
        return;
      }
      float[][] actions = session.decide(Wire.decode(observation));
      if (actions != null) {
        ByteString bytes = Wire.encode(actions);
        decision.compareAndSet(
            null, Decision.newBuilder().setSteps(actions.length).setActions(bytes).build());
      }
    }

    @Override
    public void giveUp() {
      decision.compareAndSet(null, OVER);
      session.timeout();
    }

    Decision decision() {
      Decision made = decision.get();
      return (made == null ? OVER : made).toBuilder().setSession(observation.getSession()).build();
    }
  }

  @Override
  public void onError(Throwable gone) {
    worker.close();
  }

  @Override
  public void onCompleted() {
    worker.close();
    replies.onCompleted();
  }
}
