package org.pollex.sim.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.pollex.errors.MissingPrerequisiteException;

/**
 * The Python interpreter of the simulation server's own virtual environment.
 *
 * <p>System property {@code pollex.python} names the interpreter; without it, it is {@code
 * venv/bin/python} under {@code pollex.home} (the launcher sets both, the build's tests too).
 */
final class PythonEnvironment {
  private static final String REMEDY =
      """
      The launcher ./pollex prepares it by itself. By hand, from the project's folder:
      python3 sim-bridge/server/bootstrap.py .pollex/venv
      (needs Python 3.10 to 3.13; on Debian: apt-get install python3 python3-venv)""";

  private PythonEnvironment() {}

  /**
   * Finds the interpreter.
   *
   * @throws MissingPrerequisiteException when there is none
   */
  static Path interpreter() {
    String named = System.getProperty("pollex.python");
    String home = System.getProperty("pollex.home", ".pollex");
    Path python = named != null ? Path.of(named) : Path.of(home, "venv", "bin", "python");
    if (!Files.isExecutable(python)) {
      throw missing("the simulation server's Python is not there: " + python);
    }
    return python.toAbsolutePath();
  }

  /**
   * Puts the server of this program's own folder before the one that the environment was made with,
   * so that several checkouts can share one environment.
   */
  static void preferOwnSources(Map<String, String> environment) {
    String root = System.getProperty("pollex.root");
    if (root != null) {
      Path sources = Path.of(root, "sim-bridge", "server").toAbsolutePath();
      environment.merge("PYTHONPATH", sources.toString(), (theirs, ours) -> ours + ":" + theirs);
    }
  }

  /** The error for an environment that is missing or incomplete. */
  static MissingPrerequisiteException missing(String problem) {
    return new MissingPrerequisiteException(problem, REMEDY);
  }
}
