package org.pollex.sim.conformance;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.pollex.sim.v1.ClosePoolRequest;
import org.pollex.sim.v1.CreatePoolReply;
import org.pollex.sim.v1.CreatePoolRequest;
import org.pollex.sim.v1.DType;
import org.pollex.sim.v1.ResetRequest;
import org.pollex.sim.v1.StepRequest;
import org.pollex.sim.v1.Tensor;

/** A pool of two slots whose calls are written by hand, sequence numbers included. */
record OpenPool(ServerSubject subject, CreatePoolReply description) implements AutoCloseable {
  private static final int SLOTS = 2;

  static CreatePoolRequest request(ServerSubject subject) {
    return CreatePoolRequest.newBuilder()
        .setClientRequestId(UUID.randomUUID().toString())
        .setBackend(subject.backend())
        .setNumSlots(SLOTS)
        .setWorkers(1)
        .addTaskIds(subject.start().getTaskId())
        .addStepStreams(subject.stepStream())
        .addResetStreams(subject.stepStream())
        .build();
  }

  static OpenPool create(ServerSubject subject) {
    return create(subject, request(subject));
  }

  static OpenPool create(ServerSubject subject, CreatePoolRequest request) {
    return new OpenPool(subject, subject.calls().createPool(request));
  }

  String id() {
    return description.getPoolId();
  }

  void reset(long seq) {
    ResetRequest.Builder request = ResetRequest.newBuilder().setPoolId(id()).setSeq(seq);
    for (int slot = 0; slot < SLOTS; slot++) {
      request.addSlots(slot).addConditions(subject.start());
    }
    subject.calls().reset(request.build());
  }

  StepRequest step(long seq, Tensor actions) {
    return StepRequest.newBuilder().setPoolId(id()).setSeq(seq).setActions(actions).build();
  }

  /** Actions whose numbers are all the same. */
  Tensor actions(float value) {
    int dimension = description.getAction().getNamesCount();
    ByteBuffer data =
        ByteBuffer.allocate(Float.BYTES * SLOTS * dimension).order(ByteOrder.LITTLE_ENDIAN);
    while (data.hasRemaining()) {
      data.putFloat(value);
    }
    return Tensor.newBuilder()
        .setDtype(DType.DTYPE_F32)
        .addShape(SLOTS)
        .addShape(dimension)
        .setData(ByteString.copyFrom(data.flip()))
        .build();
  }

  @Override
  public void close() {
    subject.calls().closePool(ClosePoolRequest.newBuilder().setPoolId(id()).build());
  }
}
