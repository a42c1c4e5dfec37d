package org.pollex.datasets.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pollex.datasets.exchange.BagMap.Resample;
import org.pollex.datasets.message.Message;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;

/** The messages that become one stream, by the stamps of their source. */
final class BagTrack {
  private static final double NANOS = 1e9;

  private final String name;
  private final BagMap.Entry entry;
  private final List<Long> stamps = new ArrayList<>();
  private final List<Tensor> values = new ArrayList<>();
  private List<String> names;
  private int quaternion = -1;
  private long bytes;
  private double offsetSum;
  private long late;

  BagTrack(String name, BagMap.Entry entry) {
    this.name = name;
    this.entry = entry;
    this.names = entry.names();
  }

  /** Takes a message; its header's stamp counts, its log time where it has none. */
  void add(Message message, long logTime) {
    long stamp = logTime;
    if (message.type().fields().contains("header")) {
      long own =
          (long) message.number("header.stamp.sec") * 1_000_000_000L
              + (long) message.number("header.stamp.nanosec");
      stamp = own == 0 ? logTime : own;
    }
    if (!stamps.isEmpty() && stamp <= stamps.getLast()) {
      late++;
      return;
    }
    Tensor value = value(message);
    if (!values.isEmpty() && !alike(value, values.getFirst())) {
      throw Bounds.refused(
          "stream " + name, "changes from " + values.getFirst() + " to " + value, "one shape");
    }
    bytes += (long) value.size() * value.dtype().bytes();
    if (bytes > Bounds.MOST_BYTES) {
      throw Bounds.refused("stream " + name, "has more than 1 GiB", "shorter bags");
    }
    stamps.add(stamp);
    values.add(value);
    offsetSum += (logTime - stamp) / NANOS;
  }

  private static boolean alike(Tensor a, Tensor b) {
    return a.dtype() == b.dtype() && Arrays.equals(a.shape(), b.shape());
  }

  private Tensor value(Message message) {
    if (entry.field().isEmpty() && BagPictures.is(message)) {
      return BagPictures.tensor(message);
    }
    if (entry.field().isEmpty()) {
      return flat(message);
    }
    Object inner = message.get(entry.field());
    if (inner instanceof Message nested) {
      return flat(nested);
    }
    double[] numbers = message.numbers(entry.field());
    return Tensor.ofDoubles(byName(message, numbers));
  }

  private Tensor flat(Message message) {
    List<Double> numbers = new ArrayList<>();
    flatten(message, numbers);
    return Tensor.ofDoubles(numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void flatten(Message message, List<Double> numbers) {
    if (message.type().name().equals("geometry_msgs/Quaternion")) {
      quaternion = numbers.size();
    }
    for (String field : message.type().fields()) {
      Object value = message.get(field);
      if (value instanceof Message nested) {
        if (!nested.type().name().equals("std_msgs/Header")) {
          flatten(nested, numbers);
        }
      } else if (!(value instanceof String || value instanceof Object[])) {
        for (double number : message.numbers(field)) {
          numbers.add(number);
        }
      }
    }
  }

  /**
   * Joints come in any order in a message: the wanted one, or that of the first message, counts.
   */
  private double[] byName(Message message, double[] numbers) {
    String key = message.type().fields().contains("name") ? "name" : "joint_names";
    if (!message.type().fields().contains(key)
        || !(message.get(key) instanceof String[] given)
        || given.length != numbers.length) {
      return numbers;
    }
    names = names.isEmpty() ? List.of(given) : names;
    if (names.equals(List.of(given))) {
      return numbers;
    }
    double[] ordered = new double[names.size()];
    List<String> list = List.of(given);
    for (int i = 0; i < ordered.length; i++) {
      int at = list.indexOf(names.get(i));
      if (at < 0) {
        throw BadInputException.unknownName("joint of " + entry.topic(), names.get(i), list);
      }
      ordered[i] = numbers[at];
    }
    return ordered;
  }

  boolean isEmpty() {
    return stamps.isEmpty();
  }

  long first() {
    return stamps.getFirst();
  }

  long last() {
    return stamps.getLast();
  }

  DType dtype() {
    return values.getFirst().dtype();
  }

  int[] shape() {
    return values.getFirst().shape();
  }

  String layout() {
    if (quaternion >= 0) {
      return "quaternion XYZW at " + quaternion;
    }
    return dtype() == DType.U8 && shape().length == 3 ? "RGB" : String.join(" ", names);
  }

  /** Refuses a topic that was silent for longer than so many seconds. */
  void requireNoGap(double seconds, long from, long to) {
    for (int i = 1; i < stamps.size(); i++) {
      double gap = (stamps.get(i) - stamps.get(i - 1)) / NANOS;
      if (gap > seconds && stamps.get(i) > from && stamps.get(i - 1) < to) {
        throw new BadInputException(
            String.format(
                Locale.ROOT, "%s is silent for %.3f s after message %d", entry.topic(), gap, i - 1),
            "Allowed: up to %.3f s; raise max_gap (in steps) or lower hz in the map."
                .formatted(seconds));
      }
    }
  }

  /** Rate, jitter and clock offset, in words. */
  String timing() {
    double[] gaps = new double[Math.max(0, stamps.size() - 1)];
    Arrays.setAll(gaps, i -> (stamps.get(i + 1) - stamps.get(i)) / 1e6);
    double mean = Arrays.stream(gaps).average().orElse(0);
    double variance = Arrays.stream(gaps).map(g -> (g - mean) * (g - mean)).average().orElse(0);
    return String.format(
        Locale.ROOT,
        "%s from %s: %d messages, %.2f Hz, jitter %.3f ms (standard deviation), longest interval"
            + " %.3f ms, log time behind stamp by %.3f ms, %d out of order left out",
        name,
        entry.topic(),
        stamps.size(),
        mean > 0 ? 1000 / mean : 0,
        Math.sqrt(variance),
        Arrays.stream(gaps).max().orElse(0),
        stamps.isEmpty() ? 0 : 1000 * offsetSum / stamps.size(),
        late);
  }

  /** The values at these times, shape [times, ...]. */
  Tensor at(long[] times) {
    boolean numbers = dtype() == DType.F64 && shape().length == 1;
    Resample how = entry.resample();
    if (how == null) {
      boolean action = name.equals(org.pollex.datasets.episode.Episode.ACTIONS);
      how = action ? Resample.HOLD : numbers ? Resample.LINEAR : Resample.NEAREST;
    }
    int[] shape = new int[shape().length + 1];
    shape[0] = times.length;
    System.arraycopy(shape(), 0, shape, 1, shape.length - 1);
    java.nio.ByteBuffer out =
        java.nio.ByteBuffer.allocate(Bounds.bytes("stream " + name, dtype(), shape))
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int before = 0;
    for (long time : times) {
      while (before + 1 < stamps.size() && stamps.get(before + 1) <= time) {
        before++;
      }
      int after = Math.min(before + 1, stamps.size() - 1);
      double span = stamps.get(after) - stamps.get(before);
      double part = span == 0 ? 0 : (time - stamps.get(before)) / span;
      if (how == Resample.LINEAR && numbers) {
        for (double number : between(values.get(before), values.get(after), part)) {
          out.putDouble(number);
        }
      } else {
        boolean later = how != Resample.HOLD && part > 0.5;
        out.put(values.get(later ? after : before).bytes());
      }
    }
    return Tensor.wrap(dtype(), shape, out.flip());
  }

  private double[] between(Tensor before, Tensor after, double part) {
    double[] a = before.toDoubles();
    double[] b = after.toDoubles();
    if (quaternion >= 0) {
      double dot = 0;
      for (int i = quaternion; i < quaternion + 4; i++) {
        dot += a[i] * b[i];
      }
      for (int i = quaternion; dot < 0 && i < quaternion + 4; i++) {
        b[i] = -b[i];
      }
    }
    for (int i = 0; i < a.length; i++) {
      // Exactly the first where the two are equal or the time is its own.
      a[i] = part == 0 || a[i] == b[i] ? a[i] : (1 - part) * a[i] + part * b[i];
    }
    if (quaternion >= 0 && part != 0) {
      double norm = 0;
      for (int i = quaternion; i < quaternion + 4; i++) {
        norm += a[i] * a[i];
      }
      for (int i = quaternion; i < quaternion + 4; i++) {
        a[i] /= Math.sqrt(norm);
      }
    }
    return a;
  }
}
