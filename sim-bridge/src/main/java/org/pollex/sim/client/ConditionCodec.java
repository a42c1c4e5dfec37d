package org.pollex.sim.client;

import org.pollex.hardware.world.InitialCondition;

/** Initial conditions of the contract and of the house. */
final class ConditionCodec {
  private ConditionCodec() {}

  static InitialCondition decode(org.pollex.sim.v1.InitialCondition message) {
    double[] parameters = new double[message.getParametersCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = message.getParameters(i);
    }
    return new InitialCondition(message.getTaskId(), parameters, message.getId());
  }

  static org.pollex.sim.v1.InitialCondition encode(InitialCondition condition) {
    org.pollex.sim.v1.InitialCondition.Builder message =
        org.pollex.sim.v1.InitialCondition.newBuilder()
            .setId(condition.id())
            .setTaskId(condition.task());
    for (double parameter : condition.parameters()) {
      message.addParameters(parameter);
    }
    return message.build();
  }
}
