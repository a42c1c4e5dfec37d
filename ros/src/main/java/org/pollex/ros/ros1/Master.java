package org.pollex.ros.ros1;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pollex.errors.RunFailedException;
import org.pollex.ros.ros1.xmlrpc.XmlRpcClient;

/**
 * The master's interface, one method each. Every answer is {@code [code, message, value]}; a code
 * other than 1 is a refusal.
 *
 * <p>Source: ROS wiki, "Master API" and "Parameter Server API".
 */
final class Master {
  private final XmlRpcClient client;
  private final String caller;

  Master(URI uri, String caller, Duration timeout) {
    this.client = new XmlRpcClient(uri, timeout);
    this.caller = caller;
  }

  URI uri() {
    return client.server();
  }

  /** The process of the master: another one after a restart. */
  int pid() throws IOException {
    return (Integer) ask("getPid");
  }

  /** Returns where this node is registered at, or an empty text. */
  String lookupNode(String name) throws IOException {
    Answer answer = answer("lookupNode", name);
    return answer.code() == 1 ? (String) answer.value() : "";
  }

  void registerPublisher(String topic, String type, URI slave) throws IOException {
    ask("registerPublisher", topic, type, slave.toString());
  }

  void unregisterPublisher(String topic, URI slave) throws IOException {
    ask("unregisterPublisher", topic, slave.toString());
  }

  /** Returns where the topic's publishers are. */
  List<String> registerSubscriber(String topic, String type, URI slave) throws IOException {
    return texts(ask("registerSubscriber", topic, type, slave.toString()));
  }

  void unregisterSubscriber(String topic, URI slave) throws IOException {
    ask("unregisterSubscriber", topic, slave.toString());
  }

  void registerService(String name, String service, URI slave) throws IOException {
    ask("registerService", name, service, slave.toString());
  }

  void unregisterService(String name, String service) throws IOException {
    ask("unregisterService", name, service);
  }

  /** Returns where a service is, or an empty text. */
  String lookupService(String name) throws IOException {
    Answer answer = answer("lookupService", name);
    return answer.code() == 1 ? (String) answer.value() : "";
  }

  /** Returns pairs of topic and type. */
  List<List<String>> topicTypes() throws IOException {
    List<List<String>> all = new ArrayList<>();
    for (Object pair : (List<?>) ask("getTopicTypes")) {
      all.add(texts(pair));
    }
    return all;
  }

  /** Asks for anything; a refusal is an error. */
  Object ask(String method, Object... arguments) throws IOException {
    Answer answer = answer(method, arguments);
    if (answer.code() != 1) {
      throw new IOException("the ROS master refuses " + method + ": " + answer.message());
    }
    return answer.value();
  }

  /** Asks for anything, refused or not. */
  Answer answer(String method, Object... arguments) throws IOException {
    Object[] all = new Object[arguments.length + 1];
    all[0] = caller;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Answer.of(method, client.call(method, all));
  }

  private static List<String> texts(Object value) throws IOException {
    List<String> all = new ArrayList<>();
    for (Object one : value instanceof List<?> list ? list : List.of()) {
      if (!(one instanceof String text)) {
        throw new IOException("the ROS master answers " + value + " where texts are expected");
      }
      all.add(text);
    }
    return all;
  }

  /** What a person is told when the master does not answer. */
  RunFailedException unreachable(IOException cause) {
    return new RunFailedException(
        "the ROS master at " + uri() + " cannot be used: " + cause.getMessage(),
        "Start it (rosmaster --core, or roscore), and set ROS_MASTER_URI to where it is.",
        cause);
  }
}
