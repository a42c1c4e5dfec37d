package org.pollex.datasets.bag;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a bag holds, counted by reading it.
 *
 * @param format the container
 * @param messages number of messages
 * @param start earliest log time, nanoseconds; null for an empty bag
 * @param end latest log time, nanoseconds; null for an empty bag
 * @param seconds from the first to the last
 * @param topics each topic
 * @param damage where and why the file ends too early or has no index; null if it is whole
 */
public record BagSummary(
    String file,
    String format,
    long messages,
    Long start,
    Long end,
    double seconds,
    List<Topic> topics,
    String damage) {

  /**
   * One topic.
   *
   * @param hz messages a second between its first and its last; 0 for fewer than two
   */
  public record Topic(
      String topic,
      String type,
      String serialization,
      String typeHash,
      long messages,
      long bytes,
      Long start,
      Long end,
      double hz) {}

  private static final class Count {
    private long messages;
    private long bytes;
    private long first;
    private long last;
  }

  /** Reads a bag. */
  public static BagSummary of(Path path) {
    try (Bag bag = Bag.open(path)) {
      Map<String, Count> counts = new LinkedHashMap<>();
      Map<String, Connection> connections = new LinkedHashMap<>();
      for (Connection connection : bag.connections()) {
        counts.put(connection.topic(), new Count());
        connections.putIfAbsent(connection.topic(), connection);
      }
      long messages = 0;
      Long start = null;
      long end = 0;
      for (Iterator<BagMessage> all = bag.messages(Set.of()); all.hasNext(); ) {
        BagMessage message = all.next();
        connections.putIfAbsent(message.connection().topic(), message.connection());
        Count count = counts.computeIfAbsent(message.connection().topic(), t -> new Count());
        count.first = count.messages == 0 ? message.logTime() : count.first;
        count.last = message.logTime();
        count.messages++;
        count.bytes += message.length();
        start = start == null ? message.logTime() : start;
        end = message.logTime();
        messages++;
      }
      List<Topic> topics = new ArrayList<>();
      counts.forEach((name, count) -> topics.add(topic(connections.get(name), count)));
      return new BagSummary(
          path.toString(),
          bag.format(),
          messages,
          start,
          start == null ? null : end,
          start == null ? 0 : (end - start) / 1e9,
          topics,
          bag.damage().orElse(null));
    }
  }

  private static Topic topic(Connection c, Count count) {
    boolean any = count.messages > 0;
    double span = (count.last - count.first) / 1e9;
    return new Topic(
        c.topic(),
        c.type(),
        c.serialization(),
        c.typeHash(),
        count.messages,
        count.bytes,
        any ? count.first : null,
        any ? count.last : null,
        count.messages > 1 && span > 0 ? (count.messages - 1) / span : 0);
  }
}
