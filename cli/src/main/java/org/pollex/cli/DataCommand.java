package org.pollex.cli;

import picocli.CommandLine.Command;

/** {@code pollex data}: demonstrations. */
@Command(
    name = "data",
    description = "Demonstrations: record, look at, check.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DataRecordCommand.class,
      DataInfoCommand.class,
      DataViewCommand.class,
      DataRecoverCommand.class,
      DataVerifyCommand.class,
      DataLintCommand.class,
      DataMergeCommand.class,
      DataFilterCommand.class,
      DataSplitCommand.class,
      DataEditCommand.class,
      DataConvertCommand.class
    })
final class DataCommand extends Noun {}
