package org.pollex.policies.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;

/**
 * One policy for many clients at once, whatever handle they name. Clients have threads of their
 * own; the policy is asked by one at a time, because its sessions may share what only one thread
 * may use. Notes are plain JSON.
 */
public final class ServedPolicy implements PolicySource {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Policy policy;

  /** Serves a policy, which stays the caller's. */
  public ServedPolicy(Policy policy) {
    this.policy = new OneAtATime(policy);
  }

  @Override
  public Policy policy(String handle) {
    return policy;
  }

  @Override
  public Optional<Policy> open() {
    return Optional.of(policy);
  }

  @Override
  public byte[] note(String handle, Account account) {
    try {
      return JSON.writeValueAsBytes(account);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("diagnostics that JSON cannot hold", e);
    }
  }

  /** Asks a policy under a lock. */
  private record OneAtATime(Policy policy) implements Policy {
    @Override
    public PolicySpec spec() {
      return policy.spec();
    }

    @Override
    public boolean readsInstruction() {
      return policy.readsInstruction();
    }

    @Override
    public Session reset(TaskInstruction task, Observation first) {
      Session session;
      synchronized (policy) {
        session = policy.reset(task, first);
      }
      return new Session() {
        @Override
        public Decision act(Observation observation) {
          synchronized (policy) {
            return session.act(observation);
          }
        }

        @Override
        public Map<String, Object> diagnostics() {
          synchronized (policy) {
            return session.diagnostics();
          }
        }
      };
    }
  }
}
