package org.pollex.datasets.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.pollex.datasets.rows.RowScratch;

/**
 * Decodes the blocks of an order before their windows are asked for, on the loader's pool. Blocks
 * are numbered on from epoch to epoch; one whose windows have all been copied is filled again.
 */
final class BlocksAhead implements WindowFeed {
  private final WindowStore store;
  private final BlockOrder order;
  private final ExecutorService pool;
  private final List<RowScratch> scratches = Collections.synchronizedList(new ArrayList<>());
  private final ThreadLocal<RowScratch> scratch = ThreadLocal.withInitial(this::newScratch);
  private final Map<Long, Ahead> ahead = new HashMap<>();
  private final Deque<DecodedBlock> free = new ArrayDeque<>();
  private long next;

  /** A block, its decoding, and how many of its windows are still to be copied. */
  private record Ahead(DecodedBlock block, List<Future<?>> decoding, AtomicLong left) {}

  BlocksAhead(WindowStore store, BlockOrder order, ExecutorService pool, long position) {
    this.store = store;
    this.order = order;
    this.pool = pool;
    this.next = number(position);
    start(next++, blockEnd(position) - position);
  }

  private RowScratch newScratch() {
    RowScratch fresh = new RowScratch();
    scratches.add(fresh);
    return fresh;
  }

  private long number(long position) {
    return position / order.size() * order.blocks() + order.blockAt(position % order.size());
  }

  private long blockEnd(long position) {
    return position / order.size() * order.size()
        + order.blockEnd(order.blockAt(position % order.size()));
  }

  /** Starts to decode all blocks up to the one behind that of a position. */
  @Override
  public synchronized void prepareTo(long position) {
    while (next <= number(position) + 1) {
      int block = (int) (next % order.blocks());
      start(next++, order.blockEnd(block) - (block == 0 ? 0 : order.blockEnd(block - 1)));
    }
  }

  private void start(long number, long windows) {
    int block = (int) (number % order.blocks());
    DecodedBlock target = free.isEmpty() ? new DecodedBlock(store, order.shape()) : free.pop();
    List<Future<?>> decoding =
        IntStream.range(0, order.segments(block))
            .<Future<?>>mapToObj(
                slot -> pool.submit(() -> target.decode(order, block, slot, scratch.get())))
            .toList();
    ahead.put(number, new Ahead(target, decoding, new AtomicLong(windows)));
  }

  /** Copies the window at a position, once its block is decoded. */
  @Override
  public void copy(long position, WindowBatch batch, int slot)
      throws InterruptedException, ExecutionException {
    long number = number(position);
    Ahead block;
    synchronized (this) {
      block = ahead.get(number);
    }
    BlockOrder.Place place = order.place(position % order.size());
    int segment = place.segment() - order.firstSegment(place.block());
    block.decoding().get(segment).get();
    store.copy(order.window(place), batch, slot, block.block().segment(segment));
    if (block.left().decrementAndGet() == 0) {
      synchronized (this) {
        free.push(ahead.remove(number).block());
      }
    }
  }

  @Override
  public void close() {
    ahead.values().forEach(block -> block.block().close());
    free.forEach(DecodedBlock::close);
    scratches.forEach(RowScratch::close);
  }
}
