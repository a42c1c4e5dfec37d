package org.pollex.sim.metaworld;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pollex.errors.BadInputException;
import org.pollex.sim.client.CatalogEntry;

/**
 * What a selection of tasks means: ids and names of sets, separated by commas.
 *
 * <p>Sets are {@code all}; {@code fixtures}, the 21 tasks where one fixture is all that moves
 * between episodes; and every benchmark that the catalogue names: {@code MT10}, {@code MT25},
 * {@code MT50}, {@code ML10}, {@code ML25}, {@code ML45} (their training tasks, in the benchmark's
 * own order) and {@code ML10-test} and the like.
 */
public final class TaskSets {
  private final SequencedSet<String> ids = new LinkedHashSet<>();
  private final Map<String, List<String>> sets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private record Member(int index, String task) {}

  /** Derives the sets from a catalogue. */
  public TaskSets(List<CatalogEntry> catalog) {
    Map<String, List<Member>> members = new TreeMap<>();
    List<String> fixtures = new ArrayList<>();
    for (CatalogEntry task : catalog) {
      ids.add(task.id());
      if (task.fixtureTask()) {
        fixtures.add(task.id());
      }
      for (CatalogEntry.Membership in : task.benchmarks()) {
        String name = in.split().equals("test") ? in.benchmark() + "-test" : in.benchmark();
        members
            .computeIfAbsent(name, fresh -> new ArrayList<>())
            .add(new Member(in.index(), task.id()));
      }
    }
    members.forEach(
        (name, tasks) ->
            sets.put(
                name,
                tasks.stream()
                    .sorted(Comparator.comparingInt(Member::index))
                    .map(Member::task)
                    .toList()));
    sets.put("all", List.copyOf(ids));
    sets.put("fixtures", fixtures);
  }

  /** Returns the sets and their tasks, by name. */
  public Map<String, List<String>> sets() {
    return sets;
  }

  /**
   * Resolves a selection to task ids, each once, in the order of their first mention.
   *
   * @throws BadInputException for an unknown name; gives the nearest valid ones
   */
  public List<String> resolve(String selection) {
    SequencedSet<String> chosen = new LinkedHashSet<>();
    for (String part : selection.split(",")) {
      String name = part.strip();
      if (sets.containsKey(name)) {
        chosen.addAll(sets.get(name));
      } else if (ids.contains(name)) {
        chosen.add(name);
      } else {
        TreeSet<String> allowed = new TreeSet<>(ids);
        allowed.addAll(sets.keySet());
        throw BadInputException.unknownName("task", name, allowed);
      }
    }
    return List.copyOf(chosen);
  }
}
