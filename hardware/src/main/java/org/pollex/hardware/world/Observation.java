package org.pollex.hardware.world;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.tensor.Tensor;

/**
 * What one slot of a world showed at one moment.
 *
 * @param step number of actions since the reset; 0 for the first observation
 * @param stampNanos time of the source (simulated time in a simulator), nanoseconds
 * @param streams values by stream name
 */
public record Observation(int step, long stampNanos, Map<String, Tensor> streams) {
  /** Returns a stream's value, or refuses by name when this observation does not carry it. */
  public Tensor stream(String name) {
    Tensor value = streams.get(name);
    if (value == null) {
      throw BadInputException.unknownName("stream of this observation", name, streams.keySet());
    }
    return value;
  }

  /** Returns true when this observation carries the stream. */
  public boolean has(String name) {
    return streams.containsKey(name);
  }

  /** Returns a stream's numbers in a new array. */
  public double[] vector(String name) {
    return stream(name).toDoubles();
  }

  /** Returns the first three numbers of a stream as a point. */
  public Vec3 point(String name) {
    Tensor value = stream(name);
    return new Vec3(value.get(0), value.get(1), value.get(2));
  }

  /** Returns this observation with the named streams alone; absent ones are left out. */
  public Observation only(Collection<String> names) {
    Map<String, Tensor> kept = new LinkedHashMap<>();
    for (String name : names) {
      Tensor value = streams.get(name);
      if (value != null) {
        kept.put(name, value);
      }
    }
    return new Observation(step, stampNanos, kept);
  }
}
