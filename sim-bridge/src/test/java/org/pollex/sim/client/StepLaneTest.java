package org.pollex.sim.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.sim.metaworld.Metaworld;
import org.pollex.sim.server.Address;
import org.pollex.sim.server.ServerOptions;
import org.pollex.sim.server.SimulationServer;
import org.pollex.sim.v1.StepReply;
import org.pollex.sim.v1.StepRequest;

class StepLaneTest {
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final StepRequest ANY = StepRequest.newBuilder().setPoolId("p").build();

  @TempDir Path folder;
  private ServerSocketChannel listener;
  private StepLane lane;
  private SocketChannel server;

  @BeforeEach
  void connect() throws IOException {
    Path socket = folder.resolve("s.lane");
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    lane = StepLane.open(socket);
    server = listener.accept();
  }

  @AfterEach
  void close() throws IOException {
    lane.close();
    server.close();
    listener.close();
  }

  @Test
  void anAnswerMayComeInPieces() throws IOException {
    StepReply reply =
        StepReply.newBuilder()
            .setSeq(7)
            .setReward(TensorCodec.float32(new byte[40_000], 100, 100))
            .build();
    Thread.ofVirtual().start(() -> send(0, reply.toByteArray(), 1000));
    assertEquals(reply, lane.step(ANY, LONG));
    assertFalse(lane.ended());
  }

  @Test
  void aRefusalLeavesItOpen() {
    send(Status.Code.INVALID_ARGUMENT.value(), "actions are not finite".getBytes(), 5);
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> lane.step(ANY, LONG));
    assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    assertEquals("actions are not finite", refused.getStatus().getDescription());
    assertFalse(lane.ended());
  }

  @Test
  void silenceEndsItAtTheDeadline() {
    StatusRuntimeException late =
        assertThrows(StatusRuntimeException.class, () -> lane.step(ANY, SOON));
    assertEquals(Status.Code.DEADLINE_EXCEEDED, late.getStatus().getCode());
    assertTrue(lane.ended(), "a late answer must not be taken for the next one's");
  }

  @Test
  void aClosedServerIsUnavailable() throws IOException {
    server.close();
    StatusRuntimeException gone =
        assertThrows(StatusRuntimeException.class, () -> lane.step(ANY, LONG));
    assertEquals(Status.Code.UNAVAILABLE, gone.getStatus().getCode());
    assertTrue(lane.ended());
  }

  @Test
  void nonsenseIsRefusedWithoutReservingMemory() {
    send(0, new byte[0], 1, -1);
    StatusRuntimeException nonsense =
        assertThrows(StatusRuntimeException.class, () -> lane.step(ANY, LONG));
    assertEquals(Status.Code.UNAVAILABLE, nonsense.getStatus().getCode());
    assertTrue(lane.ended());
  }

  /** A server that listens on a port has no lane, so its steps go over the stream. */
  @Test
  void laneAndStreamAnswerTheSame() {
    Address anyPort = new Address.Tcp("127.0.0.1", 0);
    try (Metaworld near = Metaworld.start();
        SimulationServer server = SimulationServer.start(ServerOptions.listeningOn(anyPort));
        Metaworld far = Metaworld.attach(server.address())) {
      assertTrue(StepLane.beside(near.server().address()).isPresent());
      assertTrue(StepLane.beside(far.server().address()).isEmpty());
      List<StepBatch> overLane = rollout(near);
      List<StepBatch> overStream = rollout(far);
      for (int i = 0; i < overLane.size(); i++) {
        assertEquals(overLane.get(i).streams(), overStream.get(i).streams(), "step " + i);
      }
    }
  }

  private static List<StepBatch> rollout(Metaworld metaworld) {
    int[] slots = {0, 1};
    Random random = new Random(5);
    List<StepBatch> seen = new ArrayList<>();
    try (WorldBatch world = metaworld.open(List.of("push-v3"), 2, List.of("state39"))) {
      world.reset(slots, metaworld.goals("MT1", "push-v3", 42, 2));
      for (int i = 0; i < 10; i++) {
        float[] values = new float[2 * 4 * (1 + i % 3)];
        for (int j = 0; j < values.length; j++) {
          values[j] = 2 * random.nextFloat() - 1;
        }
        seen.addAll(
            world.stepChunk(new ActionBatch(slots, 1 + i % 3, 4, values, new long[2]), false));
      }
    }
    return seen;
  }

  private void send(int code, byte[] answer, int piece) {
    send(code, answer, piece, answer.length);
  }

  private void send(int code, byte[] answer, int piece, int saidLength) {
    ByteBuffer frame = ByteBuffer.allocate(5 + answer.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.put((byte) code).putInt(saidLength).put(answer).flip();
    try {
      for (int at = 0; at < frame.capacity(); at += piece) {
        frame.limit(Math.min(frame.capacity(), at + piece)).position(at);
        server.write(frame);
      }
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }
}
