package org.pollex.eval.trial.blinding;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Could the policies be told apart before unsealing? A naive Bayes classifier learns from the
 * opened trials of the first k of ten blocks which marks go with which policy, and guesses who
 * acted in the trials of block k+1, naming each policy of a bundle once. Blocks follow the sealed
 * order, so that each guess rests on earlier trials alone (forward-chained cross-validation). The
 * order within a bundle was drawn at random: if no mark leaks, a guess hits as often as chance, and
 * the p-value is exact, see {@link ChanceHits}.
 *
 * @param classifier its name
 * @param blocks of the cross-validation
 * @param trials trials that were guessed
 * @param hits guesses that were right
 * @param expected right guesses that chance gives
 * @param p probability of so many hits or more, if nothing leaks
 */
public record BlindingAudit(
    String classifier, int blocks, int trials, int hits, double expected, double p) {
  /** The classifier of every audit. */
  public static final String CLASSIFIER = "naive Bayes";

  private static final int BLOCKS = 10;

  /** Audits what an operator may have seen. */
  public static BlindingAudit of(List<OperatorView> views) {
    List<String> policies =
        List.copyOf(new TreeSet<>(views.stream().map(OperatorView::policy).toList()));
    List<List<String>> marks = Marks.of(views);
    TreeMap<Integer, List<Integer>> byBundle = new TreeMap<>();
    for (int i = 0; i < views.size(); i++) {
      byBundle.computeIfAbsent(views.get(i).bundle(), fresh -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> bundles = List.copyOf(byBundle.values());
    NaiveBayes classifier = new NaiveBayes(policies.size());
    ChanceHits chance = new ChanceHits();
    int trials = 0;
    int hits = 0;
    int guessed = 0;
    for (int block = 0; block < BLOCKS; block++) {
      List<List<Integer>> now =
          bundles.subList(block * bundles.size() / BLOCKS, (block + 1) * bundles.size() / BLOCKS);
      for (List<Integer> bundle : block == 0 ? List.<List<Integer>>of() : now) {
        hits += hits(bundle, views, marks, policies, classifier);
        trials += bundle.size();
        guessed++;
        chance.add(bundle.size());
      }
      for (List<Integer> bundle : now) {
        bundle.forEach(
            i -> classifier.learn(marks.get(i), policies.indexOf(views.get(i).policy())));
      }
    }
    return new BlindingAudit(CLASSIFIER, BLOCKS, trials, hits, guessed, chance.atLeast(hits));
  }

  /** Gives the policies of a bundle to its trials, the surest first, and counts what is right. */
  private static int hits(
      List<Integer> bundle,
      List<OperatorView> views,
      List<List<String>> marks,
      List<String> policies,
      NaiveBayes classifier) {
    TreeSet<String> left = new TreeSet<>(bundle.stream().map(i -> views.get(i).policy()).toList());
    List<double[]> scores =
        bundle.stream()
            .map(i -> classifier.scores(marks.get(i)))
            .map(BlindingAudit::centred)
            .toList();
    boolean[] given = new boolean[bundle.size()];
    int hits = 0;
    while (!left.isEmpty()) {
      int trial = -1;
      String guess = "";
      double best = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < given.length; i++) {
        for (String policy : left) {
          double score = scores.get(i)[policies.indexOf(policy)];
          if (!given[i] && score > best) {
            best = score;
            trial = i;
            guess = policy;
          }
        }
      }
      given[trial] = true;
      left.remove(guess);
      hits += views.get(bundle.get(trial)).policy().equals(guess) ? 1 : 0;
    }
    return hits;
  }

  private static double[] centred(double[] scores) {
    double mean = 0;
    for (double score : scores) {
      mean += score / scores.length;
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] -= mean;
    }
    return scores;
  }
}
