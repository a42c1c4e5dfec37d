package org.pollex.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.run.CommandState;
import org.pollex.eval.trial.run.ManualTrials;
import org.pollex.eval.trial.seal.SealedTrial;

/** Asks an operator at a terminal for the outcomes of a trial on a robot. Shows codes only. */
final class OperatorPrompt {
  private static final String HELP =
      "go: start the policy   y or n [NOTE]: success or failure   retract CODE REASON   quit";

  private final ManualTrials trials;
  private final Consumer<String> start;
  private final Supplier<CommandState> state;
  private final Runnable stop;
  private final BufferedReader in;
  private final PrintWriter out;
  private String startedCode = "";
  private long startedNanos;

  /**
   * Creates a prompt.
   *
   * @param start starts the policy of a code
   * @param state how that is which was started last
   * @param stop ends what was started last
   */
  OperatorPrompt(
      ManualTrials trials,
      Consumer<String> start,
      Supplier<CommandState> state,
      Runnable stop,
      BufferedReader in,
      PrintWriter out) {
    this.trials = trials;
    this.start = start;
    this.state = state;
    this.stop = stop;
    this.in = in;
    this.out = out;
  }

  /** Asks until the trial is closed, or the operator leaves; returns true when it is closed. */
  boolean run() throws IOException {
    out.println(HELP);
    while (true) {
      Optional<SealedTrial> next = trials.next();
      if (next.isPresent()) {
        SealedTrial trial = next.get();
        out.printf("%n%s  %s  (%s)%n> ", trial.code(), trial.task(), trial.condition());
      } else {
        out.printf("%nEvery outcome is there. close: end the trial   retract CODE REASON%n> ");
      }
      out.flush();
      String line = in.readLine();
      if (line == null || line.strip().equals("quit")) {
        return false;
      }
      try {
        if (next.isEmpty() && line.strip().equals("close")) {
          trials.finish();
          return true;
        }
        follow(line.strip(), next);
      } catch (BadInputException refused) {
        out.println(refused.getMessage());
      }
    }
  }

  private void follow(String line, Optional<SealedTrial> next) throws IOException {
    String[] words = line.split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    switch (words[0].toLowerCase(Locale.ROOT)) {
      case "go" -> {
        startedCode = next.orElseThrow(OperatorPrompt::nothingToRun).code();
        start.accept(startedCode);
        startedNanos = System.nanoTime();
        out.println("started");
      }
      case "y", "n" -> enter(next.orElseThrow(OperatorPrompt::nothingToRun), words[0], rest);
      case "retract" -> {
        String[] parts = rest.split("\\s+", 2);
        String code = parts[0].toUpperCase(Locale.ROOT);
        trials.retract(UUID.randomUUID().toString(), code, parts.length > 1 ? parts[1] : "");
        out.println("retracted; " + code + " comes up again");
      }
      default -> out.println(HELP);
    }
  }

  private void enter(SealedTrial trial, String answer, String note) throws IOException {
    if (!startedCode.equals(trial.code())) {
      throw new BadInputException("trial " + trial.code() + " was not started", "Type: go");
    }
    if (ended(trial.code())) {
      return;
    }
    double seconds = (System.nanoTime() - startedNanos) / 1e9;
    stop.run();
    Map<String, Boolean> milestones = new LinkedHashMap<>();
    for (String milestone : trials.milestones(trial.task())) {
      out.print("  " + milestone + "? y/n ");
      out.flush();
      String met = in.readLine();
      if (met == null) {
        return; // Left in the middle: nothing was entered, the trial comes up again.
      }
      milestones.put(milestone, met.strip().toLowerCase(Locale.ROOT).startsWith("y"));
    }
    boolean success = answer.equalsIgnoreCase("y");
    trials.enter(UUID.randomUUID().toString(), trial.code(), success, milestones, seconds, note);
    startedCode = "";
    out.println("kept: " + trial.code() + (success ? " success" : " failure"));
  }

  /**
   * Returns true when the policy ended without anybody's doing here, and is to be started again.
   */
  private boolean ended(String code) {
    CommandState command = state.get();
    if (command == CommandState.DIED) {
      out.println(trials.died(code));
    } else if (command == CommandState.KILLED) {
      out.println(code + ": the policy was ended from outside. That does not count; type go.");
    } else {
      return false;
    }
    startedCode = "";
    return true;
  }

  private static BadInputException nothingToRun() {
    return new BadInputException("no trial is left to run", "Type: close, or retract one.");
  }
}
