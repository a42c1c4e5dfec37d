package org.pollex.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.pollex.datasets.bag.Bag;
import org.pollex.datasets.bag.BagMessage;
import org.pollex.datasets.bag.Connection;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.errors.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pollex ros bag dump}: the messages of a topic, one JSON object a line. */
@Command(
    name = "dump",
    description = {
      "Prints the messages of a topic by their log time, one JSON object a line: topic, log_time",
      "(nanoseconds), type, message. Bytes are lists of numbers; NaN and infinities are texts."
    })
final class RosBagDump implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "A bag's file or folder; told by content.")
  private Path file;

  @Option(names = "--topic", required = true, paramLabel = "T", description = "The topic.")
  private String topic;

  @Option(names = "--limit", paramLabel = "N", description = "Stop after N messages.")
  private long limit = Long.MAX_VALUE;

  @Option(names = "--json", description = "Accepted for uniformity: the lines are JSON anyway.")
  private boolean json;

  @Option(names = "--debug", description = "Print a stack trace when something fails.")
  private boolean debug;

  @Override
  public Integer call() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    PrintWriter out = command.commandLine().getOut();
    try (Bag bag = Bag.open(file)) {
      List<String> topics = bag.connections().stream().map(Connection::topic).distinct().toList();
      if (!topics.contains(topic)) {
        throw BadInputException.unknownName("topic", topic, topics);
      }
      Map<Integer, MessageCodec> codecs = new HashMap<>();
      long n = 0;
      for (Iterator<BagMessage> all = bag.messages(Set.of(topic));
          all.hasNext() && n < limit;
          n++) {
        BagMessage message = all.next();
        Connection connection = message.connection();
        MessageCodec codec = codecs.computeIfAbsent(connection.id(), id -> connection.codec());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("topic", topic);
        line.put("log_time", message.logTime());
        line.put("type", connection.type());
        line.put("message", message.decode(codec).toMap());
        out.println(mapper.writeValueAsString(line));
      }
      out.flush();
      bag.damage()
          .ifPresent(d -> command.commandLine().getErr().println("the bag is damaged: " + d));
    }
    return 0;
  }
}
