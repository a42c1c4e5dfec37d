package org.pollex.ros.rtps;

import java.util.List;

/**
 * A writer and a reader of one topic that cannot be joined.
 *
 * @param writer its endpoint
 * @param reader its endpoint
 * @param reasons one sentence each, naming both sides' values
 */
public record Mismatch(Endpoint writer, Endpoint reader, List<String> reasons) {
  @Override
  public String toString() {
    return writer.topic() + ": " + String.join("; ", reasons);
  }
}
