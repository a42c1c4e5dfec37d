package org.pollex.ros.ros1;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.pollex.datasets.message.Message;

/**
 * The time of a graph: this machine's, or that of the topic {@code /clock} when the parameter
 * {@code /use_sim_time} was set as the node started.
 */
public final class Ros1Clock {
  private static final long SECOND = 1_000_000_000L;

  private final boolean simulated;
  private final AtomicLong told = new AtomicLong();

  Ros1Clock(Ros1Node node) {
    simulated = node.parameters().get("/use_sim_time").filter(Boolean.TRUE::equals).isPresent();
    if (simulated) {
      node.subscribe(
          "/clock", Ros1Type.of("rosgraph_msgs/Clock"), 1, clock -> tell(clock.message()));
    }
  }

  private void tell(Message clock) {
    told.set((long) clock.number("clock.sec") * SECOND + (long) clock.number("clock.nanosec"));
  }

  /** Whether time is that of {@code /clock}. */
  public boolean simulated() {
    return simulated;
  }

  /** Returns nanoseconds since 1970, or of the simulation; 0 until the first {@code /clock}. */
  public long nanos() {
    if (simulated) {
      return told.get();
    }
    Instant now = Instant.now();
    return now.getEpochSecond() * SECOND + now.getNano();
  }
}
