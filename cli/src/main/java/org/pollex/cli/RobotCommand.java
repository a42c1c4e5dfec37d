package org.pollex.cli;

import picocli.CommandLine.Command;

/** {@code pollex robot}: robot profiles and kinematics. */
@Command(
    name = "robot",
    description = "Robot profiles and kinematics.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RobotListCommand.class,
      RobotInfoCommand.class,
      RobotCheckCommand.class,
      RobotFkCommand.class,
      RobotIkCommand.class
    })
final class RobotCommand extends Noun {}
