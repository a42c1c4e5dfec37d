/**
 * RTPS, the protocol under DDS and so under ROS 2, on the JDK alone (OMG DDSI-RTPS 2.5).
 *
 * <p>A {@link org.pollex.ros.rtps.Participant} finds others on its network and has {@link
 * org.pollex.ros.rtps.DataWriter}s and {@link org.pollex.ros.rtps.DataReader}s, which are joined
 * with others of the same topic and type if what one offers is at least what the other asks for
 * ({@link org.pollex.ros.rtps.Qos}); where it is not, both sides' values are told in words ({@link
 * org.pollex.ros.rtps.Mismatch}). Messages are bytes here; what they mean is told in {@code
 * org.pollex.ros.node}.
 *
 * <p>A packet comes in through {@code UdpTransport}, is taken apart by {@code PacketReader} into
 * {@code Submessage}s, and each goes to the reader or writer that it concerns. {@code
 * MatchedWriter} is the heart of reliability on the reading side (what comes next, what is
 * missing), {@code MatchedReader} and the history in {@code DataWriter} on the writing side. {@code
 * Discovery} tells and hears who is there; {@code Matchmaker} joins.
 *
 * <p>By default nothing leaves this machine: a participant binds to one address, loopback unless
 * another is named. There is no authentication in DDS without its security extension, which this is
 * not: use it on isolated networks. All that packets claim is bounded ({@code Limits}), and no
 * packet makes anything throw. Types are matched by name: what newer implementations tell of a
 * type's structure is neither sent nor read.
 */
package org.pollex.ros.rtps;
