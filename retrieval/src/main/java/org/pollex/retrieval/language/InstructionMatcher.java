package org.pollex.retrieval.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scores known instructions against a new one: by grammar where it can tell, else by sentence
 * embedding. The sentence model is loaded only when it is first needed.
 */
public final class InstructionMatcher implements AutoCloseable {
  /** Likeness of keys below which a demonstration does something else. */
  public static final double SUITABLE = 0.5;

  /** Likeness of sentences needed where the grammar does not know the words. */
  private static final double SUITABLE_SENTENCE = 0.62;

  /** Opposites this close in likeness are not told apart: embeddings hardly see the difference. */
  private static final double SENTENCE_MARGIN = 0.25;

  private final Vocabulary vocabulary = Vocabulary.load();
  private final InstructionParser parser = new InstructionParser(vocabulary);
  private final KeyLikeness likeness = new KeyLikeness(vocabulary);
  private SentenceEmbedder embedder;

  /** An instruction as it is stored: its text, its key if the grammar finds one, its embedding. */
  public record Known(String instruction, Optional<InstructionKey> key, float[] embedding) {}

  /**
   * The outcome of matching.
   *
   * @param scores one per known instruction, 0 (something else) to 1 (the same)
   * @param reason why none is suitable; empty if one is
   */
  public record Match(double[] scores, Optional<String> reason) {}

  /** Prepares an instruction for storage; loads the sentence model. */
  public Known know(String instruction) {
    return new Known(instruction, parser.parse(instruction), embed(instruction));
  }

  /** Restores a stored instruction; the key is parsed again, so that a better grammar counts. */
  public Known restore(String instruction, float[] embedding) {
    return new Known(instruction, parser.parse(instruction), embedding);
  }

  /** Scores all known instructions against a wanted one. */
  public Match match(String wanted, List<Known> known) {
    Optional<InstructionKey> key = parser.parse(wanted);
    boolean understood = key.isPresent() && vocabulary.nouns().containsKey(key.get().target());
    double[] scores = new double[known.size()];
    for (int i = 0; i < scores.length; i++) {
      Optional<InstructionKey> has = known.get(i).key();
      if (key.isPresent() && has.isPresent()) {
        scores[i] = likeness.of(key.get(), has.get());
      }
    }
    boolean unknownWords = !understood || known.stream().anyMatch(k -> k.key().isEmpty());
    if (best(scores) < SUITABLE && unknownWords) {
      return bySentence(wanted, key, known, scores);
    }
    boolean none = best(scores) < SUITABLE;
    return new Match(
        scores,
        none
            ? Optional.of("no demonstration does what '" + wanted + "' asks for")
            : Optional.empty());
  }

  private Match bySentence(
      String wanted, Optional<InstructionKey> key, List<Known> known, double[] scores) {
    float[] sentence = embed(wanted);
    int best = -1;
    for (int i = 0; i < scores.length; i++) {
      if (mayMean(key, known.get(i).key())) {
        scores[i] = SentenceEmbedder.cosine(sentence, known.get(i).embedding());
        best = best < 0 || scores[i] > scores[best] ? i : best;
      }
    }
    if (best < 0 || scores[best] < SUITABLE_SENTENCE) {
      return new Match(scores, Optional.of("no demonstration is about '" + wanted + "'"));
    }
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > scores[best] - SENTENCE_MARGIN && contradict(known, best, i)) {
        return new Match(
            scores,
            Optional.of(
                "'"
                    + wanted
                    + "' could mean '"
                    + known.get(best).instruction()
                    + "' or its opposite; use a plain verb"));
      }
    }
    return new Match(scores, Optional.empty());
  }

  /** A verb that was understood must be the demonstration's own. */
  private static boolean mayMean(Optional<InstructionKey> wanted, Optional<InstructionKey> has) {
    return wanted.isEmpty() || has.isEmpty() || wanted.get().skill().equals(has.get().skill());
  }

  private boolean contradict(List<Known> known, int a, int b) {
    List<InstructionKey> keys = new ArrayList<>();
    known.get(a).key().ifPresent(keys::add);
    known.get(b).key().ifPresent(keys::add);
    return keys.size() == 2 && likeness.contradict(keys.get(0), keys.get(1));
  }

  private static double best(double[] scores) {
    double best = 0;
    for (double score : scores) {
      best = Math.max(best, score);
    }
    return best;
  }

  private synchronized float[] embed(String sentence) {
    if (embedder == null) {
      embedder = new SentenceEmbedder();
    }
    return embedder.embed(sentence);
  }

  /** Frees the sentence model, if it was loaded. */
  @Override
  public synchronized void close() {
    if (embedder != null) {
      embedder.close();
      embedder = null;
    }
  }
}
