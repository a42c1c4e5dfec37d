package org.pollex.eval.statistics.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.pollex.eval.statistics.Outcome;
import org.pollex.eval.statistics.OutcomeTable;

/**
 * Reads outcomes from CSV: {@code policy,task,success[,score,time,censored,condition]}, one rollout
 * a line.
 *
 * <p>{@code success} and {@code censored} are 0 or 1, {@code score} is a number, {@code time} is in
 * seconds. {@code condition} names the initial condition, where policies share it: each at most
 * once per policy and task. Scores, times and conditions may be left empty. A failure is always
 * censored at its time, so {@code censored} only guards against a file that means something else by
 * its times.
 */
public final class OutcomeCsv {

  private static final List<String> COLUMNS =
      List.of("policy", "task", "success", "score", "time", "censored", "condition");
  private static final int REQUIRED = 3;

  /** What tells a first line of data from a header. */
  static final String NUMBER = "[-+.0-9eE]+";

  private OutcomeCsv() {}

  /**
   * Reads a file.
   *
   * @throws org.pollex.errors.BadInputException with file and line of what is wrong
   */
  public static OutcomeTable read(Path file) {
    CsvRows csv = CsvRows.read(file);
    Columns columns = Columns.find(csv, COLUMNS, REQUIRED, row -> row.cell(2).matches(NUMBER));
    List<Outcome> outcomes = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    for (CsvRows.Row row : columns.data()) {
      outcomes.add(outcome(csv, columns, row, seen));
    }
    return new OutcomeTable(outcomes);
  }

  /** Writes outcomes in the form that {@link #read} takes, with a header. */
  public static String text(List<Outcome> outcomes) {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (Outcome row : outcomes) {
      csv.append(quoted(row.policy())).append(',').append(quoted(row.task())).append(',');
      csv.append(row.success() ? 1 : 0).append(',');
      row.score().ifPresent(csv::append);
      csv.append(',');
      row.time().ifPresent(csv::append);
      csv.append(',').append(row.time().isEmpty() ? "" : row.success() ? "0" : "1").append(',');
      csv.append(row.condition().map(OutcomeCsv::quoted).orElse("")).append('\n');
    }
    return csv.toString();
  }

  private static String quoted(String text) {
    return text.matches("[^\",\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static Outcome outcome(
      CsvRows csv, Columns columns, CsvRows.Row row, Set<List<String>> seen) {
    String policy = columns.cell(row, 0);
    String task = columns.cell(row, 1);
    if (policy.isEmpty() || task.isEmpty()) {
      throw csv.error(row, "an empty policy or task", "Name both in every line.");
    }
    boolean success = csv.bit(row, "success", columns.cell(row, 2));
    OptionalDouble score = number(csv, row, "score", columns.cell(row, 3));
    OptionalDouble time = number(csv, row, "time", columns.cell(row, 4));
    if (time.isPresent() && time.getAsDouble() < 0) {
      throw csv.error(row, "time " + time.getAsDouble(), "Allowed: seconds, not negative.");
    }
    String censored = columns.cell(row, 5);
    if (!censored.isEmpty() && csv.bit(row, "censored", censored) && success) {
      throw csv.error(
          row, "a success that is censored", "A rollout that succeeded has a time of success.");
    }
    Outcome outcome = new Outcome(policy, task, success, score, time);
    String condition = columns.cell(row, 6);
    if (condition.isEmpty()) {
      return outcome;
    }
    if (!seen.add(List.of(policy, task, condition))) {
      throw csv.error(
          row,
          "policy %s, task %s: condition %s occurs twice".formatted(policy, task, condition),
          "A policy meets an initial condition of a task once; leave the cell empty otherwise.");
    }
    return outcome.from(condition);
  }

  private static OptionalDouble number(CsvRows csv, CsvRows.Row row, String name, String cell) {
    if (cell.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(cell);
      if (Double.isFinite(value)) {
        return OptionalDouble.of(value);
      }
    } catch (NumberFormatException ignored) {
      // Told below, together with infinite and undefined numbers.
    }
    throw csv.error(row, "%s '%s'".formatted(name, cell), "Allowed: a finite number, or nothing.");
  }
}
