package org.pollex.ros.node;

import java.util.regex.Pattern;
import org.pollex.errors.BadInputException;

/**
 * Names in ROS 2 and how DDS spells them: topic {@code /a/b} is {@code rt/a/b}, service {@code /a}
 * is {@code rq/aRequest} and {@code rr/aReply}.
 */
final class Names {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern FULL = Pattern.compile("(/[A-Za-z_][A-Za-z0-9_]*)+");
  private static final String TOPIC = "rt";
  private static final String REQUEST = "rq";
  private static final String REPLY = "rr";

  private Names() {}

  /** Checks a node's own name. */
  static String node(String name) {
    if (!TOKEN.matcher(name).matches()) {
      throw new BadInputException(
          "'" + name + "' names no node",
          "Allowed: letters, digits and _, not starting with a digit.");
    }
    return name;
  }

  /** Checks a namespace: {@code /}, or names each behind a slash. */
  static String namespace(String name) {
    if (!name.equals("/") && !FULL.matcher(name).matches()) {
      throw new BadInputException(
          "'" + name + "' is no namespace",
          "Allowed: / or names of letters, digits and _ behind slashes.");
    }
    return name;
  }

  /**
   * Expands a name as ROS 2 does: {@code /absolute}, {@code relative} to the namespace, {@code
   * ~/private} to the node.
   */
  static String expand(String name, String namespace, String node) {
    String base = namespace.equals("/") ? "" : namespace;
    String full = name.startsWith("/") ? name : base + "/" + name;
    if (name.equals("~") || name.startsWith("~/")) {
      full = base + "/" + node + name.substring(1);
    }
    if (!FULL.matcher(full).matches()) {
      throw new BadInputException(
          "'" + name + "' names no topic or service",
          "Allowed: /absolute, relative or ~/private; letters, digits and _ between slashes.");
    }
    return full;
  }

  static String topic(String full) {
    return TOPIC + full;
  }

  static String request(String full) {
    return REQUEST + full + "Request";
  }

  static String reply(String full) {
    return REPLY + full + "Reply";
  }

  /** Returns the topic's name in ROS, or null if DDS's is no topic of ROS. */
  static String fromTopic(String dds) {
    return dds.startsWith(TOPIC + "/") ? dds.substring(TOPIC.length()) : null;
  }

  /** Returns the service's name in ROS, or null if DDS's is no request of a service. */
  static String fromRequest(String dds) {
    boolean request = dds.startsWith(REQUEST + "/") && dds.endsWith("Request");
    return request ? dds.substring(REQUEST.length(), dds.length() - "Request".length()) : null;
  }

  /** Returns the type's name in ROS, or DDS's if it is none of ROS. */
  static String fromType(String dds) {
    boolean ours = dds.contains("::dds_::") && dds.endsWith("_");
    return ours
        ? dds.substring(0, dds.length() - 1).replace("::dds_::", "/").replace("::", "/")
        : dds;
  }
}
