package org.pollex.cli;

import picocli.CommandLine.Command;

/** {@code pollex stats}: the statistics alone, on tables of outcomes. */
@Command(
    name = "stats",
    description = "Statistics on tables of outcomes.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StatsCompare.class,
      StatsTable.class,
      StatsSequential.class,
      StatsPower.class,
      StatsCalibrate.class,
      StatsSuite.class,
      StatsImport.class
    })
final class StatsCommand extends Noun {}
