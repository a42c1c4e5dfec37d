package org.pollex.eval.trial.world;

import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;

/**
 * A command of the lab's own stack, {@code command:LINE}, in the {@link ManualWorld}: started for a
 * trial by code only, and ended when its outcome is entered.
 */
public final class CommandPolicy implements Policy {
  private static final String KIND = "command:";

  private final String line;

  private CommandPolicy(String line) {
    this.line = line;
  }

  /** Returns true for the addresses of this kind. */
  public static boolean isAddress(String address) {
    return address.startsWith(KIND);
  }

  /** Opens the policy of an address. */
  public static CommandPolicy of(String address) {
    String line = address.substring(KIND.length()).strip();
    if (line.isEmpty()) {
      throw new BadInputException(
          "policy address '" + address + "'", "Allowed: command:LINE, a line for the shell.");
    }
    return new CommandPolicy(line);
  }

  /** The line for the shell. */
  public String line() {
    return line;
  }

  @Override
  public PolicySpec spec() {
    return new PolicySpec("command", "command", List.of());
  }

  @Override
  public Session reset(TaskInstruction task, Observation first) {
    throw new BadInputException(
        "a command of the lab's own stack cannot act in a simulator",
        "Name its policies in plans of the world 'manual'.");
  }
}
