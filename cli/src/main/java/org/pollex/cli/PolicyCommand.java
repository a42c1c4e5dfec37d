package org.pollex.cli;

import picocli.CommandLine.Command;

/** {@code pollex policy}: trained policies and their folders. */
@Command(
    name = "policy",
    description = "Trained policies and their folders.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PolicyTrainCommand.class,
      PolicyInfoCommand.class,
      PolicyExportCommand.class,
      PolicyImportCommand.class,
      PolicyServeCommand.class
    })
final class PolicyCommand extends Noun {}
