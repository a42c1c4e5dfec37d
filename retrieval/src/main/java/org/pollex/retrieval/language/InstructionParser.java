package org.pollex.retrieval.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pollex.retrieval.language.Lexer.Kind;
import org.pollex.retrieval.language.Lexer.Token;

/**
 * A small grammar of instructions:
 *
 * <pre>
 * instruction = [USE noun-phrase "to"] clause {AND clause}
 * clause      = SKILL [noun-phrase] {PARTICLE | MANNER | RELATION noun-phrase}
 * noun-phrase = [DETERMINER] {description} NOUN | PRONOUN
 * </pre>
 *
 * The last clause says what to achieve, the ones before it how to get there. An unknown noun is its
 * own class; an unknown verb means no key.
 */
public final class InstructionParser {
  private final Vocabulary vocabulary;
  private final Lexer lexer;

  /** A parser with the vocabulary that comes with the program. */
  public InstructionParser() {
    this(Vocabulary.load());
  }

  InstructionParser(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.lexer = new Lexer(vocabulary);
  }

  /** The key of an instruction, or empty if no known skill is in it. */
  public Optional<InstructionKey> parse(String instruction) {
    List<Token> tokens = lexer.tokens(instruction);
    List<Clause> clauses = new ArrayList<>();
    Clause clause = null;
    NounPhrase leading = NounPhrase.NONE;
    String tool = "";
    int at = 0;
    while (at < tokens.size()) {
      Token token = tokens.get(at);
      boolean fresh = clause == null || clause.isBare();
      if (clause == null && token.can(Kind.USE) && !tokens.get(at).can(Kind.SKILL)) {
        NounPhrase phrase = nounPhrase(tokens, at + 1);
        tool = phrase.noun();
        at = Math.max(at + 1, phrase.end());
      } else if (startsClause(tokens, at, clause)) {
        if (clause != null) {
          clauses.add(clause);
        }
        clause = new Clause(token.as(Kind.SKILL));
        at++;
      } else if (clause == null) {
        NounPhrase phrase = nounPhrase(tokens, at);
        leading = phrase.end() > at ? phrase : leading;
        at = Math.max(at + 1, phrase.end());
      } else if (token.can(Kind.MANNER) && !continuesWithNoun(tokens, at, token)) {
        clause.manner.add(token.as(Kind.MANNER));
        if (token.can(Kind.PARTICLE)) {
          clause.particles.add(token.as(Kind.PARTICLE));
        }
        at++;
      } else if (token.can(Kind.RELATION) && nounPhrase(tokens, at + 1).end() > at + 1) {
        NounPhrase phrase = nounPhrase(tokens, at + 1);
        clause.relate(token.as(Kind.RELATION), phrase, vocabulary);
        at = phrase.end();
      } else if (token.can(Kind.PARTICLE)) {
        clause.particles.add(token.as(Kind.PARTICLE));
        at++;
      } else {
        NounPhrase phrase = nounPhrase(tokens, at);
        if (fresh && phrase.end() > at) {
          clause.target = phrase;
        }
        at = Math.max(at + 1, phrase.end());
      }
    }
    if (clause == null) {
      return Optional.empty();
    }
    clauses.add(clause);
    return Optional.of(new KeyReading(vocabulary).read(clauses, tool, leading));
  }

  /** A verb starts a clause at the beginning, after "and", and after "to". */
  private static boolean startsClause(List<Token> tokens, int at, Clause clause) {
    Token token = tokens.get(at);
    if (!token.can(Kind.SKILL)) {
      return false;
    }
    if (clause == null) {
      return !(token.can(Kind.NOUN) && hasLaterVerb(tokens, at));
    }
    Token before = tokens.get(at - 1);
    return before.can(Kind.AND) || before.text().equals("to");
  }

  private static boolean hasLaterVerb(List<Token> tokens, int at) {
    boolean announced = at > 0 && tokens.get(at - 1).can(Kind.DETERMINER);
    boolean named = at == 0 && tokens.size() > 1 && tokens.get(1).can(Kind.SKILL);
    return announced || named && !tokens.get(1).can(Kind.NOUN);
  }

  /** Whether "side", "back" and the like describe the noun that follows. */
  private static boolean continuesWithNoun(List<Token> tokens, int at, Token token) {
    return token.can(Kind.DESCRIPTION)
        && at + 1 < tokens.size()
        && tokens.get(at + 1).can(Kind.NOUN);
  }

  /** A noun phrase that starts at a token; one that ends where it starts is none. */
  private static NounPhrase nounPhrase(List<Token> tokens, int start) {
    List<String> described = new ArrayList<>();
    int at = start;
    while (at < tokens.size() && tokens.get(at).can(Kind.DETERMINER)) {
      at++;
    }
    if (at < tokens.size() && tokens.get(at).can(Kind.PRONOUN)) {
      return pronoun(tokens, at);
    }
    boolean announced = at > start;
    for (; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      boolean nounNext = at + 1 < tokens.size() && tokens.get(at + 1).can(Kind.NOUN);
      if (token.can(Kind.NOUN) && !(nounNext && !tokens.get(at + 1).can(Kind.SKILL))) {
        return new NounPhrase(token.as(Kind.NOUN), described, at + 1);
      }
      if (token.can(Kind.NOUN)) {
        described.add(token.as(Kind.NOUN));
      } else if (token.can(Kind.DESCRIPTION)) {
        described.add(token.as(Kind.DESCRIPTION));
      } else if (token.unknown()) {
        described.add(token.text());
      } else {
        break;
      }
    }
    if (described.isEmpty() || !announced) {
      return new NounPhrase("", List.of(), start);
    }
    return new NounPhrase(described.removeLast(), described, at);
  }

  /** "it", or "its ring": the object named before. */
  private static NounPhrase pronoun(List<Token> tokens, int at) {
    boolean part = at + 1 < tokens.size() && tokens.get(at + 1).can(Kind.NOUN);
    return new NounPhrase(NounPhrase.IT, List.of(), part ? at + 2 : at + 1);
  }
}
