package org.pollex.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pollex.errors.RunFailedException;
import org.pollex.eval.trial.run.RefereeProcess;
import org.pollex.eval.trial.run.Shard;
import org.pollex.eval.trial.run.ShardMerge;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.TrialFolder;

/** Runs the parts of a trial in child processes of this machine, and merges them. */
final class ChildShards {
  private final Path trial;
  private final Path keys;
  private final int slots;
  private final PrintWriter log;

  ChildShards(Path trial, Path keys, int slots, PrintWriter log) {
    this.trial = trial;
    this.keys = keys;
    this.slots = slots;
    this.log = log;
  }

  /** Returns the number of outcomes that the merge added. */
  int run(TrialFolder folder, int processes) {
    int before = TrialJournals.outcomes(folder).size();
    List<Process> children = new ArrayList<>();
    try {
      for (int number = 1; number <= processes; number++) {
        children.add(start(new Shard(number, processes)));
      }
      for (Process child : children) {
        child.waitFor();
      }
    } catch (IOException e) {
      throw new RunFailedException("a child process cannot be started", "", e);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("interrupted", "Run the same command again.", stopped);
    } finally {
      children.forEach(Process::destroy);
    }
    ShardMerge.Merged merged =
        ShardMerge.merge(folder, List.of(), RefereeProcess.start(folder, new KeyRing(keys)));
    if (!merged.complete()) {
      throw new RunFailedException(
          merged.missing().size() + " trials were not finished by the child processes",
          "Run the same command again; what is finished is kept.");
    }
    return merged.outcomes() - before;
  }

  private Process start(Shard shard) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    System.getProperties()
        .forEach(
            (name, value) -> {
              if (name.toString().startsWith("pollex.")) {
                line.add("-D" + name + "=" + value);
              }
            });
    line.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    line.add(Main.class.getName());
    line.addAll(List.of("trial", "run", trial.toString(), "--shard", shard.toString()));
    line.addAll(List.of("--keys", keys.toString(), "--slots", String.valueOf(slots)));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    log.println("shard " + shard + " in a process of its own");
    return builder.start();
  }
}
