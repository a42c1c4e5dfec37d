package org.pollex.ros.node;

import org.pollex.ros.rtps.Qos;

/** What an action's three services and two topics are called, and their quality of service. */
final class ActionNames {
  static final String CANCEL_TYPE = "action_msgs/srv/CancelGoal";
  static final String STATUS_TYPE = "action_msgs/msg/GoalStatusArray";
  static final Qos FEEDBACK = Qos.RELIABLE;
  static final Qos STATUS = Qos.LATCHED;

  private ActionNames() {}

  static String sendGoal(String action) {
    return action + "/_action/send_goal";
  }

  static String cancelGoal(String action) {
    return action + "/_action/cancel_goal";
  }

  static String getResult(String action) {
    return action + "/_action/get_result";
  }

  static String feedback(String action) {
    return action + "/_action/feedback";
  }

  static String status(String action) {
    return action + "/_action/status";
  }
}
