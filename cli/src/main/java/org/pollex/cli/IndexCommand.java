package org.pollex.cli;

import picocli.CommandLine.Command;

/** {@code pollex index}: the retrieval index over demonstrations. */
@Command(
    name = "index",
    description = "The retrieval index over demonstrations.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {IndexBuildCommand.class, IndexQueryCommand.class})
final class IndexCommand extends Noun {}
