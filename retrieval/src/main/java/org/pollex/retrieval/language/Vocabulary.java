package org.pollex.retrieval.language;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of instructions, as data ({@code vocabulary.json}): canonical names with their
 * synonyms, what particles make of a verb, which words are opposites and which are close.
 *
 * @param skills canonical skill to its phrases
 * @param particles skill, then particle, to the skill both make: pull + up = lift
 * @param rewrites readings that depend on skill and target: to open a faucet is to turn it on
 * @param opposites pairs that must never be taken for each other
 * @param related groups of skills that are near but not equal
 * @param nouns canonical class to its phrases
 * @param relations canonical preposition to its phrases
 * @param manners canonical manner to its phrases
 * @param particleWords words that can follow a verb's object
 * @param descriptions canonical adjective to its phrases
 * @param obstacles classes that are only ever in the way
 * @param pronouns words for the object named before
 * @param determiners words that announce a noun
 * @param intransitive skills that need no object
 * @param ignored words without meaning here
 */
record Vocabulary(
    Map<String, List<String>> skills,
    Map<String, Map<String, String>> particles,
    List<Rewrite> rewrites,
    List<List<String>> opposites,
    List<List<String>> related,
    Map<String, List<String>> nouns,
    Map<String, List<String>> relations,
    Map<String, List<String>> manners,
    Set<String> particleWords,
    Map<String, List<String>> descriptions,
    Set<String> obstacles,
    Set<String> pronouns,
    Set<String> determiners,
    Set<String> intransitive,
    Set<String> ignored) {

  /** A reading: where skill and target (and relation, if given) are these, replace those. */
  record Rewrite(String skill, String target, String relation, Map<String, String> to) {}

  /** Reads the vocabulary that comes with the program. */
  static Vocabulary load() {
    try (InputStream json = Vocabulary.class.getResourceAsStream("vocabulary.json")) {
      return JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(json, Vocabulary.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the vocabulary in the program's own files", e);
    }
  }

  /** Whether two canonical words must never be taken for each other. */
  boolean opposite(String a, String b) {
    return opposites.stream()
        .anyMatch(
            pair ->
                pair.get(0).equals(a) && pair.get(1).equals(b)
                    || pair.get(0).equals(b) && pair.get(1).equals(a));
  }

  /** Whether two skills are near. */
  boolean related(String a, String b) {
    return related.stream().anyMatch(group -> group.contains(a) && group.contains(b));
  }
}
