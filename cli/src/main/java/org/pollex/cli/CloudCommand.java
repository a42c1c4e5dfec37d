package org.pollex.cli;

import picocli.CommandLine.Command;

/** {@code pollex cloud}: point clouds alone. */
@Command(
    name = "cloud",
    description = "Point clouds.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CloudRegisterCommand.class})
final class CloudCommand extends Noun {}
