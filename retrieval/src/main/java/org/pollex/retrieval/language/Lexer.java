package org.pollex.retrieval.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Splits an instruction into the longest phrases the vocabulary knows, with all their readings. */
final class Lexer {
  private static final int LONGEST_PHRASE = 4;

  /** What a phrase can be. */
  enum Kind {
    SKILL,
    NOUN,
    RELATION,
    MANNER,
    PARTICLE,
    DESCRIPTION,
    PRONOUN,
    DETERMINER,
    AND,
    USE
  }

  /** A phrase and its readings; without any, an unknown word. */
  record Token(String text, Map<Kind, String> readings) {
    boolean can(Kind kind) {
      return readings.containsKey(kind);
    }

    String as(Kind kind) {
      return readings.get(kind);
    }

    boolean unknown() {
      return readings.isEmpty();
    }
  }

  private final Map<String, Map<Kind, String>> phrases = new HashMap<>();
  private final Vocabulary vocabulary;

  Lexer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    add(Kind.SKILL, vocabulary.skills());
    add(Kind.NOUN, vocabulary.nouns());
    add(Kind.RELATION, vocabulary.relations());
    add(Kind.MANNER, vocabulary.manners());
    add(Kind.DESCRIPTION, vocabulary.descriptions());
    vocabulary.particleWords().forEach(word -> add(Kind.PARTICLE, word, word));
    vocabulary.pronouns().forEach(word -> add(Kind.PRONOUN, word, word));
    vocabulary.determiners().forEach(word -> add(Kind.DETERMINER, word, word));
    List.of("and", "then", ",", "to then").forEach(word -> add(Kind.AND, word, "and"));
    List.of("use", "using", "take", "with").forEach(word -> add(Kind.USE, word, "use"));
  }

  private void add(Kind kind, Map<String, List<String>> entries) {
    entries.forEach((name, texts) -> texts.forEach(text -> add(kind, text, name)));
  }

  private void add(Kind kind, String text, String name) {
    phrases.computeIfAbsent(text, t -> new EnumMap<>(Kind.class)).put(kind, name);
  }

  List<Token> tokens(String instruction) {
    String clean = instruction.toLowerCase(Locale.ROOT).replace(",", " , ");
    List<String> words =
        Arrays.stream(clean.split("[^a-z0-9,]+"))
            .filter(word -> !word.isEmpty() && !word.chars().allMatch(Character::isDigit))
            .filter(word -> !vocabulary.ignored().contains(word))
            .toList();
    List<Token> tokens = new ArrayList<>();
    for (int at = 0; at < words.size(); ) {
      int length = Math.min(LONGEST_PHRASE, words.size() - at);
      while (length > 1 && !phrases.containsKey(String.join(" ", words.subList(at, at + length)))) {
        length--;
      }
      String text = String.join(" ", words.subList(at, at + length));
      tokens.add(new Token(text, readings(text)));
      at += length;
    }
    return tokens;
  }

  /** Readings of a phrase as it is and of a word without its ending: "closed" is also "close". */
  private Map<Kind, String> readings(String text) {
    Map<Kind, String> found = new EnumMap<>(Kind.class);
    found.putAll(phrases.getOrDefault(text, Map.of()));
    withoutEnding(text).forEach(found::putIfAbsent);
    return found;
  }

  private Map<Kind, String> withoutEnding(String text) {
    for (String ending : List.of("s", "es", "ing", "ed", "d")) {
      if (text.endsWith(ending)) {
        String stem = text.substring(0, text.length() - ending.length());
        for (String form : List.of(stem, stem + "e", undoubled(stem))) {
          if (phrases.containsKey(form)) {
            return phrases.get(form);
          }
        }
      }
    }
    return Map.of();
  }

  private static String undoubled(String stem) {
    int n = stem.length();
    return n > 2 && stem.charAt(n - 1) == stem.charAt(n - 2) ? stem.substring(0, n - 1) : stem;
  }
}
