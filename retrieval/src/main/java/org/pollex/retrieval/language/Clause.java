package org.pollex.retrieval.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One verb and what was said with it, while a parser reads on. */
final class Clause {
  final String skill;
  NounPhrase target = NounPhrase.NONE;
  String relation = "";
  NounPhrase other = NounPhrase.NONE;
  String tool = "";
  final Set<String> manner = new TreeSet<>();
  final Set<String> described = new TreeSet<>();
  final List<String> particles = new ArrayList<>();

  Clause(String skill) {
    this.skill = skill;
  }

  /** True until an object has been named. */
  boolean isBare() {
    return target.noun().isEmpty();
  }

  void relate(String preposition, NounPhrase phrase, Vocabulary vocabulary) {
    if (vocabulary.obstacles().contains(phrase.noun())) {
      manner.add("past-" + phrase.noun());
    } else if (vocabulary.descriptions().containsKey(phrase.noun())) {
      described.add(phrase.noun());
    } else if (preposition.equals("with")) {
      tool = phrase.noun();
    } else if (preposition.equals("from") && other.noun().isEmpty()) {
      relation = "out-of";
      other = phrase;
    } else if (!preposition.equals("from")
        && !(preposition.equals("of") || preposition.equals("near") && !other.noun().isEmpty())) {
      relation = preposition;
      other = phrase;
    }
  }
}
