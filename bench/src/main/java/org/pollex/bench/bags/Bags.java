package org.pollex.bench.bags;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.pollex.datasets.bag.Bag;
import org.pollex.datasets.bag.BagMessage;
import org.pollex.datasets.bag.Compression;
import org.pollex.datasets.bag.Rosbag2Writer;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.MessageType;
import org.pollex.datasets.message.Serialization;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.errors.RunFailedException;

/** Measures bags; see the package. */
public final class Bags {
  private static final String TYPE = "sensor_msgs/msg/JointState";
  private static final String DEFINITION =
      """
      std_msgs/Header header
      string[] name
      float64[] position
      float64[] velocity
      float64[] effort
      """;
  private static final int JOINTS = 7;

  /** Times that we do what the peer does once: our clock counts in steps of 10 ms. */
  private static final int REPEATS = 10;

  private final Map<String, List<Double>> figures = new LinkedHashMap<>();
  private final Path folder;
  private final int messages;
  private final MessageCodec codec = MessageCodec.of(TYPE, DEFINITION, Serialization.CDR);

  private Bags(Path folder, int messages) {
    this.folder = folder;
    this.messages = messages;
  }

  /**
   * Runs the measurement.
   *
   * @param arguments rounds (default 5), messages (default 50000)
   */
  public static void run(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
    new Bags(Files.createTempDirectory("pollex-bags-"), messages).measure(rounds);
  }

  private void measure(int rounds) throws IOException, InterruptedException {
    peer("make");
    for (int round = 0; round <= rounds; round++) {
      System.err.println("round " + round + " of " + rounds + (round == 0 ? " (warm-up)" : ""));
      int[] bags = {0};
      double write = ours(() -> write(folder.resolve("ours" + bags[0]++)));
      double mcap = ours(() -> read(folder.resolve("ours0")));
      double sqlite = ours(() -> read(folder.resolve("sqlite")));
      double ros1 = ours(() -> read(folder.resolve("peer.bag")));
      for (int i = 0; i < REPEATS; i++) {
        delete(folder.resolve("ours" + i));
      }
      if (round > 0) {
        JsonNode peer = peer("measure");
        note("MCAP, serialise and write", write, peer.path("mcap_write").asDouble(), 10);
        note("MCAP, read and deserialise", mcap, peer.path("mcap_read").asDouble(), 10);
        note("sqlite3, read and deserialise", sqlite, peer.path("sqlite_read").asDouble(), 3);
        note("ROS 1 bag, read and deserialise", ros1, peer.path("ros1_read").asDouble(), 3);
      }
    }
    delete(folder);
    figures.forEach(Bags::print);
  }

  private void write(Path bag) {
    MessageType type = codec.type();
    MessageType header = type.nested("header");
    MessageType stamp = header.nested("stamp");
    Random random = new Random(0);
    double[][] q = new double[1000][];
    for (int i = 0; i < q.length; i++) {
      q[i] = random.doubles(JOINTS).toArray();
    }
    String[] names = new String[JOINTS];
    for (int i = 0; i < JOINTS; i++) {
      names[i] = "joint" + i;
    }
    try (Rosbag2Writer out = Rosbag2Writer.create(bag, Compression.NONE)) {
      int id = out.add("/joint_states", TYPE, DEFINITION, "");
      for (int i = 0; i < messages; i++) {
        double[] values = q[i % q.length];
        Message at = stamp.of(i / 1000, (long) (i % 1000) * 1_000_000);
        Message message = type.of(header.of(at, "base"), names, values, values, values);
        out.write(id, i * 1_000_000L, codec, message);
      }
    }
  }

  private void read(Path path) {
    int n = 0;
    double sum = 0;
    try (Bag bag = Bag.open(path)) {
      MessageCodec own = bag.connections().getFirst().codec();
      for (Iterator<BagMessage> all = bag.messages(Set.of()); all.hasNext(); n++) {
        sum += ((double[]) all.next().decode(own).get("position"))[0];
      }
    }
    if (n != messages || Double.isNaN(sum)) {
      throw new RunFailedException(path + " gave " + n + " messages", "Expected " + messages + ".");
    }
  }

  private double ours(Runnable work) {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long begin = process.getProcessCpuTime();
    for (int i = 0; i < REPEATS; i++) {
      work.run();
    }
    return (double) REPEATS * messages / ((process.getProcessCpuTime() - begin) / 1e9);
  }

  private JsonNode peer(String mode) throws IOException, InterruptedException {
    String python = System.getenv("BAGS_PYTHON");
    if (python == null) {
      throw new MissingPrerequisiteException(
          "no Python with rosbags", "Give one that has rosbags 0.11.9 in BAGS_PYTHON.");
    }
    Path script =
        Path.of(System.getProperty("pollex.root", "."), "bench", "peers", "rosbags_bench.py");
    Process process =
        new ProcessBuilder(python, script.toString(), mode, folder.toString(), "" + messages)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    JsonNode answer = new ObjectMapper().readTree(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new RunFailedException("the peer failed", "Its messages are above.");
    }
    return answer;
  }

  private void note(String what, double ours, double theirs, int target) {
    add(what + ": Pollex, messages / CPU s", ours);
    add(what + ": rosbags", theirs);
    add(what + ": ratio (target " + target + ")", ours / theirs);
  }

  private void add(String what, double figure) {
    figures.computeIfAbsent(what, fresh -> new ArrayList<>()).add(figure);
  }

  private static void print(String what, List<Double> all) {
    List<Double> sorted = all.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-62s %,14.1f  (%,.1f to %,.1f)%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.getFirst(),
        sorted.getLast());
  }

  private static void delete(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
