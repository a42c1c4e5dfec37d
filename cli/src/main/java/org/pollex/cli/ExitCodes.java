package org.pollex.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import org.pollex.errors.PollexException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns errors into messages on standard error and into exit codes. */
final class ExitCodes {
  /** A failure while running that no rule foresaw. */
  static final int FAILED = 1;

  /** Bad usage or bad input. */
  static final int BAD_INPUT = 2;

  private ExitCodes() {}

  private static boolean debug() {
    return Boolean.getBoolean("pollex.debug");
  }

  /** Errors of a verb that ran. */
  static final class OnExecution implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
      PrintWriter err = command.getErr();
      boolean trace = debug() || parsed.expandedArgs().contains("--debug");
      if (trace) {
        error.printStackTrace(err);
      }
      if (error instanceof PollexException known) {
        err.println("pollex: " + known.getMessage());
        return known.exitCode();
      }
      err.println("pollex: unexpected " + error);
      if (!trace) {
        err.println("  Run the same command with --debug to see where it happened.");
      }
      return FAILED;
    }
  }

  /** Errors of usage: what was given, what is near, where the help is. */
  static final class OnUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
      CommandLine command = error.getCommandLine();
      PrintWriter err = command.getErr();
      err.println("pollex: " + error.getMessage());
      UnmatchedArgumentException.printSuggestions(error, err);
      err.println("  See: " + command.getCommandSpec().qualifiedName() + " --help");
      if (debug()) {
        err.println(Arrays.toString(arguments));
        error.printStackTrace(err);
      }
      return BAD_INPUT;
    }
  }
}
