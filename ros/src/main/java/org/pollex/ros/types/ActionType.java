package org.pollex.ros.types;

/**
 * An action: a goal that takes its time, with feedback on the way and a result. In the network it
 * is three services and two topics.
 *
 * @param name in full: {@code control_msgs/action/FollowJointTrajectory}
 * @param goal what is wanted
 * @param result what came of it
 * @param feedback how far it is
 * @param sendGoal asks for a goal: {@code goal_id}, {@code goal} → {@code accepted}, {@code stamp}
 * @param getResult waits for the result: {@code goal_id} → {@code status}, {@code result}
 * @param feedbackMessage {@code goal_id}, {@code feedback}
 */
public record ActionType(
    String name,
    TopicType goal,
    TopicType result,
    TopicType feedback,
    ServiceType sendGoal,
    ServiceType getResult,
    TopicType feedbackMessage) {}
