package org.pollex.sim.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.sim.v1.CreatePoolReply;
import org.pollex.sim.v1.Privilege;
import org.pollex.sim.v1.QuaternionOrder;

/** Reads what a pool says about its actions, streams and tasks. */
final class SpecCodec {
  private SpecCodec() {}

  static ActionSpec action(org.pollex.sim.v1.ActionSpec message) {
    if (TensorCodec.dtype(message.getDtype()) != DType.F32) {
      throw new RunFailedException(
          "this simulator takes actions of type " + message.getDtype(),
          "Only float32 actions can be sent by this version.");
    }
    List<ActionSpec.Channel> channels = new ArrayList<>();
    for (int i = 0; i < message.getNamesCount(); i++) {
      channels.add(
          new ActionSpec.Channel(
              message.getNames(i),
              i < message.getUnitsCount() ? message.getUnits(i) : "",
              i < message.getScaleCount() ? message.getScale(i) : 1,
              i < message.getLowCount() ? message.getLow(i) : Double.NEGATIVE_INFINITY,
              i < message.getHighCount() ? message.getHigh(i) : Double.POSITIVE_INFINITY));
    }
    return new ActionSpec(kind(message), message.getFrame(), channels, message.getRateHz());
  }

  private static ActionSpec.Kind kind(org.pollex.sim.v1.ActionSpec message) {
    return switch (message.getKind()) {
      case ACTION_KIND_EE_DELTA_POSITION -> ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION;
      case ACTION_KIND_EE_DELTA_POSE -> ActionSpec.Kind.END_EFFECTOR_DELTA_POSE;
      case ACTION_KIND_JOINT_POSITION -> ActionSpec.Kind.JOINT_POSITION;
      case ACTION_KIND_JOINT_VELOCITY -> ActionSpec.Kind.JOINT_VELOCITY;
      case ACTION_KIND_JOINT_TORQUE, ACTION_KIND_OPAQUE, ACTION_KIND_UNSPECIFIED, UNRECOGNIZED ->
          ActionSpec.Kind.OTHER;
    };
  }

  /** The streams that a pool delivers: those of every step first, then those of resets alone. */
  static ObservationSpec observation(CreatePoolReply pool) {
    Map<String, org.pollex.sim.v1.StreamSpec> offered = new LinkedHashMap<>();
    pool.getStreamsList().forEach(stream -> offered.put(stream.getName(), stream));
    List<StreamSpec> streams = new ArrayList<>();
    for (String name : pool.getStepStreamsList()) {
      streams.add(stream(offered.get(name), false));
    }
    for (String name : pool.getResetStreamsList()) {
      if (!pool.getStepStreamsList().contains(name)) {
        streams.add(stream(offered.get(name), true));
      }
    }
    return new ObservationSpec(streams);
  }

  /** Everything that could have been asked for. */
  static ObservationSpec offered(CreatePoolReply pool) {
    return new ObservationSpec(
        pool.getStreamsList().stream()
            .map(stream -> stream(stream, stream.getResetOnly()))
            .toList());
  }

  private static StreamSpec stream(org.pollex.sim.v1.StreamSpec message, boolean resetOnly) {
    return new StreamSpec(
        message.getName(),
        TensorCodec.dtype(message.getDtype()),
        message.getShapeList(),
        message.getUnit(),
        message.getFrame(),
        layout(message),
        privilege(message.getPrivilege()),
        resetOnly);
  }

  private static String layout(org.pollex.sim.v1.StreamSpec message) {
    QuaternionOrder order = message.getQuaternionOrder();
    String names = String.join(" ", message.getElementNamesList());
    String text = names.isEmpty() ? message.getDescription() : names;
    return order == QuaternionOrder.QUATERNION_ORDER_NONE
        ? text
        : text + " (quaternion " + order.name().replace("QUATERNION_ORDER_", "") + ")";
  }

  private static StreamSpec.Privilege privilege(Privilege message) {
    return switch (message) {
      case PRIVILEGE_NONE -> StreamSpec.Privilege.NONE;
      case PRIVILEGE_GOAL -> StreamSpec.Privilege.GOAL;
      // What this version cannot name is treated as the strongest claim.
      case PRIVILEGE_SIMULATOR, UNRECOGNIZED -> StreamSpec.Privilege.SIMULATOR;
    };
  }

  static Map<String, TaskSpec> tasks(CreatePoolReply pool) {
    Map<String, TaskSpec> tasks = new LinkedHashMap<>();
    pool.getTasksList().forEach(task -> tasks.put(task.getTaskId(), CatalogEntry.of(task).spec()));
    return tasks;
  }
}
