package org.pollex.ros.ros1;

import org.pollex.datasets.message.Message;

/**
 * A message that arrived.
 *
 * @param message decoded
 * @param bytes as it came, serialized
 * @param type its type
 * @param publisher name of the node that sent it
 * @param nanos when it arrived, by {@link System#nanoTime()}
 */
public record Received(
    Message message, byte[] bytes, Ros1Type type, String publisher, long nanos) {}
