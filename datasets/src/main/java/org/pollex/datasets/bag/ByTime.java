package org.pollex.datasets.bag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.pollex.errors.BadInputException;

/**
 * The messages of chunks by rising log time: a chunk is read when its first message is due, and
 * chunks that overlap in time are merged. Messages of one time keep their order in the file.
 */
final class ByTime implements Iterator<BagMessage> {
  private final List<Chunk> chunks;
  private final Function<Chunk, List<BagMessage>> reader;
  private final PriorityQueue<Open> open =
      new PriorityQueue<>(
          Comparator.comparingLong((Open o) -> o.next().logTime()).thenComparing(o -> o.place));
  private int opened;
  private long inMemory;

  private static final class Open {
    private final List<BagMessage> messages;
    private final long place;
    private final long size;
    private int at;

    Open(List<BagMessage> messages, Chunk chunk) {
      this.messages = messages;
      this.place = chunk.offset();
      this.size = chunk.size();
    }

    BagMessage next() {
      return messages.get(at);
    }
  }

  ByTime(List<Chunk> chunks, Function<Chunk, List<BagMessage>> reader) {
    this.chunks =
        chunks.stream()
            .sorted(Comparator.comparingLong(Chunk::start).thenComparingLong(Chunk::offset))
            .toList();
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    while (opened < chunks.size()
        && (open.isEmpty() || chunks.get(opened).start() <= open.peek().next().logTime())) {
      Chunk chunk = chunks.get(opened++);
      if (inMemory + chunk.size() > Limits.OVERLAP) {
        throw new BadInputException(
            "chunks of more than " + Limits.OVERLAP + " bytes overlap in time",
            "Sort the bag by time first, in smaller chunks.");
      }
      List<BagMessage> messages = sorted(reader.apply(chunk));
      if (!messages.isEmpty()) {
        open.add(new Open(messages, chunk));
        inMemory += chunk.size();
      }
    }
    return !open.isEmpty();
  }

  private static List<BagMessage> sorted(List<BagMessage> messages) {
    for (int i = 1; i < messages.size(); i++) {
      if (messages.get(i).logTime() < messages.get(i - 1).logTime()) {
        List<BagMessage> copy = new ArrayList<>(messages);
        copy.sort(Comparator.comparingLong(BagMessage::logTime));
        return copy;
      }
    }
    return messages;
  }

  @Override
  public BagMessage next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    // The chunk in turn leaves the queue only when another one could be due before its next
    // message.
    Open first = open.peek();
    BagMessage message = first.next();
    first.at++;
    boolean done = first.at == first.messages.size();
    if (done || open.size() > 1) {
      open.poll();
      if (done) {
        inMemory -= first.size;
      } else {
        open.add(first);
      }
    }
    return message;
  }
}
