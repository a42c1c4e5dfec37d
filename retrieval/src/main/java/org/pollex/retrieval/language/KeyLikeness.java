package org.pollex.retrieval.language;

import java.util.Set;
import java.util.TreeSet;

/**
 * How well a demonstration's key answers an instruction's, 0 to 1. Skill and target class must fit;
 * the second object and the relation nearly so; descriptions and manners only rank.
 */
final class KeyLikeness {
  private static final double RELATED_SKILL = 0.7;
  private static final double OTHER_UNSAID = 0.75;
  private static final double OTHER_DIFFERS = 0.35;
  private static final double RELATION_DIFFERS = 0.9;
  private static final double TOOL_DIFFERS = 0.6;
  private static final double MANNER_UNSAID = 0.9;
  private static final double MANNER_DIFFERS = 0.75;
  private static final double DESCRIPTION_DIFFERS = 0.92;

  private final Vocabulary vocabulary;

  KeyLikeness(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Whether taking one for the other would do the reverse of what was asked. */
  boolean contradict(InstructionKey wanted, InstructionKey has) {
    return vocabulary.opposite(wanted.skill(), has.skill())
        || vocabulary.opposite(wanted.relation(), has.relation());
  }

  double of(InstructionKey wanted, InstructionKey has) {
    if (contradict(wanted, has) || !wanted.target().equals(has.target())) {
      return 0;
    }
    double likeness = 1;
    if (!wanted.skill().equals(has.skill())) {
      likeness = vocabulary.related(wanted.skill(), has.skill()) ? RELATED_SKILL : 0;
    }
    if (!wanted.relation().equals(has.relation())) {
      likeness *= RELATION_DIFFERS;
    }
    if (!wanted.other().equals(has.other())) {
      boolean unsaid = wanted.other().isEmpty() || has.other().isEmpty();
      likeness *= unsaid ? OTHER_UNSAID : OTHER_DIFFERS;
    }
    if (!wanted.tool().equals(has.tool())) {
      likeness *= TOOL_DIFFERS;
    }
    return likeness
        * manner(wanted.manner(), has.manner())
        * descriptions(wanted.targetDescription(), has.targetDescription())
        * descriptions(wanted.otherDescription(), has.otherDescription());
  }

  private double manner(Set<String> wanted, Set<String> has) {
    double factor = 1;
    for (String only : difference(wanted, has)) {
      boolean reversed = has.stream().anyMatch(h -> vocabulary.opposite(only, h));
      factor *= reversed ? MANNER_DIFFERS * MANNER_DIFFERS : MANNER_DIFFERS;
    }
    for (int i = 0; i < difference(has, wanted).size(); i++) {
      factor *= MANNER_UNSAID;
    }
    return factor;
  }

  private double descriptions(Set<String> wanted, Set<String> has) {
    int differing = difference(wanted, has).size() + difference(has, wanted).size();
    return Math.pow(DESCRIPTION_DIFFERS, differing);
  }

  private static Set<String> difference(Set<String> a, Set<String> b) {
    Set<String> rest = new TreeSet<>(a);
    rest.removeAll(b);
    return rest;
  }
}
