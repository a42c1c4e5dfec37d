package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.pollex.datasets.bag.BagSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pollex ros bag info}: what a bag holds. */
@Command(
    name = "info",
    description = {
      "Shows the topics, counts and times of a bag: MCAP, a ROS 1 bag, a sqlite3 file or a folder",
      "of rosbag2, compressed ones and torn ones too. Times in the JSON are nanoseconds."
    })
final class RosBagInfo extends Verb<BagSummary> {
  @Parameters(paramLabel = "FILE", description = "A bag's file or folder; told by content.")
  private Path file;

  @Override
  protected BagSummary answer() {
    return BagSummary.of(file);
  }

  @Override
  protected void print(BagSummary answer, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s: %s, %d messages in %.3f s%n",
        answer.file(),
        answer.format(),
        answer.messages(),
        answer.seconds());
    if (answer.damage() != null) {
      out.println("damaged: " + answer.damage() + "; what is whole was read");
    }
    out.println();
    TextTable table = new TextTable("topic", "type", "messages", "bytes", "Hz");
    for (BagSummary.Topic topic : answer.topics()) {
      table.row(
          topic.topic(),
          topic.type(),
          Long.toString(topic.messages()),
          Long.toString(topic.bytes()),
          String.format(Locale.ROOT, "%.2f", topic.hz()));
    }
    table.print(out);
  }
}
