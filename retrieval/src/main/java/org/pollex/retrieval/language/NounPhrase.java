package org.pollex.retrieval.language;

import java.util.List;

/** A class of object with its descriptions, and the index of the token after it. */
record NounPhrase(String noun, List<String> descriptions, int end) {
  /** Stands for the object named before. */
  static final String IT = "it";

  static final NounPhrase NONE = new NounPhrase("", List.of(), 0);

  NounPhrase {
    descriptions = List.copyOf(descriptions);
  }

  boolean refersBack() {
    return noun.equals(IT);
  }
}
