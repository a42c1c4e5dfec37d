/**
 * TCPROS, the connections of ROS 1 that carry messages and service calls.
 *
 * <p>Each begins with a {@link org.pollex.ros.ros1.tcpros.ConnectionHeader} from either side; then
 * come {@link org.pollex.ros.ros1.tcpros.Frames frames}, each behind its length. Every length is
 * checked against a bound before anything is allocated.
 */
package org.pollex.ros.ros1.tcpros;
