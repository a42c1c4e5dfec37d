package org.pollex.retrieval.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;

class InstructionMatcherTest {
  private static InstructionMatcher matcher;
  private static List<InstructionMatcher.Known> known;

  @BeforeAll
  static void load() {
    matcher = new InstructionMatcher();
    known =
        List.of(
                "open the door",
                "close the door",
                "turn the faucet on",
                "turn the faucet off",
                "put the lid on the box",
                "sweep the block into the hole")
            .stream()
            .map(matcher::know)
            .toList();
  }

  @AfterAll
  static void close() {
    matcher.close();
  }

  private static int best(InstructionMatcher.Match match) {
    int best = 0;
    for (int i = 1; i < match.scores().length; i++) {
      best = match.scores()[i] > match.scores()[best] ? i : best;
    }
    return best;
  }

  @Test
  void grammarDecidesWhereItCan() {
    assertEquals(0, best(matcher.match("pull the door open", known)));
    assertEquals(1, best(matcher.match("shut the door", known)));
    assertEquals(2, best(matcher.match("open the tap", known)));
    assertEquals(3, best(matcher.match("close the faucet", known)));
    assertEquals(0, matcher.match("close the faucet", known).scores()[2]);
  }

  @Test
  void sentencesDecideWhereTheVocabularyEnds() {
    InstructionMatcher.Match match =
        matcher.match("relocate the cover so that it sits upon the box", known);
    assertTrue(match.reason().isEmpty(), match.reason().toString());
    assertEquals(4, best(match));
  }

  @Test
  void requestsForSomethingElseFindNothing() {
    for (String other :
        List.of("make me a sandwich", "lock the door", "open the banana", "hello", "drawer")) {
      assertTrue(matcher.match(other, known).reason().isPresent(), other);
    }
  }

  @Test
  void aSentenceThatCouldMeanTheOppositeIsNotGuessed() {
    InstructionMatcher.Match match = matcher.match("the door", known);
    assertTrue(match.reason().orElseThrow().contains("opposite"), match.reason().toString());
  }

  @Test
  void embeddingsAreUnitVectorsThatKnowMeaning() {
    try (SentenceEmbedder embedder = new SentenceEmbedder()) {
      float[] mug = embedder.embed("lift the mug");
      assertEquals(1, SentenceEmbedder.cosine(mug, mug), 1e-5);
      double near = SentenceEmbedder.cosine(mug, embedder.embed("pick up the coffee cup"));
      double far = SentenceEmbedder.cosine(mug, embedder.embed("the weather in Paris"));
      assertTrue(near > far + 0.3, near + " against " + far);
      assertThrows(BadInputException.class, () -> embedder.embed(" "));
      assertThrows(BadInputException.class, () -> embedder.embed("x".repeat(3000)));
    }
  }
}
