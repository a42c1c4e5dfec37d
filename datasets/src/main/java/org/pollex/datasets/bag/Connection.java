package org.pollex.datasets.bag;

import java.util.Map;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.Serialization;

/**
 * One topic of a bag, as one publisher wrote it.
 *
 * @param id number in its bag
 * @param topic for example {@code /joint_states}
 * @param type the message type as the bag spells it
 * @param serialization {@code cdr} or {@code ros1}; others are kept but not decoded
 * @param definition the type's definition with those of nested types; empty where the bag has none
 * @param typeHash md5 sum (ROS 1) or REP-2011 hash (ROS 2); empty where the bag has none
 * @param metadata what else the bag says
 */
public record Connection(
    int id,
    String topic,
    String type,
    String serialization,
    String definition,
    String typeHash,
    Map<String, String> metadata) {

  /** Copies the map. */
  public Connection {
    metadata = Map.copyOf(metadata);
  }

  /**
   * Compiles the type.
   *
   * @throws org.pollex.errors.BadInputException if the serialization or the definition is unknown
   */
  public MessageCodec codec() {
    Serialization known = Serialization.named(serialization);
    return definition.isBlank()
        ? MessageCodec.of(type, Map.of(), known)
        : MessageCodec.of(type, definition, known);
  }
}
