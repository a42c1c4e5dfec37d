package org.pollex.ros.rtps;

/**
 * Names one message in the whole network; a service's reply carries its request's.
 *
 * @param writer who wrote it (by ROS 2's convention a request names the reader of its reply)
 * @param sequence its number
 */
public record SampleIdentity(Guid writer, long sequence) {}
