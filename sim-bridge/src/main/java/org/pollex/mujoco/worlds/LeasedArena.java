package org.pollex.mujoco.worlds;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory that cannot be freed while somebody outside of Java's memory checks uses it: a tensor that
 * wraps it without a copy, a batch that writes into it.
 *
 * <p>Whoever wraps a segment takes a {@link #lease} and closes it afterwards; until then {@link
 * #close} refuses.
 */
public final class LeasedArena implements Arena {
  private final Arena arena = Arena.ofShared();

  /** Leases that are out; -1 once closed, so that none can be taken any more. */
  private final AtomicInteger leases = new AtomicInteger();

  /** A promise that the memory stays; closing it twice is the same as once. */
  public final class Lease implements AutoCloseable {
    private final AtomicInteger open = new AtomicInteger(1);

    private Lease() {}

    @Override
    public void close() {
      if (open.getAndSet(0) == 1) {
        leases.decrementAndGet();
      }
    }
  }

  /** Keeps the memory until the lease is closed. */
  public Lease lease() {
    int out;
    do {
      out = leases.get();
      if (out < 0) {
        throw new IllegalStateException("this memory is freed");
      }
    } while (!leases.compareAndSet(out, out + 1));
    return new Lease();
  }

  /** Returns the number of leases that are out. */
  public int leases() {
    return Math.max(0, leases.get());
  }

  @Override
  public MemorySegment allocate(long bytes, long alignment) {
    return arena.allocate(bytes, alignment);
  }

  @Override
  public MemorySegment.Scope scope() {
    return arena.scope();
  }

  /**
   * Frees the memory.
   *
   * @throws IllegalStateException when a lease is out
   */
  @Override
  public void close() {
    if (!leases.compareAndSet(0, -1)) {
      throw new IllegalStateException(
          leases.get() < 0
              ? "this memory is freed already"
              : leases.get() + " users hold this memory; close their leases first");
    }
    arena.close();
  }
}
