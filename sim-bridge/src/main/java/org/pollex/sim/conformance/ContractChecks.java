package org.pollex.sim.conformance;

import static org.pollex.sim.conformance.Check.require;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.List;
import java.util.function.Supplier;
import org.pollex.sim.v1.CreatePoolRequest;
import org.pollex.sim.v1.DType;
import org.pollex.sim.v1.GetServerInfoReply;
import org.pollex.sim.v1.GetServerInfoRequest;
import org.pollex.sim.v1.KeepAliveRequest;
import org.pollex.sim.v1.StepReply;
import org.pollex.sim.v1.StepRequest;
import org.pollex.sim.v1.Tensor;

/** What a server does with calls that a careful client never makes, and with repeated ones. */
public final class ContractChecks {
  private ContractChecks() {}

  /** Returns all checks. */
  public static List<Check<ServerSubject>> all() {
    return List.of(
        new Check<>(
            "speaks-sim-v1",
            "The server says that it speaks sim.v1, what it hosts, and its limits.",
            ContractChecks::speaksSimV1),
        new Check<>(
            "healthy", "The standard health service says SERVING.", ContractChecks::healthy),
        new Check<>(
            "create-once",
            "The same request id gives the same pool; with another request it is refused.",
            ContractChecks::createOnce),
        new Check<>(
            "unknown-names-refused",
            "Unknown streams, tasks and back ends are refused, and the message names valid ones.",
            ContractChecks::unknownNamesRefused),
        new Check<>(
            "step-once",
            "A repeated sequence number returns the same answer and does not step again.",
            ContractChecks::stepOnce),
        new Check<>(
            "sequence-gap-refused",
            "A sequence number out of order is refused.",
            ContractChecks::sequenceGapRefused),
        new Check<>(
            "malformed-actions-refused",
            "NaN, wrong shape, wrong type and wrong length are refused and use no number.",
            ContractChecks::malformedActionsRefused),
        new Check<>(
            "closed-pool-unknown",
            "A closed pool is NOT_FOUND, and closing it again is no error.",
            ContractChecks::closedPoolUnknown));
  }

  private static void speaksSimV1(ServerSubject subject) {
    GetServerInfoReply info =
        subject.calls().getServerInfo(GetServerInfoRequest.newBuilder().build());
    require(info.getApiVersion().equals("sim.v1"), "api_version is '" + info.getApiVersion() + "'");
    require(info.getBackendsList().contains(subject.backend()), "hosts " + info.getBackendsList());
    require(info.getLimits().getMaxSlots() > 0, "max_slots is 0");
    require(info.getLimits().getMaxMessageBytes() > 0, "max_message_bytes is 0");
  }

  private static void healthy(ServerSubject subject) {
    ServingStatus status =
        HealthGrpc.newBlockingStub(subject.channel())
            .check(HealthCheckRequest.newBuilder().build())
            .getStatus();
    require(status == ServingStatus.SERVING, "status is " + status);
  }

  private static void createOnce(ServerSubject subject) {
    CreatePoolRequest request = OpenPool.request(subject);
    try (OpenPool pool = OpenPool.create(subject, request)) {
      String again = subject.calls().createPool(request).getPoolId();
      require(again.equals(pool.id()), "the second creation gave another pool");
      requireStatus(
          Status.Code.ALREADY_EXISTS,
          "the same id for another pool",
          () -> subject.calls().createPool(request.toBuilder().setNumSlots(3).build()));
    }
  }

  private static void unknownNamesRefused(ServerSubject subject) {
    CreatePoolRequest good = OpenPool.request(subject);
    String stream =
        requireStatus(
            Status.Code.INVALID_ARGUMENT,
            "an unknown stream",
            () -> subject.calls().createPool(good.toBuilder().addStepStreams("no_such").build()));
    require(stream.contains(subject.stepStream()), "the message names no valid stream: " + stream);
    requireStatus(
        Status.Code.INVALID_ARGUMENT,
        "an unknown task",
        () -> subject.calls().createPool(good.toBuilder().addTaskIds("no-such-task").build()));
    requireStatus(
        Status.Code.INVALID_ARGUMENT,
        "an unknown back end",
        () -> subject.calls().createPool(good.toBuilder().setBackend("no-such").build()));
  }

  private static void stepOnce(ServerSubject subject) {
    try (OpenPool pool = OpenPool.create(subject)) {
      pool.reset(1);
      StepRequest step = pool.step(2, pool.actions(0.5f));
      StepReply first = subject.calls().step(step);
      StepReply repeated = subject.calls().step(step);
      require(first.equals(repeated), "the repeated call was answered differently");
      StepReply second = subject.calls().step(pool.step(3, pool.actions(0.5f)));
      require(!second.getStreamsList().equals(first.getStreamsList()), "step 3 did not move");
    }
  }

  private static void sequenceGapRefused(ServerSubject subject) {
    try (OpenPool pool = OpenPool.create(subject)) {
      pool.reset(1);
      requireStatus(
          Status.Code.FAILED_PRECONDITION,
          "number 7 after number 1",
          () -> subject.calls().step(pool.step(7, pool.actions(0))));
      subject.calls().step(pool.step(2, pool.actions(0)));
    }
  }

  private static void malformedActionsRefused(ServerSubject subject) {
    try (OpenPool pool = OpenPool.create(subject)) {
      pool.reset(1);
      Tensor good = pool.actions(0);
      int slots = good.getShape(0);
      int dimension = good.getShape(1);
      List<Tensor> malformed =
          List.of(
              pool.actions(Float.NaN),
              pool.actions(Float.POSITIVE_INFINITY),
              good.toBuilder().setDtype(DType.DTYPE_F64).build(),
              good.toBuilder().setData(good.getData().substring(4)).build(),
              good.toBuilder().setShape(0, slots + 1).build(),
              good.toBuilder().clearShape().addShape(slots * dimension).build());
      for (Tensor bad : malformed) {
        requireStatus(
            Status.Code.INVALID_ARGUMENT,
            "actions "
                + bad.getDtype()
                + bad.getShapeList()
                + ", "
                + bad.getData().size()
                + " bytes",
            () -> subject.calls().step(pool.step(2, bad)));
      }
      subject.calls().step(pool.step(2, good));
    }
  }

  private static void closedPoolUnknown(ServerSubject subject) {
    OpenPool pool = OpenPool.create(subject);
    pool.close();
    requireStatus(
        Status.Code.NOT_FOUND,
        "a closed pool",
        () ->
            subject.calls().keepAlive(KeepAliveRequest.newBuilder().setPoolId(pool.id()).build()));
    pool.close();
  }

  private static String requireStatus(Status.Code wanted, String what, Supplier<?> call) {
    try {
      var _ = call.get();
    } catch (StatusRuntimeException refused) {
      require(
          refused.getStatus().getCode() == wanted,
          what + ": " + refused.getStatus() + " instead of " + wanted);
      return String.valueOf(refused.getStatus().getDescription());
    }
    throw new Check.Violation(what + " was accepted");
  }
}
