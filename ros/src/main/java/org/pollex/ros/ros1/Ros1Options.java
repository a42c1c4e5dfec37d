package org.pollex.ros.ros1;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.pollex.errors.BadInputException;

/**
 * How a node joins a ROS 1 graph.
 *
 * @param name the node's name, with a leading slash
 * @param master where the master is
 * @param host the address that other nodes are told to reach this one at
 * @param bind the address that the node listens on
 * @param timeout longest wait for one answer of the master or of another node
 */
public record Ros1Options(
    String name, URI master, String host, InetAddress bind, Duration timeout) {
  private static final Pattern NAME = Pattern.compile("/[A-Za-z][A-Za-z0-9_]*(/[A-Za-z0-9_]+)*");

  /** Checks the name. */
  public Ros1Options {
    if (!NAME.matcher(name).matches()) {
      throw new BadInputException(
          "'" + name + "' is no name of a ROS 1 node",
          "Allowed: /name or /namespace/name of letters, digits and underscores.");
    }
  }

  /**
   * The options that ROS 1's environment variables give: {@code ROS_MASTER_URI}, and {@code
   * ROS_HOSTNAME} or {@code ROS_IP}, the address that this machine is reached at. Without one of
   * the last two the node is on the loopback interface alone.
   *
   * @throws BadInputException if the master's address is no HTTP address, or the own one unknown
   */
  public static Ros1Options of(String name, Map<String, String> environment) {
    String master = environment.getOrDefault("ROS_MASTER_URI", "http://127.0.0.1:11311");
    String host =
        environment.getOrDefault("ROS_HOSTNAME", environment.getOrDefault("ROS_IP", "127.0.0.1"));
    return new Ros1Options(name, uri(master), host, address(host), Duration.ofSeconds(5));
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new BadInputException(
        "the ROS master's address is '" + text + "'",
        "Allowed in ROS_MASTER_URI: http://HOST:PORT, for example http://127.0.0.1:11311.");
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new BadInputException(
          "this machine is to be reached at '" + host + "', which is no address that it knows",
          "Set ROS_IP to an address of this machine's network interface.",
          e);
    }
  }
}
