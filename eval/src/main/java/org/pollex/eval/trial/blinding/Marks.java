package org.pollex.eval.trial.blinding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The marks of trials that a classifier reads: numbers as their sixteenth of all values and as
 * their rank within the bundle. Made without looking at who acted.
 */
final class Marks {
  private static final int SLICES = 16;

  private Marks() {}

  /** Returns the marks of each trial. */
  static List<List<String>> of(List<OperatorView> views) {
    List<List<String>> marks = new ArrayList<>();
    for (OperatorView view : views) {
      List<String> own = new ArrayList<>(view.words());
      own.add("place " + view.place());
      own.add("code " + view.code());
      for (int i = 0; i < view.code().length(); i++) {
        own.add("code[" + i + "] " + view.code().charAt(i));
      }
      marks.add(own);
    }
    number("ready", views, view -> view.readyMillis().orElse(Double.NaN), marks);
    views.stream()
        .flatMap(view -> view.bytes().keySet().stream())
        .distinct()
        .sorted()
        .forEach(
            name ->
                number(
                    name + " bytes",
                    views,
                    view -> view.bytes().containsKey(name) ? view.bytes().get(name) : Double.NaN,
                    marks));
    return marks;
  }

  private static void number(
      String name,
      List<OperatorView> views,
      ToDoubleFunction<OperatorView> measure,
      List<List<String>> marks) {
    double[] values = views.stream().mapToDouble(measure).toArray();
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    Map<Integer, List<Integer>> bundles = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        int below = below(sorted, values[i]);
        marks.get(i).add(name + " slice " + SLICES * below / sorted.length);
        bundles.computeIfAbsent(views.get(i).bundle(), fresh -> new ArrayList<>()).add(i);
      }
    }
    for (List<Integer> bundle : bundles.values()) {
      double[] within = bundle.stream().mapToDouble(i -> values[i]).sorted().toArray();
      for (int i : bundle) {
        marks.get(i).add(name + " rank " + below(within, values[i]));
      }
    }
  }

  /** Returns how many of sorted numbers are smaller. */
  private static int below(double[] sorted, double value) {
    int at = Arrays.binarySearch(sorted, value);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && sorted[at - 1] == value) {
      at--;
    }
    return at;
  }
}
