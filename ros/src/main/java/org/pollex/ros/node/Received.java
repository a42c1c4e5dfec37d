package org.pollex.ros.node;

import org.pollex.datasets.message.Message;
import org.pollex.ros.rtps.Sample;

/**
 * A message with how it came.
 *
 * @param message the message
 * @param sample its bytes, writer, number and time stamp
 */
public record Received(Message message, Sample sample) {}
