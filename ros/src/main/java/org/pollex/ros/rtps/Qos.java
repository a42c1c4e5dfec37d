package org.pollex.ros.rtps;

import java.util.ArrayList;
import java.util.List;

/**
 * What a writer offers and a reader asks for (DDS 1.4, 2.2.3), as far as ROS 2 uses it.
 *
 * @param reliability whether lost messages are sent again
 * @param durability whether late readers get what was written before
 * @param depth how many messages are kept for repair and for late readers; {@link #KEEP_ALL} keeps
 *     each until all have it, and lets the writer wait for slow readers
 * @param deadlineNanos longest time between messages, ns; {@link #INFINITE} for none
 * @param liveliness who says that a writer is alive
 * @param livelinessNanos within what time, ns; {@link #INFINITE} for none
 */
public record Qos(
    Reliability reliability,
    Durability durability,
    int depth,
    long deadlineNanos,
    Liveliness liveliness,
    long livelinessNanos) {

  /** A depth without limit. */
  public static final int KEEP_ALL = Integer.MAX_VALUE;

  /** A time without limit, ns. */
  public static final long INFINITE = Long.MAX_VALUE;

  /** ROS 2's default for topics: reliable, volatile, the last 10. */
  public static final Qos RELIABLE = of(Reliability.RELIABLE, Durability.VOLATILE, 10);

  /** For streams where the next message replaces the last: best effort, volatile, the last 5. */
  public static final Qos SENSOR = of(Reliability.BEST_EFFORT, Durability.VOLATILE, 5);

  /** For what is said once: reliable, and the last message also for those who come later. */
  public static final Qos LATCHED = of(Reliability.RELIABLE, Durability.TRANSIENT_LOCAL, 1);

  /** Reliability, weaker first. */
  public enum Reliability {
    BEST_EFFORT,
    RELIABLE
  }

  /** Durability, weaker first. The last two need a service outside the writer. */
  public enum Durability {
    VOLATILE,
    TRANSIENT_LOCAL,
    TRANSIENT,
    PERSISTENT
  }

  /** Liveliness, weaker first. */
  public enum Liveliness {
    AUTOMATIC,
    MANUAL_BY_PARTICIPANT,
    MANUAL_BY_TOPIC
  }

  private static Qos of(Reliability reliability, Durability durability, int depth) {
    return new Qos(reliability, durability, depth, INFINITE, Liveliness.AUTOMATIC, INFINITE);
  }

  /** Returns the same with another depth. */
  public Qos keepLast(int newDepth) {
    return new Qos(reliability, durability, newDepth, deadlineNanos, liveliness, livelinessNanos);
  }

  /** Returns the same that loses nothing: the writer waits for slow readers. */
  public Qos keepAll() {
    return keepLast(KEEP_ALL);
  }

  /** Whether lost messages are sent again. */
  public boolean reliable() {
    return reliability == Reliability.RELIABLE;
  }

  /** Whether late readers get what was written before. */
  public boolean latched() {
    return durability != Durability.VOLATILE;
  }

  /**
   * Says why a reader that asks for this cannot be served by a writer's offer.
   *
   * @return one sentence for each reason; empty if it can
   */
  public List<String> refuses(Qos offered) {
    List<String> reasons = new ArrayList<>();
    compare(reasons, "reliability", offered.reliability, reliability);
    compare(reasons, "durability", offered.durability, durability);
    compare(reasons, "liveliness", offered.liveliness, liveliness);
    within(reasons, "deadline", offered.deadlineNanos, deadlineNanos);
    within(reasons, "liveliness lease", offered.livelinessNanos, livelinessNanos);
    return reasons;
  }

  private static <E extends Enum<E>> void compare(
      List<String> reasons, String what, E offered, E asked) {
    if (offered.compareTo(asked) < 0) {
      reasons.add(
          what + ": the writer offers " + words(offered) + ", the reader asks for " + words(asked));
    }
  }

  private static void within(List<String> reasons, String what, long offered, long asked) {
    if (offered > asked) {
      reasons.add(
          what + ": the writer offers " + time(offered) + ", the reader asks for " + time(asked));
    }
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  private static String time(long nanos) {
    return nanos == INFINITE ? "none" : nanos / 1e6 + " ms";
  }
}
