/**
 * XML-RPC as far as ROS 1 speaks it: the master and every node answer calls over HTTP.
 *
 * <p>Values are Integer, Boolean, Double, String, {@code byte[]}, List and Map. Documents are
 * bounded in size and depth, and may declare no document type, so no entity can be pulled in.
 */
package org.pollex.ros.ros1.xmlrpc;
