package org.pollex.eval.statistics.multiplicity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compact letter display: two policies share a letter if and only if they are not separated.
 *
 * <p>Insert-and-absorb algorithm of Piepho (2004). Columns (maximal groups without a separated
 * pair) are ordered by the position of their first member, then larger groups first, then member
 * positions. Letters run a to z; after z they go on as a1 to z1, a2 and so on.
 *
 * @param columns the groups, in letter order, members in display order
 * @param letters the letters of each policy, in display order
 */
public record CompactLetters(List<List<String>> columns, Map<String, String> letters) {

  /** An unordered pair of policies that differ significantly. */
  public record Separated(String a, String b) {}

  /**
   * Builds the display.
   *
   * @param policies in display order (usually success rate, best first), each once
   * @param separated pairs of two different known policies, each at most once in either order
   */
  public static CompactLetters of(List<String> policies, Collection<Separated> separated) {
    if (new HashSet<>(policies).size() != policies.size()) {
      throw new IllegalArgumentException(
          "given policies %s; each may occur once".formatted(policies));
    }
    int n = policies.size();
    List<BitSet> columns = new ArrayList<>();
    BitSet all = new BitSet();
    all.set(0, n);
    if (n > 0) {
      columns.add(all);
    }
    Set<Long> seen = new HashSet<>();
    for (Separated pair : separated) {
      int i = position(policies, pair.a());
      int j = position(policies, pair.b());
      if (i == j) {
        throw new IllegalArgumentException(
            "given the pair %s-%s; a policy cannot be separated from itself"
                .formatted(pair.a(), pair.b()));
      }
      if (!seen.add((long) Math.min(i, j) * n + Math.max(i, j))) {
        throw new IllegalArgumentException(
            "given the pair %s-%s twice; each pair may occur once".formatted(pair.a(), pair.b()));
      }
      columns = absorb(split(columns, i, j));
    }
    columns.sort(columnOrder());
    return display(policies, columns);
  }

  private static int position(List<String> policies, String name) {
    int position = policies.indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException(
          "given policy %s in a pair; known: %s".formatted(name, policies));
    }
    return position;
  }

  /** Replaces every column with both members by two copies that lack one each. */
  private static List<BitSet> split(List<BitSet> columns, int i, int j) {
    List<BitSet> result = new ArrayList<>();
    for (BitSet column : columns) {
      if (column.get(i) && column.get(j)) {
        for (int member : new int[] {i, j}) {
          BitSet copy = (BitSet) column.clone();
          copy.clear(member);
          result.add(copy);
        }
      } else {
        result.add(column);
      }
    }
    return result;
  }

  /** Drops every column that is contained in another one. */
  private static List<BitSet> absorb(List<BitSet> columns) {
    List<BitSet> kept = new ArrayList<>();
    List<BitSet> largestFirst = new ArrayList<>(columns);
    largestFirst.sort(Comparator.comparingInt(BitSet::cardinality).reversed());
    for (BitSet column : largestFirst) {
      if (kept.stream().noneMatch(other -> contains(other, column))) {
        kept.add(column);
      }
    }
    return kept;
  }

  private static boolean contains(BitSet large, BitSet small) {
    BitSet rest = (BitSet) small.clone();
    rest.andNot(large);
    return rest.isEmpty();
  }

  private static Comparator<BitSet> columnOrder() {
    return Comparator.<BitSet>comparingInt(column -> column.nextSetBit(0))
        .thenComparing(Comparator.comparingInt(BitSet::cardinality).reversed())
        .thenComparing(
            (one, other) -> {
              BitSet difference = (BitSet) one.clone();
              difference.xor(other);
              int first = difference.nextSetBit(0);
              return first < 0 ? 0 : one.get(first) ? -1 : 1;
            });
  }

  private static CompactLetters display(List<String> policies, List<BitSet> columns) {
    Map<String, String> letters = new LinkedHashMap<>();
    for (int policy = 0; policy < policies.size(); policy++) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < columns.size(); column++) {
        if (columns.get(column).get(policy)) {
          text.append(letter(column));
        }
      }
      letters.put(policies.get(policy), text.toString());
    }
    List<List<String>> groups =
        columns.stream().map(column -> column.stream().mapToObj(policies::get).toList()).toList();
    return new CompactLetters(groups, letters);
  }

  private static String letter(int column) {
    char base = (char) ('a' + column % 26);
    return column < 26 ? String.valueOf(base) : base + Integer.toString(column / 26);
  }

  /** True if the two policies share a letter, that is, the data do not separate them. */
  public boolean share(String a, String b) {
    return columns.stream().anyMatch(column -> column.contains(a) && column.contains(b));
  }
}
