package org.pollex.sim.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.pollex.sim.server.Address;
import org.pollex.sim.v1.StepChunkReply;
import org.pollex.sim.v1.StepChunkRequest;
import org.pollex.sim.v1.StepReply;
import org.pollex.sim.v1.StepRequest;

/**
 * Steps over a server's lane: the messages of Step and StepChunk, bare on a Unix socket.
 *
 * <p>The calling thread writes and reads itself, so that a step wakes one thread on each side
 * instead of four. The framing is described in {@code sim-bridge/proto/README.md}.
 */
final class StepLane implements StepLink {
  private static final byte STEP = 1;
  private static final byte STEP_CHUNK = 2;
  private static final int HEADER = 1 + Integer.BYTES;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey readiness;
  private ByteBuffer buffer = allocate(1 << 13);
  private boolean ended;

  private StepLane(SocketChannel channel) throws IOException {
    this.channel = channel;
    this.selector = Selector.open();
    channel.configureBlocking(false);
    this.readiness = channel.register(selector, SelectionKey.OP_READ);
  }

  /** Returns where the lane of a server is, if it listens where this machine can see a lane. */
  static Optional<Path> beside(Address server) {
    if (server instanceof Address.Unix(Path socket)) {
      Path lane = socket.resolveSibling(socket.getFileName() + ".lane");
      return Files.exists(lane) ? Optional.of(lane) : Optional.empty();
    }
    return Optional.empty();
  }

  static StepLane open(Path socket) {
    try {
      return new StepLane(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    } catch (IOException unreachable) {
      throw Status.UNAVAILABLE
          .withDescription("the lane " + socket)
          .withCause(unreachable)
          .asRuntimeException();
    }
  }

  @Override
  public StepReply step(StepRequest request, Duration within) {
    return exchange(STEP, request, StepReply.parser(), within);
  }

  @Override
  public StepChunkReply stepChunk(StepChunkRequest request, Duration within) {
    return exchange(STEP_CHUNK, request, StepChunkReply.parser(), within);
  }

  private <R> R exchange(byte method, MessageLite request, Parser<R> replies, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    try {
      send(method, request, end);
      buffer.clear();
      receive(HEADER, end);
      int code = buffer.get(0);
      int length = buffer.getInt(1);
      if (length < 0 || length > Channels.MAX_MESSAGE) {
        throw new IOException("an answer of " + Integer.toUnsignedString(length) + " bytes");
      }
      receive(HEADER + length, end);
      if (code == Status.Code.OK.value()) {
        return replies.parseFrom(buffer.array(), HEADER, length);
      }
      String why = new String(buffer.array(), HEADER, length, StandardCharsets.UTF_8);
      throw Status.fromCodeValue(code).withDescription(why).asRuntimeException();
    } catch (InvalidProtocolBufferException malformed) {
      throw giveUp(Status.INTERNAL.withDescription("a malformed answer").withCause(malformed));
    } catch (IOException broken) {
      throw giveUp(Status.UNAVAILABLE.withDescription("the lane broke").withCause(broken));
    }
  }

  private void send(byte method, MessageLite request, long end) throws IOException {
    int length = request.getSerializedSize();
    reserve(HEADER + length);
    buffer.clear().put(method).putInt(length).put(request.toByteArray()).flip();
    channel.write(buffer);
    while (buffer.hasRemaining()) {
      await(SelectionKey.OP_WRITE, end);
      channel.write(buffer);
    }
  }

  /** Reads until the buffer holds so many bytes. */
  private void receive(int size, long end) throws IOException {
    reserve(size);
    while (buffer.position() < size) {
      await(SelectionKey.OP_READ, end);
      if (channel.read(buffer) < 0) {
        throw new EOFException("the server closed the lane");
      }
    }
  }

  private void await(int operation, long end) throws IOException {
    readiness.interestOps(operation);
    while (true) {
      long left = (end - System.nanoTime() + 999_999) / 1_000_000;
      if (left <= 0) {
        throw giveUp(Status.DEADLINE_EXCEEDED.withDescription("no answer in time"));
      }
      selector.select(left);
      if (Thread.currentThread().isInterrupted()) {
        throw giveUp(Status.CANCELLED.withDescription("interrupted"));
      }
      if (selector.selectedKeys().remove(readiness)) {
        return;
      }
    }
  }

  private void reserve(int size) {
    if (buffer.capacity() < size) {
      buffer = allocate(Math.max(size, 2 * buffer.capacity())).put(buffer.flip());
    }
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private StatusRuntimeException giveUp(Status why) {
    close();
    return why.asRuntimeException();
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    ended = true;
    try (channel;
        selector) {
      readiness.cancel();
    } catch (IOException ignored) {
      // Nothing is lost: what was sent has been answered, or is asked again.
    }
  }
}
