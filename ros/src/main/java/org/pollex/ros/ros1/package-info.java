/**
 * A node of ROS 1, from the JDK alone.
 *
 * <p>{@link org.pollex.ros.ros1.Ros1Node} publishes, subscribes, offers and calls services and
 * reads parameters. It registers at the master, which answers by XML-RPC ({@code xmlrpc}); messages
 * go from node to node over TCPROS ({@code tcpros}): an {@link org.pollex.ros.ros1.Outlet} for each
 * subscriber of ours, an {@link org.pollex.ros.ros1.Inlet} for each publisher that we hear. Nothing
 * that a peer does holds up another: queues are bounded, drop their oldest message, and count it.
 *
 * <p>Types are named by the md5 sum of their definition; a mismatch is refused with both sides'
 * names. A restarted master is noticed within a second or so and told everything again.
 *
 * <p>ROS 1 has no authentication: whoever reaches the ports may publish. A node listens on the
 * loopback interface unless {@code ROS_IP} or {@code ROS_HOSTNAME} says otherwise.
 */
package org.pollex.ros.ros1;
