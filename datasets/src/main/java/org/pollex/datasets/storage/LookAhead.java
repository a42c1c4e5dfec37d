package org.pollex.datasets.storage;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An iterator over a source that only knows how to give its next element, or that there is none.
 *
 * @param <T> what is iterated over
 */
public final class LookAhead<T> implements Iterator<T> {
  private final Supplier<Optional<T>> source;
  private Optional<T> upcoming = Optional.empty();

  /**
   * Iterates over a source.
   *
   * @param source gives the next element; empty, on every further call too, once there is none
   */
  public LookAhead(Supplier<Optional<T>> source) {
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    if (upcoming.isEmpty()) {
      upcoming = source.get();
    }
    return upcoming.isPresent();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T element = upcoming.orElseThrow();
    upcoming = Optional.empty();
    return element;
  }
}
