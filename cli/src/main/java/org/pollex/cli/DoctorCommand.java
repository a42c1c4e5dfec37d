package org.pollex.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.mujoco.MjRenderer;
import org.pollex.mujoco.camera.Rendering;
import picocli.CommandLine.Command;

/** {@code pollex doctor}: what this machine has, what it lacks, and what to do about it. */
@Command(
    name = "doctor",
    description =
        "Check this machine: JDK, Python, simulator, native libraries, OpenGL, resources.")
final class DoctorCommand extends Verb<DoctorCommand.Answer> {
  private static final long GIB = 1L << 30;

  /** All checks; ok when everything that is required is there. */
  record Answer(boolean ok, List<Check> checks) {}

  /**
   * One check.
   *
   * @param required false for what Pollex can do without
   * @param fix what to do when it is not ok; empty otherwise
   */
  record Check(String name, boolean ok, boolean required, String detail, String fix) {}

  @Override
  protected Answer answer() {
    Path home = Path.of(System.getProperty("pollex.home", ".pollex"));
    Path python = home.resolve("venv/bin/python");
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            "JDK",
            Runtime.version().feature() == 25,
            true,
            Runtime.version().toString(),
            Runtime.version().feature() == 25 ? "" : "Install JDK 25."));
    checks.add(systemPython());
    checks.add(
        simulator(
            "simulator",
            python,
            true,
            "import metaworld, mujoco, grpc; from importlib.metadata import version as v;"
                + "print('metaworld', v('metaworld'), 'mujoco', mujoco.__version__)",
            Map.of("MUJOCO_GL", "disable"),
            "It is set up by the first command that needs it, for example ./pollex sim info."));
    checks.add(openGl(python));
    checks.add(pictures());
    checks.add(
        attempt(
            "HDF5 library",
            "Report this with the output of --debug.",
            DemonstrationWriter::libraryVersion));
    checks.add(resources(home));
    boolean ok = checks.stream().allMatch(check -> check.ok() || !check.required());
    return new Answer(ok, checks);
  }

  private static Check systemPython() {
    Ran ran = run(List.of("python3", "--version"), Map.of());
    boolean ok = ran.code() == 0 && ran.output().matches("Python 3\\.1[0-3]\\..*");
    String fix = "Install Python 3.10 to 3.13 with its venv module.";
    return new Check("Python", ok, true, ran.output(), ok ? "" : fix);
  }

  private static Check simulator(
      String name,
      Path python,
      boolean required,
      String program,
      Map<String, String> environment,
      String fix) {
    if (!Files.isExecutable(python)) {
      return new Check(name, false, required, "no environment at " + python, fix);
    }
    Ran ran = run(List.of(python.toString(), "-c", program), environment);
    return new Check(name, ran.code() == 0, required, ran.lastLine(), ran.code() == 0 ? "" : fix);
  }

  /** Rendering works with either of two back ends; clouds and everything else need none. */
  private static Check openGl(Path python) {
    String program =
        "import mujoco; c = mujoco.GLContext(16, 16); c.make_current(); c.free(); print('%s')";
    for (String backend : List.of("egl", "osmesa")) {
      Check check =
          simulator(
              "OpenGL (pictures)",
              python,
              false,
              program.formatted(backend),
              Map.of("MUJOCO_GL", backend),
              "Optional. Install Debian's libosmesa6, or a driver with EGL.");
      if (check.ok() || backend.equals("osmesa")) {
        return check;
      }
    }
    throw new AssertionError("unreachable");
  }

  /** What draws sim render --backend native, and the film strips of reports. */
  private static Check pictures() {
    MjRenderer.OpenGl openGl = Rendering.openGl();
    boolean ok = openGl != MjRenderer.OpenGl.NONE;
    return new Check(
        "rollout pictures",
        ok,
        false,
        switch (openGl) {
          case NONE -> "cast rays and flat colours";
          case SOFTWARE -> "MuJoCo's renderer by the processor; cast rays for film strips";
          case GPU -> "MuJoCo's renderer on a GPU";
        },
        ok ? "" : "Optional. Install Debian's libosmesa6, or a driver with EGL.");
  }

  private static Check attempt(String name, String fix, Supplier<String> detail) {
    try {
      return new Check(name, true, true, detail.get(), "");
    } catch (RuntimeException | LinkageError failure) {
      return new Check(name, false, true, String.valueOf(failure.getMessage()), fix);
    }
  }

  private static Check resources(Path home) {
    int cores = Runtime.getRuntime().availableProcessors();
    var system =
        (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    double memory = (double) system.getTotalMemorySize() / GIB;
    double disk;
    try {
      Path existing = Files.exists(home) ? home : home.toAbsolutePath().getParent();
      disk = (double) Files.getFileStore(existing).getUsableSpace() / GIB;
    } catch (IOException unknown) {
      disk = Double.NaN;
    }
    boolean ok = memory >= 3.5 && !(disk < 3);
    String detail =
        String.format("%d cores, %.0f GiB memory, %.0f GiB of disk free", cores, memory, disk);
    return new Check(
        "resources", ok, true, detail, ok ? "" : "4 GiB of memory and 3 GiB of disk are needed.");
  }

  private record Ran(int code, String output) {
    String lastLine() {
      return output.substring(output.lastIndexOf('\n') + 1);
    }
  }

  private static Ran run(List<String> command, Map<String, String> environment) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes()).strip();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Ran(1, "no answer within 60 s");
      }
      return new Ran(process.exitValue(), output);
    } catch (IOException missing) {
      return new Ran(127, "not found: " + command.getFirst());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Ran(130, "interrupted");
    }
  }

  @Override
  protected int exitCode(Answer answer) {
    return answer.ok() ? 0 : 3;
  }

  @Override
  protected void print(Answer answer, PrintWriter out) {
    for (Check check : answer.checks()) {
      String mark = check.ok() ? "ok" : check.required() ? "MISSING" : "absent";
      out.printf("%-18s %-8s %s%n", check.name(), mark, check.detail());
      if (!check.fix().isEmpty()) {
        out.printf("%-18s %-8s %s%n", "", "", check.fix());
      }
    }
  }
}
