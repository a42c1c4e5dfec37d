/**
 * A node of ROS 2 on a plain JDK: topics, services, actions, parameters and the graph.
 *
 * <pre>{@code
 * try (Node node = Node.open(NodeOptions.loopback(7, "listener"))) {
 *   Publisher publisher = node.publisher("chatter", "std_msgs/msg/String", Qos.RELIABLE);
 *   publisher.publish(publisher.messages().zero().with("data", "hello"));
 *
 *   node.subscribe("chatter", "std_msgs/msg/String", Qos.RELIABLE,
 *       received -> System.out.println(received.message().text("data")));
 *
 *   node.serve("switch", "std_srvs/srv/SetBool", request -> …);
 *   ServiceClient client = node.client("/other/switch", "std_srvs/srv/SetBool");
 *   Message answer = client.call(client.requests().zero().with("data", true), Duration.ofSeconds(5));
 *
 *   ActionClient arm = node.actionClient(
 *       "/arm_controller/follow_joint_trajectory", "control_msgs/action/FollowJointTrajectory");
 *   SentGoal goal = arm.send(trajectory, feedback -> …).get();
 *   GoalOutcome outcome = goal.result().get();
 *
 *   node.parameters().declare("rate", 20.0);
 *   node.parametersOf("/other").set("gain", 1.5);
 *   node.graph().nodes();
 * }
 * }</pre>
 *
 * <p>A {@link org.pollex.ros.node.Node} is one participant of {@link org.pollex.ros.rtps}; this
 * package adds what makes it ROS: how names and types are spelled ({@code Names}), how a reply
 * finds its request ({@code ServiceDialect}), the services and topics that an action or the
 * parameters are made of, and who belongs to which node ({@link org.pollex.ros.node.Graph}).
 *
 * <p>Listeners of subscriptions, handlers of services and goals run on threads of their own; only
 * {@link org.pollex.ros.node.Node#subscribeDirect} runs on the receiving thread.
 */
package org.pollex.ros.node;
