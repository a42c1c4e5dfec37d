package org.pollex.datasets.window;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws from several data sets in fixed shares, as the LBM paper weighs its sources in every batch
 * (section on data): weights need not sum to one. Every 100,000 draws bring each source its share
 * exactly, in shuffled order; each source goes through its own shuffled epochs, window by window.
 *
 * <p>What a draw gives follows from its number alone: to resume, go on from the number reached. A
 * {@link WindowLoader} draws from the stores themselves.
 */
public final class WindowMixture {
  private static final int ROUND = 100_000;

  private final long seed;
  private final List<Long> sizes;
  private final int[] shares;
  private final long first;
  private final long stride;

  /**
   * One draw.
   *
   * @param source number of the data set
   * @param window of it
   */
  public record Draw(int source, long window) {}

  /**
   * Mixes data sets.
   *
   * @param sizes windows of each, 1 or more
   * @param weights of each, above 0
   */
  public WindowMixture(long seed, List<Long> sizes, List<Double> weights) {
    if (sizes.isEmpty() || sizes.size() != weights.size()) {
      throw new IllegalArgumentException(
          sizes.size() + " data sets and " + weights.size() + " weights");
    }
    if (weights.stream().anyMatch(w -> !(w > 0 && w < Double.POSITIVE_INFINITY))
        || sizes.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "weights " + weights + " of " + sizes + " windows; allowed are positive ones");
    }
    this.seed = seed;
    this.sizes = List.copyOf(sizes);
    this.shares = shares(weights);
    this.first = 0;
    this.stride = 1;
  }

  private WindowMixture(WindowMixture whole, long first, long stride) {
    this.seed = whole.seed;
    this.sizes = whole.sizes;
    this.shares = whole.shares;
    this.first = first;
    this.stride = stride;
  }

  /** The share of worker {@code w} of {@code n}: draws w, w + n, w + 2 n, … */
  public WindowMixture shard(int w, int n) {
    if (n < 1 || w < 0 || w >= n) {
      throw new IllegalArgumentException("worker " + w + " of " + n);
    }
    return new WindowMixture(this, first + w * stride, stride * n);
  }

  List<Long> sizes() {
    return sizes;
  }

  /** Draws of each source in a round, by largest remainders. */
  private static int[] shares(List<Double> weights) {
    double sum = weights.stream().mapToDouble(w -> w).sum();
    double[] exact = weights.stream().mapToDouble(w -> w / sum * ROUND).toArray();
    int[] shares = new int[exact.length];
    List<Integer> byRemainder = new ArrayList<>();
    int left = ROUND;
    for (int i = 0; i < exact.length; i++) {
      shares[i] = (int) exact[i];
      left -= shares[i];
      byRemainder.add(i);
    }
    byRemainder.sort((a, b) -> Double.compare(exact[b] - shares[b], exact[a] - shares[a]));
    byRemainder.subList(0, left).forEach(i -> shares[i]++);
    return shares;
  }

  /** Returns the share of each source, of 1. */
  public List<Double> shares() {
    return IntStream.of(shares).mapToObj(share -> share / (double) ROUND).toList();
  }

  /** Returns what a draw gives, 0 ≤ number. */
  public Draw draw(long number) {
    long drawn = first + number * stride;
    long round = drawn / ROUND;
    long within = WindowOrder.shuffled(seed, round, ROUND).window(drawn % ROUND);
    int source = 0;
    while (within >= shares[source]) {
      within -= shares[source++];
    }
    long taken = round * shares[source] + within;
    long size = sizes.get(source);
    WindowOrder order = WindowOrder.shuffled(seed + source + 1, taken / size, size);
    return new Draw(source, order.window(taken % size));
  }
}
