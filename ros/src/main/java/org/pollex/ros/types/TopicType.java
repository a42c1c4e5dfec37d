package org.pollex.ros.types;

import java.util.Map;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.MessageDefinition;
import org.pollex.datasets.message.MessageType;
import org.pollex.datasets.message.Serialization;

/**
 * What can be sent on a topic: a message, or a part of a service or an action.
 *
 * @param name in full: {@code sensor_msgs/msg/JointState}, {@code std_srvs/srv/SetBool_Request}
 * @param hash {@code RIHS01_…}: what ROS 2 calls this type's content since Iron
 * @param definitions its own and nested ones, by {@code package/Type}
 */
public record TopicType(String name, String hash, Map<String, MessageDefinition> definitions) {
  /** Copies the definitions. */
  public TopicType {
    definitions = Map.copyOf(definitions);
  }

  /** Returns the name in DDS: {@code sensor_msgs::msg::dds_::JointState_}. */
  public String ddsName() {
    return ddsName(name);
  }

  static String ddsName(String name) {
    int last = name.lastIndexOf('/');
    return name.substring(0, last).replace("/", "::") + "::dds_::" + name.substring(last + 1) + "_";
  }

  /** Makes a codec between messages and their bytes; for one thread at a time. */
  public MessageCodec newCodec() {
    return MessageCodec.of(name, definitions, Serialization.CDR);
  }

  /** Returns the type whose messages {@link MessageType#zero} and {@link MessageType#of} make. */
  public MessageType messages() {
    return newCodec().type();
  }
}
