package org.pollex.cli;

import picocli.CommandLine.Command;

/** {@code pollex ros bag}: recorded messages. */
@Command(
    name = "bag",
    description = "Bags: MCAP, ROS 1 bags, sqlite3 files and folders of rosbag2.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RosBagInfo.class, RosBagDump.class, RosBagRecover.class})
final class RosBagCommand extends Noun {}
