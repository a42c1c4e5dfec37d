package org.pollex.policies.remote.lbm;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.remote.EndpointBacked;
import org.pollex.policies.remote.EndpointLostException;
import org.pollex.policies.remote.Reach;
import org.pollex.policies.remote.lbm.wire.GetPolicyMetadataRequest;
import org.pollex.policies.remote.lbm.wire.GetPolicyMetadataServiceGrpc;
import org.pollex.policies.remote.lbm.wire.MultiarmObservation;
import org.pollex.policies.remote.lbm.wire.PolicyMetadata;
import org.pollex.policies.remote.lbm.wire.PolicyResetRequest;
import org.pollex.policies.remote.lbm.wire.PolicyResetServiceGrpc;
import org.pollex.policies.remote.lbm.wire.PolicyStepRequest;
import org.pollex.policies.remote.lbm.wire.PolicyStepResponse;
import org.pollex.policies.remote.lbm.wire.PolicyStepServiceGrpc;
import org.pollex.sim.client.Channels;
import org.pollex.sim.server.Address;

/**
 * A policy behind a server of the interface, for worlds whose actions shift a commanded position.
 * The world's hand is the right arm: {@code ee_pos} is sent as its actual position, {@code
 * command_pos} as its desired one; what comes back is brought into the world's units as a shift. A
 * world without {@code ee_quat} or {@code gripper} sends the identity and an open gripper.
 */
public final class LbmPolicy implements Policy, EndpointBacked {
  private static final double VERSION = 20241212;
  private static final int CALL_SECONDS = 60;
  private static final String ROTATION = "ee_quat";
  private static final String GRIPPER = "gripper";

  private final Address address;
  private final Channels channels;
  private final PolicyMetadata metadata;
  private final PolicySpec spec;

  private LbmPolicy(Address address, Channels channels, PolicyMetadata metadata) {
    this.address = address;
    this.channels = channels;
    this.metadata = metadata;
    this.spec =
        new PolicySpec(
            metadata.getName(),
            "remote",
            List.of("ee_pos", "command_pos"),
            List.of(ROTATION, GRIPPER));
  }

  /**
   * Connects to a server.
   *
   * @throws EndpointLostException when nothing listens there
   * @throws RunFailedException when it does not answer
   */
  public static LbmPolicy connect(Address address) {
    Channels channels = Channels.open(address, LbmServer.MAX_MESSAGE);
    try {
      var reply =
          call(
              address,
              () ->
                  GetPolicyMetadataServiceGrpc.newBlockingStub(channels.channel())
                      .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                      .getPolicyMetadata(
                          GetPolicyMetadataRequest.newBuilder()
                              .setClientIdentifier(UUID.randomUUID().toString())
                              .build()));
      requireSuccess(reply.getSuccess(), "to tell what it is");
      return new LbmPolicy(address, channels, reply.getPolicyMetadata());
    } catch (RuntimeException e) {
      channels.close();
      throw e;
    }
  }

  private static <T> T call(Address address, Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException failed) {
      throw EndpointLostException.in(address, failed)
          .<PollexException>map(lost -> lost)
          .orElseGet(
              () ->
                  new RunFailedException(
                      "the policy server at %s does not answer: %s"
                          .formatted(address, failed.getStatus()),
                      "Start it, and check that it speaks lbm_eval's interface.",
                      failed));
    }
  }

  private static void requireSuccess(boolean success, String what) {
    if (!success) {
      throw new RunFailedException(
          "the policy server refused " + what, "Its log says why; the interface does not.");
    }
  }

  @Override
  public PolicySpec spec() {
    return spec;
  }

  @Override
  public boolean readsInstruction() {
    return metadata.getIsLanguageConditioned();
  }

  @Override
  public Session reset(TaskInstruction task, Observation first) {
    ActionSpec actions = task.actions();
    if (actions.kind() != ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION || actions.dimension() != 4) {
      throw new BadInputException(
          "actions of kind %s with %d numbers".formatted(actions.kind(), actions.dimension()),
          "A policy of this interface drives worlds whose actions are dx, dy, dz and a gripper.");
    }
    String client = UUID.randomUUID().toString();
    var reply =
        call(
            address,
            () ->
                PolicyResetServiceGrpc.newBlockingStub(channels.channel())
                    .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                    .policyReset(
                        PolicyResetRequest.newBuilder()
                            .setClientIdentifier(client)
                            .setSeed((int) task.seed())
                            .build()));
    requireSuccess(reply.getSuccess(), "to start an episode");
    return observation -> step(channels.channel(), client, task, observation);
  }

  private Decision step(
      ManagedChannel channel, String client, TaskInstruction task, Observation observation) {
    PolicyStepRequest request =
        PolicyStepRequest.newBuilder()
            .setClientIdentifier(client)
            .setObservation(message(task, observation))
            .build();
    PolicyStepResponse reply =
        call(
            address,
            () ->
                PolicyStepServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
                    .policyStep(request));
    if (!reply.getSuccess()) {
      return new Decision.Refused("server", "the policy server refused a step; its log says why");
    }
    ArmPose target = ArmPose.read(reply.getAction()).get(Arm.RIGHT);
    if (target == null) {
      return new Decision.Refused("server", "the policy server sent no target of the right arm");
    }
    return Decision.Act.one(action(target, observation.vector("command_pos"), task.actions()));
  }

  private static float[] action(ArmPose target, double[] command, ActionSpec actions) {
    float[] action = new float[4];
    for (int axis = 0; axis < 3; axis++) {
      action[axis] = actions.channels().get(axis).number(target.position()[axis] - command[axis]);
    }
    action[3] = actions.channels().get(3).number(1 - 2 * target.width() / LbmObservation.OPEN);
    return action;
  }

  private static MultiarmObservation message(TaskInstruction task, Observation observation) {
    double[] rotation =
        Matrices.matrix(
            observation.has(ROTATION)
                ? Quaternion.wxyz(observation.vector(ROTATION), 0).normalized()
                : Quaternion.IDENTITY);
    double open = observation.has(GRIPPER) ? observation.vector(GRIPPER)[0] : 1;
    double width = open * LbmObservation.OPEN;
    MultiarmObservation.Builder message =
        MultiarmObservation.newBuilder()
            .setVersion(VERSION)
            .setUseLanguageInstruction(!task.text().isEmpty())
            .setLanguageInstruction(task.text());
    message
        .getRobotBuilder()
        .setVersion(VERSION)
        .setActual(
            ArmPose.write(
                Map.of(Arm.RIGHT, new ArmPose(observation.vector("ee_pos"), rotation, width))))
        .setDesired(
            ArmPose.write(
                Map.of(
                    Arm.RIGHT, new ArmPose(observation.vector("command_pos"), rotation, width))));
    return message.build();
  }

  @Override
  public void requireReachable() {
    Reach.require(address);
  }

  @Override
  public void close() {
    channels.close();
  }
}
