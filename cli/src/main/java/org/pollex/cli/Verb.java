package org.pollex.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A verb of the command line: computes one answer and prints it for people or for machines.
 *
 * @param <A> the answer; a record (or map) whose fields, in snake_case, are the JSON object, or a
 *     list of these
 */
abstract class Verb<A> implements Callable<Integer> {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  @Spec private CommandSpec command;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output.")
  private boolean json;

  @Option(names = "--debug", description = "Print a stack trace when something fails.")
  private boolean debug;

  /** Does the work; throws a PollexException when it cannot. */
  protected abstract A answer() throws Exception;

  /** Prints the answer for a person. */
  protected abstract void print(A answer, PrintWriter out);

  /** Prints the one JSON object; of a verb with one answer per input, one object a line. */
  private void printJson(A answer, PrintWriter out) throws JsonProcessingException {
    if (answer instanceof List<?> answers) {
      ObjectWriter line = JSON.writer().without(SerializationFeature.INDENT_OUTPUT);
      for (Object each : answers) {
        out.println(line.writeValueAsString(each));
      }
    } else {
      out.println(JSON.writeValueAsString(answer));
    }
  }

  /** Returns the exit code that belongs to an answer; 0 unless the verb is a check. */
  protected int exitCode(A answer) {
    return 0;
  }

  @Override
  public final Integer call() throws Exception {
    A answer = answer();
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      printJson(answer, out);
    } else {
      print(answer, out);
    }
    out.flush();
    return exitCode(answer);
  }

  /** Returns where logs and progress go: standard error, so that standard output stays clean. */
  protected final PrintWriter log() {
    return command.commandLine().getErr();
  }

  /** Returns true when the caller asked for JSON. */
  protected final boolean json() {
    return json;
  }
}
