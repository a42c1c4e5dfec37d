package org.pollex.policies.mt3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.policies.Decision;

/** Approach and replay with a hand that lags, closed loop. */
class MotionTest {
  private static final Box WIDE = new Box(new Vec3(-1, 0, 0), new Vec3(1, 1.5, 1));
  private static final Clouds NOTHING = new Clouds(Optional.empty(), Optional.empty());

  private static TrajectoryTransfer shifted(Demonstration demo, Vec3 object, Vec3 goal) {
    ObjectMotion moved = new ObjectMotion(Pose.translation(object), 1, 1, false, false);
    SceneAlignment scene = new SceneAlignment(moved, ObjectMotion.NONE, Pose.translation(goal));
    return TrajectoryTransfer.of(demo, PhaseFinder.of(demo), scene);
  }

  private static List<Vec3> run(
      LaggingHand hand, TrajectoryTransfer path, Demonstration demo, int start) {
    TrajectoryReplay replay =
        new TrajectoryReplay(
            path, demo, PhaseFinder.of(demo), start, new Motor(LaggingHand.ACTIONS));
    hand.meet(0.5);
    List<Vec3> visited = new ArrayList<>();
    Decision decision = replay.next(hand.see());
    while (decision != null && !replay.isComplete()) {
      hand.act(decision);
      visited.add(hand.hand());
      decision = replay.next(hand.see());
    }
    assertTrue(replay.isComplete());
    while (decision != null) {
      hand.act(decision);
      decision = replay.next(hand.see());
    }
    return visited;
  }

  @Test
  void replayFollowsAPathThatBecameLonger() {
    Demonstration demo = Scenes.pick(Optional.empty(), Optional.of(Scenes.GOAL));
    Phases phases = PhaseFinder.of(demo);
    TrajectoryTransfer path = shifted(demo, new Vec3(0.1, -0.1, 0), new Vec3(-0.2, 0.1, 0.1));
    LaggingHand hand = new LaggingHand(path.hand()[phases.start()], WIDE);
    List<Vec3> visited = run(hand, path, demo, phases.start());
    Vec3 grasp = path.hand()[phases.held()];
    double nearest = visited.stream().mapToDouble(grasp::distance).min().orElseThrow();
    assertTrue(nearest < 0.005, "nearest to the grasp: " + nearest);
    Vec3 end = path.hand()[demo.steps()];
    double reached = visited.stream().mapToDouble(end::distance).min().orElseThrow();
    assertTrue(reached < 0.005, "nearest to the end: " + reached);
    // The follow-through goes on for no more than 5 cm.
    assertTrue(hand.hand().distance(end) < 0.08, "went on for " + hand.hand().distance(end));
  }

  @Test
  void theBorderOfTheWorkspaceHoldsReplayUpNoLonger() {
    Demonstration demo = Scenes.pick(Optional.empty(), Optional.empty());
    TrajectoryTransfer path = shifted(demo, Vec3.ZERO, Vec3.ZERO);
    Box narrow = new Box(new Vec3(-1, 0, 0.1), new Vec3(1, 0.75, 1));
    LaggingHand hand = new LaggingHand(path.hand()[0], narrow);
    run(hand, path, demo, 0);
    assertTrue(hand.steps() < 2 * demo.steps(), hand.steps() + " steps");
  }

  @Test
  void aClearWayIsStraightAndABlockedOneGoesOver() {
    Vec3 start = new Vec3(0, 0.9, 0.06);
    Clouds wall = new Clouds(Optional.of(Scenes.box(new Vec3(0, 0.75, 0.12))), Optional.empty());
    assertFalse(approach(start, NOTHING) > 0.21);
    double height = approach(start, wall);
    assertTrue(height > 0.27, "went up to " + height);
  }

  /** Approaches a place and returns the greatest height on the way. */
  private static double approach(Vec3 start, Clouds clouds) {
    LaggingHand hand = new LaggingHand(new Vec3(0, 0.6, 0.2), WIDE);
    Motor motor = new Motor(LaggingHand.ACTIONS);
    Approach approach = Approach.first(hand.see(), start, 0.29, clouds, motor);
    double height = 0;
    for (Decision d = approach.next(hand.see()); d != null; d = approach.next(hand.see())) {
      hand.act(d);
      height = Math.max(height, hand.hand().z());
    }
    assertEquals(0, hand.hand().distance(start), 0.009);
    assertEquals(0.29, hand.fingers(), 0.06);
    return height;
  }

  @Test
  void aPlaceOutsideTheWorkspaceDoesNotHoldTheApproachUp() {
    Box narrow = new Box(new Vec3(-1, 0.5, 0), new Vec3(1, 1, 1));
    LaggingHand hand = new LaggingHand(new Vec3(0, 0.6, 0.2), narrow);
    Motor motor = new Motor(LaggingHand.ACTIONS);
    Approach approach = Approach.first(hand.see(), new Vec3(0, 0.45, 0.2), 1, NOTHING, motor);
    for (Decision d = approach.next(hand.see()); d != null; d = approach.next(hand.see())) {
      hand.act(d);
    }
    assertTrue(hand.steps() < 80, hand.steps() + " steps");
  }

  @Test
  void emptyFingersEndAnAttemptAndFullOnesDoNot() {
    Demonstration demo = Scenes.pick(Optional.empty(), Optional.of(Scenes.GOAL));
    Phases phases = PhaseFinder.of(demo);
    TrajectoryTransfer path = shifted(demo, new Vec3(0.05, 0, 0), Vec3.ZERO);
    for (double width : new double[] {0.29, 0.5}) {
      LaggingHand hand = new LaggingHand(path.hand()[phases.start()], WIDE);
      hand.meet(width);
      Motor motor = new Motor(LaggingHand.ACTIONS);
      TrajectoryReplay replay = new TrajectoryReplay(path, demo, phases, phases.start(), motor);
      for (Decision d = replay.next(hand.see()); d != null; d = replay.next(hand.see())) {
        hand.act(d);
      }
      assertEquals(width < 0.5, replay.hasLostObject(), "an object of " + width);
      assertEquals(width >= 0.5, replay.isComplete());
    }
  }

  @Test
  void laterAttemptsComeFromAbove() {
    LaggingHand hand = new LaggingHand(new Vec3(0, 0.6, 0.2), WIDE);
    Motor motor = new Motor(LaggingHand.ACTIONS);
    Approach approach = Approach.fromAbove(hand.see(), new Vec3(0, 0.7, 0.1), 1, motor);
    double highest = 0;
    for (Decision d = approach.next(hand.see()); d != null; d = approach.next(hand.see())) {
      hand.act(d);
      highest = Math.max(highest, hand.hand().z());
    }
    assertTrue(highest > 0.37, "went up to " + highest);
    assertEquals(0, hand.hand().distance(new Vec3(0, 0.7, 0.1)), 0.009);
  }
}
