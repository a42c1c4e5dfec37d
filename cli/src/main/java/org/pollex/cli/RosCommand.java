package org.pollex.cli;

import picocli.CommandLine.Command;

/** {@code pollex ros}: ROS 1 and ROS 2. */
@Command(
    name = "ros",
    description = "ROS 1 and ROS 2.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RosBagCommand.class})
final class RosCommand extends Noun {}
