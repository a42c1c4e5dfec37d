package org.pollex.eval.trial.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pollex.errors.RunFailedException;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.TrialFolder;

/** A {@link TrialReferee} in a process of its own; it ends with this one. */
public final class RefereeProcess implements Stopping {
  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;
  private final Path log;

  private RefereeProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.questions = process.outputWriter(StandardCharsets.US_ASCII);
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  /** Starts a referee for a sequential trial; a fixed one needs none. */
  public static Stopping start(TrialFolder folder, KeyRing keys) {
    SealedHeader header = folder.header();
    return header.analysis().isSequential() ? launch(folder, keys) : NEVER;
  }

  /** Starts a referee for any trial; one of the manual world starts commands, too. */
  public static RefereeProcess launch(TrialFolder folder, KeyRing keys) {
    SealedHeader header = folder.header();
    Path log = keys.of(header.planDigest()).resolve("referee.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                new ArrayList<>(
                    List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        TrialReferee.class.getName(),
                        folder.path().toAbsolutePath().toString(),
                        keys.folder().toAbsolutePath().toString())))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    try {
      return new RefereeProcess(builder.start(), log);
    } catch (IOException e) {
      throw new RunFailedException("the referee of the trial cannot be started", "", e);
    }
  }

  private synchronized String ask(String question) {
    try {
      questions.write(question);
      questions.newLine();
      questions.flush();
      String answer = answers.readLine();
      if (answer != null) {
        return answer;
      }
    } catch (IOException ended) {
      throw lost(ended);
    }
    throw lost(null);
  }

  private RunFailedException lost(IOException cause) {
    return new RunFailedException(
        "the process that applies the stopping rule was lost",
        "Run the same command again. What it printed is in " + log,
        cause);
  }

  /** Starts the command of a trial; returns after the same time for every policy. */
  public void start(String code) {
    if (!ask("start " + code).equals("ok")) {
      throw new RunFailedException(
          "the command of trial " + code + " cannot be started",
          "What it printed is in the key folder, where the operator does not look.");
    }
  }

  /** Returns how the command is that was started last. */
  public CommandState state() {
    return CommandState.valueOf(ask("state"));
  }

  /** Ends the command of the trial that was started last. */
  public void stop() {
    ask("stop");
  }

  @Override
  public void reach(int index) {
    ask("reach " + index);
  }

  @Override
  public boolean needed(int index) {
    return ask("needed " + index).equals("1");
  }

  @Override
  public void observe(int index, boolean success) {
    ask("observe " + index + (success ? " 1" : " 0"));
  }

  @Override
  public void close() {
    try {
      questions.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException gone) {
      process.destroyForcibly();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
