package org.pollex.eval.trial.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.pollex.errors.PollexException;
import org.pollex.eval.trial.decide.DecisionRule;
import org.pollex.eval.trial.decide.SealedSequence;
import org.pollex.eval.trial.seal.HostAssignments;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.world.CommandPolicy;

/**
 * The process that applies a sequential stopping rule. It reads the run key, so it knows who acts
 * in which trial; all that it answers is whether a trial is still needed.
 *
 * <p>One line in, one line out: {@code reach I}, {@code needed I} and {@code observe I 0|1}, {@code
 * start CODE}, {@code state} and {@code stop} on standard input; {@code 1}, {@code 0}, {@code ok}
 * or a {@link CommandState} on standard output. It ends with its input.
 */
public final class TrialReferee {
  /** Every start takes as long, however long the command takes to begin. */
  private static final long START_MILLIS = 1000;

  private final SealedSequence sequence;
  private final HostAssignments assignments;
  private final Path log;
  private Process started;

  private TrialReferee(SealedSequence sequence, HostAssignments assignments, Path log) {
    this.sequence = sequence;
    this.assignments = assignments;
    this.log = log;
  }

  /** Starts with nothing observed. */
  static TrialReferee of(TrialFolder folder, KeyRing keys) {
    SealedHeader header = folder.header();
    HostAssignments assignments = folder.assignments(keys.runKey(header.planDigest()));
    List<SealedTrial> trials = folder.trials();
    DecisionRule rule =
        DecisionRule.of(
            header.analysis(),
            header.policyCount(),
            header.tasks().size(),
            header.rolloutsPerPolicyAndTask(),
            assignments.boundarySeed());
    return new TrialReferee(
        new SealedSequence(
            rule.start(),
            header.policyCount(),
            index -> header.tasks().indexOf(trials.get(index).task()),
            index -> assignments.codes().get(trials.get(index).code())),
        assignments,
        keys.of(header.planDigest()).resolve("command.log"));
  }

  /** Answers one line. */
  String answer(String line) {
    String[] words = line.split(" ");
    if (words[0].equals("start")) {
      return start(words[1]);
    }
    if (words[0].equals("stop")) {
      stop();
      return "ok";
    }
    if (words[0].equals("state")) {
      return state().name();
    }
    int index = Integer.parseInt(words[1]);
    switch (words[0]) {
      case "reach" -> sequence.reach(index);
      case "observe" -> sequence.observe(index, words[2].equals("1"));
      default -> {
        return sequence.needed(index) ? "1" : "0";
      }
    }
    return "ok";
  }

  private String start(String code) {
    stop();
    long until = System.nanoTime() + 1_000_000L * START_MILLIS;
    String address = assignments.policies().get(assignments.codes().get(code)).address();
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", "exec " + CommandPolicy.of(address).line())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("POLLEX_TRIAL_CODE", code);
    try {
      started = builder.start();
      while (System.nanoTime() < until) {
        Thread.sleep(5);
      }
    } catch (IOException e) {
      return "failed";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return "ok";
  }

  private CommandState state() {
    return started == null || started.isAlive()
        ? CommandState.RUNNING
        : CommandState.ofExit(started.exitValue());
  }

  private void stop() {
    if (started != null) {
      started.descendants().forEach(ProcessHandle::destroy);
      started.destroy();
      started = null;
    }
  }

  /** Serves the process that started this one; arguments: trial folder, key folder. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    try {
      TrialReferee referee =
          of(TrialFolder.open(Path.of(arguments[0])), new KeyRing(Path.of(arguments[1])));
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(referee.answer(line));
      }
      referee.stop();
    } catch (PollexException failure) {
      System.err.println(failure.getMessage());
      System.exit(failure.exitCode());
    }
  }
}
