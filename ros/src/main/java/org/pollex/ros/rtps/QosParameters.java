package org.pollex.ros.rtps;

import java.nio.ByteBuffer;
import org.pollex.ros.rtps.Qos.Durability;
import org.pollex.ros.rtps.Qos.Liveliness;
import org.pollex.ros.rtps.Qos.Reliability;

/** A {@link Qos} as discovery tells it. What is left out has the standard's default. */
final class QosParameters {
  private static final long BLOCKING_NANOS = 100_000_000;
  private static final int KEEP_LAST = 0;
  private static final int KEEP_ALL = 1;

  private Reliability reliability;
  private Durability durability = Durability.VOLATILE;
  private Liveliness liveliness = Liveliness.AUTOMATIC;
  private int depth = 1;
  private long deadline = Qos.INFINITE;
  private long lease = Qos.INFINITE;

  /** A writer that does not say so is reliable, a reader is not (DDS 1.4, 2.2.3). */
  QosParameters(boolean writer) {
    reliability = writer ? Reliability.RELIABLE : Reliability.BEST_EFFORT;
  }

  static void write(Qos qos, ParameterList out) {
    boolean all = qos.depth() == Qos.KEEP_ALL;
    out.add(Pid.RELIABILITY, b -> duration(b.putInt(qos.reliable() ? 2 : 1), BLOCKING_NANOS))
        .add(Pid.DURABILITY, b -> b.putInt(qos.durability().ordinal()))
        .add(Pid.HISTORY, b -> b.putInt(all ? KEEP_ALL : KEEP_LAST).putInt(all ? 1 : qos.depth()))
        .add(Pid.DEADLINE, b -> duration(b, qos.deadlineNanos()))
        .add(
            Pid.LIVELINESS,
            b -> duration(b.putInt(qos.liveliness().ordinal()), qos.livelinessNanos()));
  }

  void read(int id, ByteBuffer value) {
    switch (id) {
      case Pid.RELIABILITY ->
          reliability = value.getInt(0) == 2 ? Reliability.RELIABLE : Reliability.BEST_EFFORT;
      case Pid.DURABILITY -> durability = choice(Durability.values(), value.getInt(0));
      case Pid.LIVELINESS -> {
        liveliness = choice(Liveliness.values(), value.getInt(0));
        lease = duration(value, 4);
      }
      case Pid.HISTORY -> depth = value.getInt(0) == KEEP_ALL ? Qos.KEEP_ALL : value.getInt(4);
      case Pid.DEADLINE -> deadline = duration(value, 0);
      default -> {}
    }
  }

  Qos toQos() {
    return new Qos(reliability, durability, depth, deadline, liveliness, lease);
  }

  private static <E> E choice(E[] values, int index) {
    if (index < 0 || index >= values.length) {
      throw new IndexOutOfBoundsException("choice " + index);
    }
    return values[index];
  }

  static void duration(ByteBuffer out, long nanos) {
    if (nanos == Qos.INFINITE) {
      out.putInt(Integer.MAX_VALUE).putInt(-1);
    } else {
      Wire.putTime(out, nanos);
    }
  }

  static long duration(ByteBuffer in, int at) {
    int seconds = in.getInt(at);
    return seconds == Integer.MAX_VALUE ? Qos.INFINITE : Wire.nanos(seconds, in.getInt(at + 4));
  }
}
