package org.pollex.datasets.window;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An order that decodes little: each episode is cut into segments of neighbouring windows; segments
 * of many episodes make a block; within a block all windows are shuffled. A block is decoded as a
 * whole before its windows are read, so that a chunk is decoded once for all of them.
 *
 * <p>Segments are taken in rounds, one of each episode a round, in shuffled order. With blocks of
 * 128 segments and at least 64 episodes of like length, every block mixes at least 64 episodes.
 */
public final class BlockOrder implements WindowSequence {
  private final WindowStore store;
  private final long seed;
  private final long epoch;
  private final Shape shape;
  private final int[] episodes;
  private final int[] firsts;
  private final int[] lengths;

  /** First position of each segment of this share, and behind the last one. */
  private final long[] positions;

  /** Blocks of this share, by their number in the whole epoch. */
  private final int[] blocks;

  private BlockOrder(
      WindowStore store,
      long seed,
      long epoch,
      Shape shape,
      int[] episodes,
      int[] firsts,
      int[] lengths,
      int[] blocks) {
    this.store = store;
    this.seed = seed;
    this.epoch = epoch;
    this.shape = shape;
    this.episodes = episodes;
    this.firsts = firsts;
    this.lengths = lengths;
    this.blocks = blocks;
    this.positions = new long[blocks.length + 1];
    for (int b = 0; b < blocks.length; b++) {
      positions[b + 1] = positions[b] + blockSize(blocks[b]);
    }
  }

  /**
   * How large blocks are.
   *
   * @param segments of a block
   * @param windows most windows of a segment
   */
  public record Shape(int segments, int windows) {
    /** Segments of a block that mixes 64 episodes. */
    public static final int SEGMENTS = 128;

    private static final int MOST_WINDOWS = 32;

    /** Refuses empty blocks. */
    public Shape {
      if (segments < 1 || windows < 1) {
        throw new IllegalArgumentException(segments + " segments of " + windows + " windows");
      }
    }

    /** The shape whose decoded blocks stay below this many bytes, with at most 32 windows. */
    public static Shape within(WindowStore store, long blockBytes) {
      int windows = MOST_WINDOWS;
      while (windows > 1 && DecodedBlock.bytes(store, new Shape(SEGMENTS, windows)) > blockBytes) {
        windows--;
      }
      return new Shape(SEGMENTS, windows);
    }
  }

  /** The order of one epoch over all windows of a store. */
  public static BlockOrder shuffled(WindowStore store, long seed, long epoch, Shape shape) {
    int count = store.episodes();
    int[] parts = new int[count];
    for (int e = 0; e < count; e++) {
      parts[e] = Math.ceilDiv(store.rule().windows(store.steps(e)), shape.windows());
    }
    int total = Arrays.stream(parts).sum();
    int[] episodes = new int[total];
    int[] firsts = new int[total];
    int[] lengths = new int[total];
    int at = 0;
    for (int round = 0; at < total; round++) {
      WindowOrder order = WindowOrder.shuffled(seed + round, epoch, count);
      for (int i = 0; i < count; i++) {
        int e = (int) order.window(i);
        if (parts[e] > round) {
          int part = (int) WindowOrder.shuffled(seed ^ ~e, epoch, parts[e]).window(round);
          episodes[at] = e;
          firsts[at] = part * shape.windows();
          lengths[at] =
              Math.min(shape.windows(), store.rule().windows(store.steps(e)) - firsts[at]);
          at++;
        }
      }
    }
    int[] blocks = IntStream.range(0, Math.ceilDiv(total, shape.segments())).toArray();
    return new BlockOrder(store, seed, epoch, shape, episodes, firsts, lengths, blocks);
  }

  /** Every n-th block from w on. */
  @Override
  public BlockOrder shard(int w, int n) {
    if (n < 1 || w < 0 || w >= n) {
      throw new IllegalArgumentException("worker " + w + " of " + n);
    }
    int[] share =
        IntStream.range(0, blocks.length).filter(b -> b % n == w).map(b -> blocks[b]).toArray();
    return new BlockOrder(store, seed, epoch, shape, episodes, firsts, lengths, share);
  }

  @Override
  public long size() {
    return positions[blocks.length];
  }

  @Override
  public long window(long position) {
    return window(place(position));
  }

  long window(Place place) {
    return store.firstWindow(episodes[place.segment()]) + firsts[place.segment()] + place.offset();
  }

  /**
   * Where a position lies.
   *
   * @param segment number of the segment in the epoch
   * @param offset window within the segment
   */
  record Place(int block, int segment, int offset) {}

  Place place(long position) {
    if (position < 0 || position >= size()) {
      throw new IndexOutOfBoundsException("position " + position + " of " + size());
    }
    int share = blockAt(position);
    int block = blocks[share];
    long count = positions[share + 1] - positions[share];
    int within =
        (int)
            WindowOrder.shuffled(seed ^ 0x5bd1e995L * (block + 1), epoch, count)
                .window(position - positions[share]);
    int segment = block * shape.segments();
    while (within >= lengths[segment]) {
      within -= lengths[segment++];
    }
    return new Place(share, segment, within);
  }

  /** The block of this share that a position lies in. */
  int blockAt(long position) {
    int found = Arrays.binarySearch(positions, position);
    return found >= 0 ? found : -found - 2;
  }

  long blockEnd(int block) {
    return positions[block + 1];
  }

  Shape shape() {
    return shape;
  }

  int blocks() {
    return blocks.length;
  }

  int firstSegment(int block) {
    return blocks[block] * shape.segments();
  }

  int segments(int block) {
    return Math.min(shape.segments(), episodes.length - firstSegment(block));
  }

  int episode(int segment) {
    return episodes[segment];
  }

  int firstWindow(int segment) {
    return firsts[segment];
  }

  int windows(int segment) {
    return lengths[segment];
  }

  private long blockSize(int block) {
    int from = block * shape.segments();
    int to = Math.min(from + shape.segments(), lengths.length);
    return Arrays.stream(lengths, from, to).sum();
  }
}
