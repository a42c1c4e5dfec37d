package org.pollex.cli;

import picocli.CommandLine.Command;

/** {@code pollex sim}: the simulation server by hand. */
@Command(
    name = "sim",
    description = "The simulation server by hand.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SimServe.class, SimTasks.class, SimInfo.class, SimRender.class, SimCheck.class})
final class SimCommand extends Noun {}
