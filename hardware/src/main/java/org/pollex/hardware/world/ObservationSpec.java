package org.pollex.hardware.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.errors.BadInputException;

/** The streams that a world gives, by name, in a fixed order. */
public record ObservationSpec(List<StreamSpec> streams) {
  /** Copies the list. */
  public ObservationSpec {
    streams = List.copyOf(streams);
  }

  /** Returns the names in order. */
  public List<String> names() {
    return streams.stream().map(StreamSpec::name).toList();
  }

  /** Returns one stream's specification; an unknown name is refused with the nearest ones. */
  public StreamSpec stream(String name) {
    for (StreamSpec stream : streams) {
      if (stream.name().equals(name)) {
        return stream;
      }
    }
    throw BadInputException.unknownName("observation stream", name, names());
  }

  /** Returns those of the named streams that a robot would not have, with what they tell. */
  public Map<String, StreamSpec.Privilege> privilegedAmong(Collection<String> names) {
    Map<String, StreamSpec.Privilege> found = new LinkedHashMap<>();
    for (String name : names) {
      StreamSpec.Privilege privilege = stream(name).privilege();
      if (privilege != StreamSpec.Privilege.NONE) {
        found.put(name, privilege);
      }
    }
    return found;
  }

  /** Returns the specification of the named streams alone. */
  public ObservationSpec only(Collection<String> names) {
    List<StreamSpec> kept = new ArrayList<>();
    for (String name : names) {
      kept.add(stream(name));
    }
    return new ObservationSpec(kept);
  }
}
