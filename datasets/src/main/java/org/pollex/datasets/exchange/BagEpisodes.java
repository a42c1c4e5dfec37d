package org.pollex.datasets.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pollex.datasets.bag.Bag;
import org.pollex.datasets.bag.BagMessage;
import org.pollex.datasets.bag.Connection;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * A bag as one episode: the topics of a {@link BagMap}, resampled to its rate by the stamps of
 * their sources, from when all are there until the first ends. What was measured of each topic's
 * timing is kept in the episode's attributes.
 */
final class BagEpisodes {
  private static final String TIMING = "timing ";

  private BagEpisodes() {}

  static EpisodeSource open(Path path, BagMap map) {
    Set<String> topics =
        map.streams().values().stream().map(BagMap.Entry::topic).collect(Collectors.toSet());
    try (Bag bag = Bag.open(path)) {
      Set<String> there =
          bag.connections().stream().map(Connection::topic).collect(Collectors.toSet());
      for (String topic : topics) {
        if (!there.contains(topic)) {
          throw BadInputException.unknownName("topic", topic, new TreeSet<>(there));
        }
      }
      Map<String, BagTrack> tracks = new LinkedHashMap<>();
      map.streams().forEach((name, entry) -> tracks.put(name, new BagTrack(name, entry)));
      read(bag, topics, map, tracks);
      Episode episode = episode(path, map, tracks);
      List<String> others = new ArrayList<>();
      there.stream()
          .filter(t -> !topics.contains(t))
          .sorted()
          .forEach(t -> others.add("topic " + t));
      bag.damage().ifPresent(d -> others.add("what lies behind the damage: " + d));
      return new LoadedSource(Optional.empty(), Map.of(), others, 1, i -> episode, () -> {});
    }
  }

  private static void read(Bag bag, Set<String> topics, BagMap map, Map<String, BagTrack> tracks) {
    Map<Connection, MessageCodec> codecs = new HashMap<>();
    for (Iterator<BagMessage> all = bag.messages(topics); all.hasNext(); ) {
      BagMessage message = all.next();
      MessageCodec codec = codecs.computeIfAbsent(message.connection(), Connection::codec);
      Message decoded = message.decode(codec);
      map.streams()
          .forEach(
              (name, entry) -> {
                if (entry.topic().equals(message.connection().topic())) {
                  tracks.get(name).add(decoded, message.logTime());
                }
              });
    }
  }

  private static Episode episode(Path path, BagMap map, Map<String, BagTrack> tracks) {
    long from = Long.MIN_VALUE;
    long to = Long.MAX_VALUE;
    for (Map.Entry<String, BagTrack> track : tracks.entrySet()) {
      if (track.getValue().isEmpty()) {
        throw new BadInputException(
            "stream " + track.getKey() + " has no message", "Leave it out of the map.");
      }
      from = Math.max(from, track.getValue().first());
      to = Math.min(to, track.getValue().last());
    }
    double period = 1e9 / map.hz();
    double steps = Math.floor((to - from) / period * (1 + 1e-12)) + 1;
    if (to < from || steps > 1 << 24) {
      throw new BadInputException(
          to < from ? "the topics do not overlap in time" : "the bag has " + steps + " steps",
          "Allowed: topics that overlap, and up to " + (1 << 24) + " steps.");
    }
    long[] times = new long[(int) steps];
    for (int i = 0; i < times.length; i++) {
      times[i] = from + Math.round(i * period);
    }
    Map<String, Tensor> streams = new LinkedHashMap<>();
    List<StreamSpec> specs = new ArrayList<>();
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("bag", path.getFileName().toString());
    attributes.put("start_ns", Long.toString(from));
    for (Map.Entry<String, BagTrack> one : tracks.entrySet()) {
      BagTrack track = one.getValue();
      track.requireNoGap(map.maxGap() * period / 1e9, from, to);
      streams.put(one.getKey(), track.at(times));
      attributes.put(TIMING + one.getKey(), track.timing());
      BagMap.Entry entry = map.streams().get(one.getKey());
      List<Integer> row = new ArrayList<>();
      for (int size : track.shape()) {
        row.add(size);
      }
      specs.add(
          new StreamSpec(
              one.getKey(),
              track.dtype(),
              row,
              entry.unit(),
              entry.frame(),
              track.layout(),
              StreamSpec.Privilege.NONE,
              false));
    }
    EpisodeMetadata metadata =
        new EpisodeMetadata(
            map.task(), map.instruction(), 0, 0, List.of(), "", 0, map.hz(), "", attributes);
    return new Episode(metadata, Optional.empty(), specs, streams, Map.of());
  }

  /** What was measured of the topics' timing, one line each. */
  static List<String> timing(Episode episode) {
    return episode.metadata().attributes().entrySet().stream()
        .filter(e -> e.getKey().startsWith(TIMING))
        .map(Map.Entry::getValue)
        .toList();
  }
}
