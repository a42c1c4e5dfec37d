package org.pollex.datasets.rows;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one thread keeps while it decodes rows again and again: decompressors, decoders, and what
 * came out of them last. Each kind of rows has its own, made when it is needed first.
 */
public final class RowScratch implements AutoCloseable {
  private final Map<Class<?>, AutoCloseable> own = new HashMap<>();

  /** Returns this thread's object of a kind; it is closed with the scratch. */
  public <T extends AutoCloseable> T own(Class<T> kind, Supplier<T> make) {
    return kind.cast(own.computeIfAbsent(kind, fresh -> make.get()));
  }

  @Override
  public void close() {
    for (AutoCloseable one : own.values()) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(one + " cannot be closed", e);
      }
    }
    own.clear();
  }
}
