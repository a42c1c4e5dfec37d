package org.pollex.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A noun of the command line; without a verb it shows its verbs and answers "bad usage". */
abstract class Noun implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Override
  public final Integer call() {
    command.commandLine().usage(command.commandLine().getErr());
    return ExitCodes.BAD_INPUT;
  }
}
