package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.pollex.datasets.exchange.Conversion;
import org.pollex.datasets.source.DatasetSummary;
import org.pollex.datasets.source.StreamSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pollex data info}: what is in a file of episodes. */
@Command(
    name = "info",
    description = {
      "Show what is in a journal, an HDF5 file or another tool's data set: episodes, streams,",
      "rates, hashes.",
      "Example: pollex data info demos.hdf5"
    })
final class DataInfoCommand extends Verb<DatasetSummary> {
  @Parameters(
      paramLabel = "FILE",
      description = "A journal, an HDF5 file, or a zarr, LeRobot or MT3 folder.")
  private Path file;

  @Override
  protected DatasetSummary answer() {
    return Conversion.summary(file);
  }

  @Override
  protected void print(DatasetSummary answer, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s: %s, %.1f MB%n%d episodes, %d steps%s%s%n",
        answer.file(),
        answer.format(),
        answer.bytes() / 1e6,
        answer.episodes(),
        answer.steps(),
        answer.successes() == null ? "" : ", " + answer.successes() + " successful",
        answer.unfinished() == 0 ? "" : ", " + answer.unfinished() + " unfinished");
    if (answer.environment() != null) {
      out.println("world " + answer.environment().name() + pairs(answer.environment().versions()));
    }
    if (!answer.rates().isEmpty()) {
      String rates =
          answer.rates().stream()
              .map(r -> "%.4g Hz".formatted(r))
              .collect(Collectors.joining(", "));
      out.println("control rate " + rates);
    }
    if (!answer.tasks().isEmpty()) {
      out.println("tasks" + pairs(answer.tasks()));
    }
    if (!answer.filterKeys().isEmpty()) {
      out.println("filter keys" + pairs(answer.filterKeys()));
    }
    answer.hashes().forEach((name, hash) -> out.println(name + " " + hash));
    if (answer.tornTail() != null) {
      out.println("torn tail: " + answer.tornTail() + "; everything before it is intact");
    }
    out.println();
    TextTable table = new TextTable("stream", "type", "row", "unit", "frame", "privilege");
    rows(table, answer.streams(), "");
    rows(table, answer.tensors(), " (once)");
    table.print(out);
  }

  private static void rows(TextTable table, Collection<StreamSummary> streams, String mark) {
    for (StreamSummary stream : streams) {
      table.row(
          stream.name() + mark,
          stream.dtype(),
          stream.shape().toString(),
          stream.unit(),
          stream.frame(),
          stream.privilege());
    }
  }

  private static String pairs(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(entry -> " " + entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
