package org.pollex.retrieval.language;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Turns parsed clauses into one key: joins them, applies particles, then the rewrites. */
final class KeyReading {
  private final Vocabulary vocabulary;

  KeyReading(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  InstructionKey read(List<Clause> clauses, String tool, NounPhrase leading) {
    Clause goal = clauses.getLast();
    NounPhrase target = goal.target;
    Set<String> manner = new TreeSet<>(goal.manner);
    String heldTool = goal.tool.isEmpty() ? tool : goal.tool;
    for (Clause before : clauses.subList(0, clauses.size() - 1).reversed()) {
      manner.addAll(before.manner);
      if (target.refersBack() || goal.isBare() && !isIntransitive(goal)) {
        target = before.target;
      } else if (heldTool.isEmpty() && !before.target.noun().equals(target.noun())) {
        heldTool = before.target.noun();
      }
    }
    if (target.noun().isEmpty() || target.refersBack()) {
      target = leading;
    }
    String relation = goal.relation;
    NounPhrase other = goal.other;
    if (target.noun().isEmpty() && !isIntransitive(goal)) {
      target = other;
      other = NounPhrase.NONE;
      relation = "";
    }
    Set<String> described = new TreeSet<>(goal.described);
    String whole = "";
    for (String word : target.descriptions()) {
      if (other.noun().isEmpty() && vocabulary.nouns().containsKey(word)) {
        whole = word;
      } else {
        described.add(word);
      }
    }
    return rewritten(
        new InstructionKey(
            skill(goal, relation),
            target.noun(),
            described,
            whole.isEmpty() ? relation : "onto",
            whole.isEmpty() ? other.noun() : whole,
            Set.copyOf(other.descriptions()),
            heldTool,
            manner));
  }

  private boolean isIntransitive(Clause clause) {
    return vocabulary.intransitive().contains(clause.skill);
  }

  private String skill(Clause clause, String relation) {
    Map<String, String> made = vocabulary.particles().getOrDefault(clause.skill, Map.of());
    for (String particle : clause.particles) {
      if (made.containsKey(particle)) {
        return made.get(particle);
      }
    }
    return relation.equals("out-of") && made.containsKey("out") ? made.get("out") : clause.skill;
  }

  private InstructionKey rewritten(InstructionKey key) {
    InstructionKey read = key;
    for (Vocabulary.Rewrite rule : vocabulary.rewrites()) {
      boolean fits =
          rule.skill().equals(read.skill())
              && rule.target().equals(read.target())
              && (rule.relation() == null || rule.relation().equals(read.relation()));
      if (fits) {
        Map<String, String> to = rule.to();
        read =
            new InstructionKey(
                to.getOrDefault("skill", read.skill()),
                to.getOrDefault("target", read.target()),
                read.targetDescription(),
                to.getOrDefault("relation", read.relation()),
                to.getOrDefault("other", read.other()),
                read.otherDescription(),
                to.getOrDefault("tool", read.tool()),
                read.manner());
      }
    }
    return read;
  }
}
