package org.pollex.mujoco;

import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pollex.errors.BadInputException;

/** The names of a model's objects, read once. */
final class Names {
  private final Map<MjObject, Map<String, Integer>> ids = new EnumMap<>(MjObject.class);
  private final Map<MjObject, String[]> names = new EnumMap<>(MjObject.class);

  Names(MjModel model) {
    MemorySegment text = model.array("names");
    for (MjObject kind : MjObject.values()) {
      int[] addresses = model.ints(kind.addresses()).toArray();
      String[] read = new String[addresses.length];
      Map<String, Integer> index = new LinkedHashMap<>();
      for (int id = 0; id < addresses.length; id++) {
        read[id] = text.getString(addresses[id]);
        if (!read[id].isEmpty()) {
          index.put(read[id], id);
        }
      }
      names.put(kind, read);
      ids.put(kind, index);
    }
  }

  int id(MjObject kind, String name) {
    Integer id = ids.get(kind).get(name);
    if (id == null) {
      throw BadInputException.unknownName(kind.toString(), name, all(kind));
    }
    return id;
  }

  String name(MjObject kind, int id) {
    return names.get(kind)[id];
  }

  Set<String> all(MjObject kind) {
    return ids.get(kind).keySet();
  }
}
