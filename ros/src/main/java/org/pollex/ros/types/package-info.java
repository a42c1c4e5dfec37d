/**
 * The types of ROS 2: messages, services and actions, found by name ({@link
 * org.pollex.ros.types.Interfaces}).
 *
 * <p>A type is data here, read from {@code .msg}, {@code .srv} and {@code .action} files, and its
 * messages are {@link org.pollex.datasets.message.Message}s, the same that bags are read into: a
 * recorder, a bag and a node share one codec, and a lab's own types need no build. Each type knows
 * its hash (REP-2011) and its name in DDS.
 */
package org.pollex.ros.types;
