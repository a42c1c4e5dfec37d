package org.pollex.ros.node;

import org.pollex.datasets.message.Message;

/**
 * How a goal ended.
 *
 * @param status succeeded, canceled or aborted
 * @param result the action's result message
 */
public record GoalOutcome(GoalStatus status, Message result) {}
