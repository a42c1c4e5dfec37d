package org.pollex.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.sim.metaworld.Metaworld;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code pollex demo}: the main job from end to end, as the sequence of commands that a person
 * would type. Each step is skipped when its result is there, so an interrupted demo goes on.
 */
@Command(
    name = "demo",
    description = {
      "The main job, end to end, from one demonstration of each task to a report.",
      "Records the demonstrations, indexes them, compares policies in a sealed, blinded, randomized",
      "trial, and writes the report.",
      "Interrupted, the same command goes on where it stopped."
    })
final class DemoCommand extends Verb<DemoCommand.Answer> {
  private static final String QUICK_TASKS = "button-press-v3,drawer-open-v3,window-open-v3";
  private static final int DEMONSTRATION_SEED = 0;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for everything the demo writes (default: pollex-demo[-quick]).")
  private Path out;

  @Option(
      names = "--quick",
      description = "3 tasks, 3 policies, 10 rollouts each: under a minute, and proves little.")
  private boolean quick;

  @Mixin private BackendOptions backend;

  @Option(names = "--fresh", description = "Start over in a new folder beside an existing one.")
  private boolean fresh;

  @Option(
      names = "--seed",
      defaultValue = "1000",
      paramLabel = "S",
      description = "Seed of the trial's initial conditions and order (default: ${DEFAULT-VALUE}).")
  private int seed;

  /** What the demo left behind. */
  record Answer(String folder, String report, String demonstrations, String trial, int seed) {}

  /** One command of the sequence and the file that shows that it is done. */
  private record Step(Path result, List<String> command) {}

  @Override
  protected Answer answer() throws IOException {
    Path folder = folder();
    Files.createDirectories(folder);
    Path report = folder.resolve("report.html");
    Path settings = folder.resolve("demo.txt");
    refuseOtherSettings(settings);
    if (Files.exists(report)) {
      log().println("This demo is finished; --fresh runs it again in a new folder.");
    } else {
      runAll(folder, report);
    }
    return new Answer(
        folder.toString(),
        report.toString(),
        folder.resolve("demonstrations.hdf5").toString(),
        folder.resolve("trial").toString(),
        seed);
  }

  /** Runs the steps; on a server, on one and the same for all. */
  private void runAll(Path folder, Path report) throws IOException {
    if (!backend.startsServer()) {
      runSteps(steps(folder, report, backend.words()));
      return;
    }
    try (Metaworld metaworld = Metaworld.start()) {
      if (metaworld.client().info().glBackend().isEmpty()) {
        log()
            .println(
                "No OpenGL works here, and none is needed: the report draws its rollouts from point"
                    + " clouds (pictures of scenes: install libosmesa6, then pollex sim render).");
      }
      String address = metaworld.server().address().toString();
      runSteps(steps(folder, report, List.of("--sim", address)));
    }
  }

  private void runSteps(List<Step> steps) {
    for (Step step : steps) {
      if (!Files.exists(step.result())) {
        run(step.command());
      }
    }
  }

  private Path folder() {
    Path wanted = out != null ? out : Path.of(quick ? "pollex-demo-quick" : "pollex-demo");
    if (!fresh) {
      return wanted;
    }
    int number = 2;
    while (Files.exists(wanted.resolveSibling(wanted.getFileName() + "-" + number))) {
      number++;
    }
    return Files.exists(wanted)
        ? wanted.resolveSibling(wanted.getFileName() + "-" + number)
        : wanted;
  }

  /** A folder belongs to the settings it was begun with. */
  private void refuseOtherSettings(Path settings) throws IOException {
    String mine = (quick ? "quick" : "full") + " seed " + seed + "\n";
    if (!Files.exists(settings)) {
      Files.writeString(settings, mine);
    } else if (!Files.readString(settings).equals(mine)) {
      throw new BadInputException(
          settings.getParent() + " holds a demo begun as: " + Files.readString(settings).strip(),
          "Give another folder with --out, or --fresh.");
    }
  }

  /** A command with the words that say where its world is. */
  private static List<String> in(List<String> world, String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(world);
    return words;
  }

  private List<Step> steps(Path folder, Path report, List<String> world) {
    Path demonstrations = folder.resolve("demonstrations.hdf5");
    Path index = folder.resolve("index");
    Path plan = folder.resolve("plan.yaml");
    Path trial = folder.resolve("trial");
    String tasks = quick ? QUICK_TASKS : "fixtures";
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            demonstrations,
            in(
                world,
                "data",
                "record",
                "--task",
                tasks,
                "--demos",
                "1",
                "--seed",
                String.valueOf(DEMONSTRATION_SEED),
                "--out",
                demonstrations.toString())));
    steps.add(
        new Step(
            index,
            List.of("index", "build", demonstrations.toString(), "--out", index.toString())));
    List<String> planning =
        new ArrayList<>(
            List.of(
                "trial",
                "plan",
                "--name",
                quick ? "Pollex demo, quick" : "Pollex demo",
                "--task",
                tasks,
                "--policy",
                "mt3=mt3:" + index,
                "--policy",
                "replay=replay:" + index));
    if (!quick) {
      planning.addAll(List.of("--policy", "knn=knn:" + index));
    }
    planning.addAll(
        List.of(
            "--policy",
            "expert=expert",
            "--rollouts",
            quick ? "10" : "20",
            "--seed",
            String.valueOf(seed),
            "--out",
            plan.toString()));
    steps.add(new Step(plan, planning));
    steps.add(
        new Step(trial, in(world, "trial", "seal", plan.toString(), "--out", trial.toString())));
    steps.add(new Step(trial.resolve("results.json"), in(world, "trial", "run", trial.toString())));
    steps.add(
        new Step(trial.resolve("results.json"), List.of("trial", "unseal", trial.toString())));
    steps.add(
        new Step(report, List.of("trial", "report", trial.toString(), "--out", report.toString())));
    return steps;
  }

  /**
   * Runs one command as a person would, with its output on standard error when JSON is asked for.
   */
  private void run(List<String> command) {
    log().println("$ pollex " + String.join(" ", command));
    log().flush();
    CommandLine line = Main.commandLine();
    if (json()) {
      line.setOut(log());
    }
    int code = line.execute(command.toArray(String[]::new));
    if (code != 0) {
      throw new RunFailedException(
          "the demo stopped at: pollex " + String.join(" ", command) + " (exit code " + code + ")",
          "See the message above; the same demo command goes on from here.");
    }
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    output.println("Report: " + answer.report());
    output.println("Check it yourself: pollex trial verify " + answer.trial());
  }
}
