package org.pollex.cli;

import java.io.PrintWriter;
import java.util.List;
import org.pollex.hardware.profile.ProfileReader;
import org.pollex.hardware.profile.RobotProfiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pollex robot check}: what is wrong with a lab's profile. */
@Command(
    name = "check",
    description =
        "Checks a robot profile and says of each problem where it is and what is allowed.")
final class RobotCheckCommand extends Verb<RobotCheckCommand.Answer> {
  @Parameters(paramLabel = "FILE", description = "A profile in JSON, or a robot's name.")
  private String file;

  /** The verdict. */
  record Answer(String file, boolean ok, List<ProfileReader.Problem> problems) {}

  @Override
  protected Answer answer() {
    List<ProfileReader.Problem> problems = RobotProfiles.read(file).problems();
    return new Answer(file, problems.isEmpty(), problems);
  }

  @Override
  protected int exitCode(Answer answer) {
    return answer.ok() ? 0 : 4;
  }

  @Override
  protected void print(Answer answer, PrintWriter out) {
    if (answer.ok()) {
      out.println(answer.file() + " is a valid profile");
    }
    for (ProfileReader.Problem problem : answer.problems()) {
      out.println(problem.pointer());
      out.println("  given:   " + problem.given());
      out.println("  allowed: " + problem.allowed());
    }
  }
}
