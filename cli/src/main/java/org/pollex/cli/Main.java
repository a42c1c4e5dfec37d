package org.pollex.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The root of the command line. */
@Command(
    name = "pollex",
    description = "Robot-manipulation learning and evaluation: record, train, trial, report.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CloudCommand.class,
      DemoCommand.class,
      DoctorCommand.class,
      DataCommand.class,
      IndexCommand.class,
      PolicyCommand.class,
      RobotCommand.class,
      RolloutCommand.class,
      RosCommand.class,
      SimCommand.class,
      StatsCommand.class,
      TrialCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed while running, 2 bad usage or bad input,",
      "3 something missing on this machine, 4 a check said no, 130 interrupted."
    })
public final class Main extends Noun {
  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the command line in this process and returns its exit code. */
  static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** The parser with the house's handling of errors. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(new ExitCodes.OnExecution())
        .setParameterExceptionHandler(new ExitCodes.OnUsage());
  }
}
