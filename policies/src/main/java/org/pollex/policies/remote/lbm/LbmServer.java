package org.pollex.policies.remote.lbm;

import io.grpc.BindableService;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;
import org.pollex.policies.Policy;
import org.pollex.policies.remote.Listener;
import org.pollex.policies.remote.lbm.wire.GetPolicyMetadataRequest;
import org.pollex.policies.remote.lbm.wire.GetPolicyMetadataResponse;
import org.pollex.policies.remote.lbm.wire.GetPolicyMetadataServiceGrpc;
import org.pollex.policies.remote.lbm.wire.PolicyMetadata;
import org.pollex.policies.remote.lbm.wire.PolicyResetRequest;
import org.pollex.policies.remote.lbm.wire.PolicyResetResponse;
import org.pollex.policies.remote.lbm.wire.PolicyResetServiceGrpc;
import org.pollex.policies.remote.lbm.wire.PolicyStepRequest;
import org.pollex.policies.remote.lbm.wire.PolicyStepResponse;
import org.pollex.policies.remote.lbm.wire.PolicyStepServiceGrpc;
import org.pollex.sim.server.Address;

/**
 * Serves a policy to lbm_eval's simulation. Every client identifier has an episode of its own; a
 * call that cannot be answered gets {@code success = false}, which is all that the interface has,
 * and its reason goes to the log.
 */
public final class LbmServer {
  /** Messages are bounded by this both ways. */
  static final int MAX_MESSAGE = 30 << 20;

  /** Clients that are remembered; the one that was silent longest makes room for a new one. */
  private static final int MOST_CLIENTS = 1024;

  private static final int LONGEST_IDENTIFIER = 256;

  private final Policy policy;
  private final String instruction;
  private final LbmControl control;
  private final Consumer<String> log;
  private final Map<String, LbmEpisode> episodes = new LinkedHashMap<>(16, 0.75f, true);

  private LbmServer(Policy policy, Settings settings, Consumer<String> log) {
    this.policy = policy;
    this.instruction = settings.instruction();
    this.control = settings.control();
    this.log = log;
  }

  /**
   * How to serve.
   *
   * @param instruction what the policy is told where a client sends no instruction; may be empty
   */
  public record Settings(Address address, LbmControl control, String instruction) {}

  /**
   * Starts to serve.
   *
   * @param policy stays the caller's
   * @param log gets a line for each call that was refused
   * @throws BadInputException if the policy reads what the interface does not carry
   */
  public static Listener start(Policy policy, Settings settings, Consumer<String> log) {
    List<String> carried = LbmObservation.streams();
    for (String stream : policy.spec().streams()) {
      if (!carried.contains(stream) && !LbmObservation.images().contains(stream)) {
        throw new BadInputException(
            "policy '%s' reads '%s', which this interface does not carry"
                .formatted(policy.spec().name(), stream),
            "It carries " + String.join(", ", carried) + ", and images by camera.");
      }
    }
    LbmServer server = new LbmServer(policy, settings, log);
    List<BindableService> services =
        List.of(
            server.new Metadata(),
            server.new Reset(),
            server.new Step(),
            new HealthStatusManager().getHealthService());
    return Listener.open(settings.address(), MAX_MESSAGE, services);
  }

  private LbmEpisode episode(String client) {
    synchronized (episodes) {
      LbmEpisode episode = episodes.get(client);
      if (episode == null) {
        throw new BadInputException("client " + client + " was never reset", "Reset it first.");
      }
      return episode;
    }
  }

  private void reset(String client, long seed) {
    if (client.isBlank() || client.length() > LONGEST_IDENTIFIER) {
      throw new BadInputException("a client identifier '" + client + "'", "Send a UUID.");
    }
    synchronized (episodes) {
      LbmEpisode running = episodes.get(client);
      if (running != null && running.busy()) {
        throw new BadInputException(
            "client " + client + " has a call under way", "Wait for its answer.");
      }
      if (running == null && episodes.size() >= MOST_CLIENTS) {
        episodes.remove(episodes.keySet().iterator().next());
      }
      episodes.put(client, new LbmEpisode(policy, control, instruction, seed));
    }
  }

  /** Answers a call, or says that it cannot. */
  private <T> void answer(StreamObserver<T> reply, Supplier<T> work, T failure) {
    T answer = failure;
    try {
      answer = work.get();
    } catch (PollexException refused) {
      log.accept(refused.getMessage());
    } catch (RuntimeException | LinkageError | StackOverflowError failed) {
      log.accept("the policy failed: " + failed);
    }
    reply.onNext(answer);
    reply.onCompleted();
  }

  private final class Metadata
      extends GetPolicyMetadataServiceGrpc.GetPolicyMetadataServiceImplBase {
    @Override
    public void getPolicyMetadata(
        GetPolicyMetadataRequest request, StreamObserver<GetPolicyMetadataResponse> reply) {
      PolicyMetadata metadata =
          PolicyMetadata.newBuilder()
              .setName(policy.spec().name())
              .setSkillType("Undefined")
              .setRawPolicyConfig("streams: " + policy.spec().streams() + "\n")
              .setIsLanguageConditioned(policy.readsInstruction())
              .putRuntimeInformation("family", policy.spec().family())
              .putRuntimeInformation("control", control.name())
              .build();
      reply.onNext(
          GetPolicyMetadataResponse.newBuilder()
              .setSuccess(true)
              .setPolicyMetadata(metadata)
              .build());
      reply.onCompleted();
    }
  }

  private final class Reset extends PolicyResetServiceGrpc.PolicyResetServiceImplBase {
    @Override
    public void policyReset(PolicyResetRequest request, StreamObserver<PolicyResetResponse> reply) {
      answer(
          reply,
          () -> {
            reset(request.getClientIdentifier(), Integer.toUnsignedLong(request.getSeed()));
            return PolicyResetResponse.newBuilder().setSuccess(true).build();
          },
          PolicyResetResponse.getDefaultInstance());
    }
  }

  private final class Step extends PolicyStepServiceGrpc.PolicyStepServiceImplBase {
    @Override
    public void policyStep(PolicyStepRequest request, StreamObserver<PolicyStepResponse> reply) {
      answer(
          reply,
          () ->
              PolicyStepResponse.newBuilder()
                  .setSuccess(true)
                  .setAction(episode(request.getClientIdentifier()).step(request.getObservation()))
                  .build(),
          PolicyStepResponse.getDefaultInstance());
    }
  }
}
