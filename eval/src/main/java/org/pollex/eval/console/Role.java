package org.pollex.eval.console;

/** What a paired device may do. */
public enum Role {
  /** Runs trials and enters outcomes. */
  OPERATOR,
  /** Scores films of rollouts, blind. */
  REVIEWER
}
