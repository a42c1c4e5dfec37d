package org.pollex.ros.rtps;

/**
 * One received message.
 *
 * @param payload encapsulation header (4 bytes) and CDR; the receiver's own copy
 * @param writer who wrote it
 * @param sequence its number among that writer's, from 1
 * @param related the message that it answers, or null
 * @param sourceNanos the writer's clock at writing, ns since 1970; 0 if it did not say
 */
public record Sample(
    byte[] payload, Guid writer, long sequence, SampleIdentity related, long sourceNanos) {}
