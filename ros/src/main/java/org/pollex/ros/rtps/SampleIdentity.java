package org.pollex.ros.rtps;

/**
 * Names one message in the whole network; a service's reply carries its request's.
 *
 * @param writer who wrote it (by ROS 2's convention a request names the reader of its reply)
 * @param sequence its number
 */
public record SampleIdentity(Guid writer, long sequence) {
  /** Returns the inline QoS of an answer to this message, under its old and its new number. */
  byte[] inlineQos() {
    ParameterList list = ParameterList.inline();
    for (int id : new int[] {Pid.RELATED_SAMPLE_IDENTITY_OLD, Pid.RELATED_SAMPLE_IDENTITY}) {
      list.add(
          id,
          b -> {
            writer.write(b);
            Wire.putSequence(b, sequence);
          });
    }
    return list.toBytes();
  }
}
