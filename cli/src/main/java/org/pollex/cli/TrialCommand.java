package org.pollex.cli;

import picocli.CommandLine.Command;

/** {@code pollex trial}: blinded, randomized trials. */
@Command(
    name = "trial",
    description = {
      "Blinded randomized trials: plan, seal, run, unseal, report; verify at any time.",
      "After sealing, no command takes an alpha, a metric, a budget or a stopping rule."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrialPlanCommand.class,
      TrialSealCommand.class,
      TrialRunCommand.class,
      TrialConsoleCommand.class,
      TrialMergeCommand.class,
      TrialStatusCommand.class,
      TrialAmendCommand.class,
      TrialUnsealCommand.class,
      TrialReportCommand.class,
      TrialLeaderboardCommand.class,
      TrialVerifyCommand.class
    })
final class TrialCommand extends Noun {}
