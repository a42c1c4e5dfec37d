package org.pollex.eval.statistics.sequential;

/** What a sequential comparison of policies A and B has concluded so far. */
public enum Decision {
  /** Policy A has the higher success rate. */
  A_GREATER,
  /** Policy B has the higher success rate. */
  B_GREATER,
  /** The outcomes so far separate neither. */
  UNDECIDED;

  /** The conclusion with the roles of A and B exchanged. */
  public Decision swapped() {
    return switch (this) {
      case A_GREATER -> B_GREATER;
      case B_GREATER -> A_GREATER;
      case UNDECIDED -> UNDECIDED;
    };
  }
}
