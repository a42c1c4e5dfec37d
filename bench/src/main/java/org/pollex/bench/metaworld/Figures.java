package org.pollex.bench.metaworld;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Named figures, one of each in every round: medians are printed, with the least and the most. */
final class Figures {
  private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

  void note(String what, double figure) {
    rounds.computeIfAbsent(what, fresh -> new ArrayList<>()).add(figure);
  }

  void print() {
    rounds.forEach(Figures::print);
  }

  private static void print(String what, List<Double> all) {
    List<Double> sorted = all.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-48s %,12.2f  (%,.2f to %,.2f)%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.getFirst(),
        sorted.getLast());
  }
}
