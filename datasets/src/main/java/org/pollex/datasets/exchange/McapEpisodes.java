package org.pollex.datasets.exchange;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.pollex.datasets.bag.Bag;
import org.pollex.datasets.bag.BagMessage;
import org.pollex.datasets.bag.Compression;
import org.pollex.datasets.bag.Connection;
import org.pollex.datasets.bag.McapWriter;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.datasets.message.DefinitionText;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.Serialization;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * Episodes as an MCAP file of ROS 2 messages, one topic per stream, one message per step: what
 * viewers of bags show. Two topics more say what no message of ROS has a place for, as JSON: {@code
 * /pollex/file} the world and the filter keys, {@code /pollex/episode} what each of the episodes
 * that follow it is. With them a file comes back as it was.
 */
final class McapEpisodes {
  private static final String FILE = "/pollex/file";
  private static final String EPISODE = "/pollex/episode";
  private static final String STREAM = "/";
  private static final String TENSOR = "/once/";
  private static final String TEXT = "std_msgs/msg/String";
  private static final long SECOND = 1_000_000_000;
  private static final double USUAL_HZ = 10;
  private static final int MOST_STEPS = 1 << 24;

  private McapEpisodes() {}

  /** What {@link #FILE} says. */
  record About(Environment environment, Map<String, Set<Integer>> filterKeys) {}

  /** A tensor that belongs to the episode as a whole. */
  record Once(DType dtype, List<Integer> shape) {}

  /** What {@link #EPISODE} says. */
  record Head(
      EpisodeMetadata metadata,
      EpisodeOutcome outcome,
      int steps,
      List<StreamSpec> streams,
      Map<String, Once> tensors) {}

  /** True if a bag holds episodes that were written here. */
  static boolean is(Path in) {
    try (Bag bag = Bag.open(in)) {
      return bag.connections().stream().anyMatch(c -> c.topic().equals(EPISODE));
    }
  }

  static EpisodeSource open(Path in) {
    Bag bag = Bag.open(in);
    try {
      Iterator<BagMessage> first = bag.messages(Set.of(FILE));
      About about =
          first.hasNext() ? parse(first.next(), About.class, in) : new About(null, Map.of());
      return source(in, bag, about);
    } catch (RuntimeException e) {
      bag.close();
      throw e;
    }
  }

  private static EpisodeSource source(Path in, Bag bag, About about) {
    return new EpisodeSource() {
      @Override
      public Optional<Environment> environment() {
        return Optional.ofNullable(about.environment());
      }

      @Override
      public Map<String, Set<Integer>> filterKeys() {
        return about.filterKeys();
      }

      @Override
      public List<String> notCarried() {
        return bag.damage().stream().map(d -> "what lies behind the damage: " + d).toList();
      }

      @Override
      public Iterator<Episode> iterator() {
        return new Episodes(in, bag.messages(Set.of()));
      }

      @Override
      public void close() {
        bag.close();
      }
    };
  }

  private static <T> T parse(BagMessage message, Class<T> type, Path in) {
    String json = message.decode(message.connection().codec()).text("data");
    return CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8), type, in);
  }

  /** Collects the messages between one episode's head and the next one's. */
  private static final class Episodes implements Iterator<Episode> {
    private final Path in;
    private final Iterator<BagMessage> messages;
    private final Map<Connection, MessageCodec> codecs = new HashMap<>();
    private BagMessage head;

    private Episodes(Path in, Iterator<BagMessage> messages) {
      this.in = in;
      this.messages = messages;
      while (messages.hasNext() && head == null) {
        BagMessage message = messages.next();
        head = message.connection().topic().equals(EPISODE) ? message : null;
      }
    }

    @Override
    public boolean hasNext() {
      return head != null;
    }

    @Override
    public Episode next() {
      if (head == null) {
        throw new NoSuchElementException();
      }
      Head own = parse(head, Head.class, in);
      if (own.steps() < 0 || own.steps() > MOST_STEPS) {
        throw Bounds.refused(in + "", "declares " + own.steps() + " steps", "up to " + MOST_STEPS);
      }
      head = null;
      EpisodeRows rows = new EpisodeRows(in.toString(), own.streams());
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      while (messages.hasNext() && head == null) {
        BagMessage message = messages.next();
        String topic = message.connection().topic();
        if (topic.equals(EPISODE)) {
          head = message;
        } else if (topic.startsWith(TENSOR)) {
          String name = topic.substring(TENSOR.length());
          tensors.put(name, tensor(own.tensors().get(name), name, numbers(message)));
        } else if (!topic.equals(FILE)) {
          rows.add(topic.substring(STREAM.length()), numbers(message));
        }
      }
      return new Episode(
          own.metadata(),
          Optional.ofNullable(own.outcome()),
          own.streams(),
          rows.finish(own.steps()),
          tensors);
    }

    private byte[] numbers(BagMessage message) {
      MessageCodec codec = codecs.computeIfAbsent(message.connection(), Connection::codec);
      return McapTensors.numbers(message.decode(codec));
    }

    private Tensor tensor(Once declared, String name, byte[] bytes) {
      int[] shape =
          declared == null
              ? new int[] {-1}
              : declared.shape().stream().mapToInt(Integer::intValue).toArray();
      String where = in + ": " + name;
      if (declared == null || Bounds.bytes(where, declared.dtype(), shape) != bytes.length) {
        throw Bounds.refused(where, "has " + bytes.length + " bytes", "the size declared");
      }
      return Tensor.wrap(declared.dtype(), shape, java.nio.ByteBuffer.wrap(bytes));
    }
  }

  static void write(EpisodeSource source, Path target) {
    try (McapWriter out = McapWriter.create(target, Compression.ZSTD)) {
      Writing writing = new Writing(out);
      long time = SECOND;
      writing.text(FILE, time, new About(source.environment().orElse(null), source.filterKeys()));
      for (Episode episode : source) {
        time = writing.episode(episode, time + SECOND);
      }
    }
  }

  /** One file being written. */
  private static final class Writing {
    private final McapWriter out;
    private final MessageCodec text = MessageCodec.of(TEXT, Map.of(), Serialization.CDR);
    private final Map<String, Channel> channels = new HashMap<>();

    private record Channel(int id, McapTensors messages) {}

    private Writing(McapWriter out) {
      this.out = out;
    }

    private int add(String topic, String type) {
      String definition = DefinitionText.of(type, Map.of(), Serialization.CDR);
      return out.add(topic, type, Serialization.CDR, definition, Map.of());
    }

    private void text(String topic, long time, Object value) {
      int id = channels.computeIfAbsent(topic, t -> new Channel(add(t, TEXT), null)).id();
      out.write(id, time, time, text, text.type().of(CanonicalJson.text(value)));
    }

    private void tensor(String topic, long time, Tensor value) {
      List<Integer> shape = java.util.Arrays.stream(value.shape()).boxed().toList();
      McapTensors messages = new McapTensors(value.dtype(), shape);
      // Two types on one topic are two channels, as for two publishers.
      Channel channel =
          channels.computeIfAbsent(
              topic + ' ' + messages.type(),
              t -> new Channel(add(topic, messages.type()), messages));
      Message message = messages.message(value, time);
      out.write(channel.id(), time, time, channel.messages().codec(), message);
    }

    /** Writes an episode from a time on; returns when it ends. */
    private long episode(Episode episode, long begin) {
      double hz = episode.metadata().controlHz() > 0 ? episode.metadata().controlHz() : USUAL_HZ;
      Map<String, Once> tensors = new LinkedHashMap<>();
      episode
          .tensors()
          .forEach(
              (name, value) ->
                  tensors.put(
                      name,
                      new Once(
                          value.dtype(), java.util.Arrays.stream(value.shape()).boxed().toList())));
      text(
          EPISODE,
          begin,
          new Head(
              episode.metadata(),
              episode.outcome().orElse(null),
              episode.steps(),
              episode.specs(),
              tensors));
      episode.tensors().forEach((name, value) -> tensor(TENSOR + name, begin + 1, value));
      long time = begin + 1;
      for (int step = 0; step < episode.steps(); step++) {
        time = begin + 2 + Math.round(step * SECOND / hz);
        for (Map.Entry<String, Tensor> stream : episode.streams().entrySet()) {
          tensor(STREAM + stream.getKey(), time, stream.getValue().row(step));
        }
      }
      return time;
    }
  }
}
