package org.pollex.policies.rollout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.errors.PollexException;
import org.pollex.hardware.safety.UnsafeCommandException;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.Observation;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.remote.EndpointLostException;
import org.pollex.policies.rollout.RolloutResult.End;

/**
 * Runs episodes in all slots of a world until a queue of requests is empty.
 *
 * <p>Each round: fill the free slots, ask the policies of episodes that have no action left,
 * execute one action in every slot, end what has ended. A policy that fails, refuses or proposes an
 * unsafe action ends its own episode only. A world that is lost ends the run with its exception;
 * episodes that had not ended then were never reported and can be run again.
 */
public final class RolloutEngine {
  private final WorldBatch world;
  private final int stepsAfterSuccess;
  private final RolloutListener listener;
  private final Map<Integer, Episode> running = new LinkedHashMap<>();
  private final Deque<Integer> free = new ArrayDeque<>();

  /**
   * Creates an engine on all slots of a world.
   *
   * @param stepsAfterSuccess how long an episode goes on after its first success
   * @param listener sees everything; called on the thread that runs the engine
   */
  public RolloutEngine(WorldBatch world, int stepsAfterSuccess, RolloutListener listener) {
    this.world = world;
    this.stepsAfterSuccess = stepsAfterSuccess;
    this.listener = listener;
    for (int slot = 0; slot < world.slots(); slot++) {
      free.add(slot);
    }
  }

  /**
   * Runs all requests; returns when the last one has ended. Requests are taken as slots get free.
   */
  public void run(Iterator<RolloutRequest> requests) {
    while (true) {
      fill(requests);
      if (running.isEmpty()) {
        return;
      }
      decide();
      execute();
    }
  }

  private void fill(Iterator<RolloutRequest> requests) {
    List<RolloutRequest> starting = new ArrayList<>();
    List<InitialCondition> conditions = new ArrayList<>();
    while (starting.size() < free.size() && requests.hasNext()) {
      RolloutRequest request = requests.next();
      starting.add(request);
      conditions.add(request.initialCondition());
    }
    if (starting.isEmpty()) {
      return;
    }
    int[] slots = new int[starting.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = free.remove();
    }
    StepBatch first = world.reset(slots, conditions);
    for (int row = 0; row < slots.length; row++) {
      begin(starting.get(row), slots[row], first.observation(row), first.errors().get(row));
    }
  }

  private void begin(RolloutRequest request, int slot, Observation first, String error) {
    Episode episode = new Episode(request, slot, first);
    running.put(slot, episode);
    listener.began(request, first);
    if (error != null) {
      end(episode, End.WORLD_ERROR, "world", error);
      return;
    }
    long start = System.nanoTime();
    try {
      TaskInstruction task =
          new TaskInstruction(
              request.instruction(), request.horizon(), request.seed(), world.actionSpec());
      episode.session = request.policy().reset(task, episode.visible());
    } catch (EndpointLostException lost) {
      throw lost;
    } catch (RuntimeException failure) {
      end(episode, End.POLICY_ERROR, "policy", String.valueOf(failure.getMessage()));
    }
    episode.resetNanos = System.nanoTime() - start;
  }

  /** Asks, actor by actor, for all episodes that have no action left. */
  private void decide() {
    Map<Policy.Actor, List<Episode>> asking = new IdentityHashMap<>();
    Map<Episode, Decision> decided = new LinkedHashMap<>();
    for (Episode episode : running.values()) {
      if (episode.needsDecision()) {
        Policy.Actor actor = episode.request.policy().actor();
        if (actor == Policy.Actor.ONE_BY_ONE) {
          ask(actor, List.of(episode), decided);
        } else {
          asking.computeIfAbsent(actor, unused -> new ArrayList<>()).add(episode);
        }
      }
    }
    asking.forEach((actor, episodes) -> ask(actor, episodes, decided));
    decided.forEach(this::follow);
  }

  private void ask(Policy.Actor actor, List<Episode> episodes, Map<Episode, Decision> decided) {
    long start = System.nanoTime();
    try {
      List<Decision> decisions =
          actor.act(
              episodes.stream().map(episode -> episode.session).toList(),
              episodes.stream().map(Episode::visible).toList());
      for (int i = 0; i < episodes.size(); i++) {
        decided.put(episodes.get(i), decisions.get(i));
      }
    } catch (PollexException lost) {
      if (episodes.size() > 1 || lost.exitCode() == 1) {
        throw lost;
      }
      decided.put(episodes.getFirst(), new Decision.Refused("policy", lost.getMessage()));
    } catch (RuntimeException failure) {
      if (episodes.size() > 1) {
        throw failure;
      }
      decided.put(episodes.getFirst(), new Decision.Refused("policy", String.valueOf(failure)));
    }
    long nanos = System.nanoTime() - start;
    episodes.forEach(episode -> episode.act.add(nanos));
  }

  private void follow(Episode episode, Decision decision) {
    switch (decision) {
      case Decision.Act act -> {
        int dimension = world.actionSpec().dimension();
        boolean fits = act.actions().length > 0;
        for (float[] action : act.actions()) {
          fits &= action.length == dimension;
        }
        if (fits) {
          episode.plan(act.actions());
        } else {
          end(episode, End.POLICY_ERROR, "policy", "an action without " + dimension + " numbers");
        }
      }
      case Decision.Finished finished -> end(episode, End.FINISHED, "", finished.reason());
      case Decision.Refused refused -> {
        boolean failed = refused.stage().equals("policy");
        end(episode, failed ? End.POLICY_ERROR : End.REFUSED, refused.stage(), refused.reason());
      }
    }
  }

  /** Executes one action in every running slot; an unsafe one ends its episode and no other. */
  private void execute() {
    while (!running.isEmpty()) {
      List<Episode> episodes = List.copyOf(running.values());
      int[] slots = episodes.stream().mapToInt(episode -> episode.slot).toArray();
      float[][] actions = episodes.stream().map(Episode::nextAction).toArray(float[][]::new);
      try {
        long start = System.nanoTime();
        StepBatch answer = world.step(ActionBatch.single(slots, actions));
        long nanos = System.nanoTime() - start;
        for (int row = 0; row < answer.rows(); row++) {
          Episode episode = episodes.get(row);
          episode.step.add(nanos);
          take(episode, actions[row], answer, row);
        }
        return;
      } catch (UnsafeCommandException unsafe) {
        end(running.get(unsafe.slot()), End.UNSAFE, "safety", unsafe.getMessage());
      }
    }
  }

  private void take(Episode episode, float[] action, StepBatch answer, int row) {
    if (answer.errors().containsKey(row)) {
      end(episode, End.WORLD_ERROR, "world", answer.errors().get(row));
      return;
    }
    Observation before = episode.observation;
    Observation after = answer.observation(row);
    boolean success = answer.success()[row];
    episode.executed(after, success);
    listener.stepped(
        new RolloutStep(
            episode.request,
            before,
            action,
            world.lastApproved().action(row, 0),
            after,
            answer.reward()[row],
            success));
    boolean succeeded = episode.firstSuccess >= 0;
    if (succeeded && episode.steps >= episode.firstSuccess + stepsAfterSuccess) {
      end(episode, End.SUCCESS, "", "");
    } else if (answer.truncated()[row] || episode.steps >= episode.request.horizon()) {
      end(episode, End.HORIZON, "", "cut off after " + episode.steps + " steps");
    } else if (answer.terminated()[row]) {
      end(episode, End.TERMINATED, "", "ended by the task");
    }
  }

  private void end(Episode episode, End end, String stage, String reason) {
    running.remove(episode.slot);
    free.add(episode.slot);
    Map<String, Object> diagnostics =
        episode.session == null ? Map.of() : episode.session.diagnostics();
    boolean success = episode.firstSuccess >= 0;
    listener.ended(
        new RolloutResult(
            episode.request,
            success ? End.SUCCESS : end,
            success,
            episode.steps,
            episode.firstSuccess,
            success ? "" : stage,
            reason,
            world.interventions(episode.slot),
            diagnostics,
            new RolloutTiming(episode.resetNanos, episode.act, episode.step)));
  }
}
