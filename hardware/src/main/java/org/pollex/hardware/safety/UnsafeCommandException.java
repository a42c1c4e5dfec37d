package org.pollex.hardware.safety;

import org.pollex.errors.BadInputException;

/** A command that the gate refused; nothing of its batch was executed. */
public final class UnsafeCommandException extends BadInputException {
  private static final long serialVersionUID = 1L;

  private final int slot;
  private final Rule rule;

  UnsafeCommandException(int slot, Rule rule, String problem, String remedy) {
    super(problem, remedy);
    this.slot = slot;
    this.rule = rule;
  }

  /** Returns the slot whose action was refused. */
  public int slot() {
    return slot;
  }

  /** Returns the rule that refused it. */
  public Rule rule() {
    return rule;
  }
}
