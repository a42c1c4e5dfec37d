package org.pollex.policies.mt3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.KdTree;

class PhaseFinderTest {
  @Test
  void theInteractionStartsAwayFromTheObjectAndTheGraspEndsWithTheFingers() {
    Demonstration demo = Scenes.pick(Optional.empty(), Optional.of(Scenes.GOAL));
    Phases phases = PhaseFinder.of(demo);
    assertTrue(phases.object() && phases.grasped());
    assertEquals(phases.bottleneck() - 12, phases.start());
    KdTree object = new KdTree(demo.target());
    for (int k = 0; k <= phases.bottleneck(); k++) {
      double distance = GripperShape.SAWYER.distance(demo.hand()[k], object);
      assertTrue(distance >= 0.05, "step " + k + " at " + distance);
    }
    assertTrue(phases.contact() > phases.bottleneck());
    assertTrue(phases.held() > 70 && phases.held() < 80, "held at " + phases.held());
    Phases.Leg leg = phases.legs().getFirst();
    assertEquals(Phases.Frame.GOAL, leg.frame());
    assertEquals(phases.held(), leg.from());
    assertTrue(leg.to() > leg.from() && leg.to() < demo.steps());
  }

  @Test
  void anEarlyGripperCommandBelongsToTheInteraction() {
    Demonstration demo = Scenes.pick(Optional.empty(), Optional.empty());
    float[] early = demo.gripper().clone();
    for (int k = 20; k < early.length; k++) {
      early[k] = 0.6f;
    }
    Demonstration changed =
        new Demonstration(
            "early",
            "pick",
            demo.hand(),
            demo.command(),
            demo.fingers(),
            early,
            130,
            demo.target(),
            Optional.empty(),
            Optional.empty());
    assertTrue(PhaseFinder.of(changed).bottleneck() < 20);
  }

  @Test
  void anObjectThatIsNeverApproachedIsNotManipulated() {
    Demonstration demo = Scenes.pick(Optional.empty(), Optional.of(Scenes.GOAL));
    Demonstration apart =
        new Demonstration(
            "apart",
            "reach",
            demo.hand(),
            demo.command(),
            demo.fingers(),
            demo.gripper(),
            demo.success(),
            Scenes.box(new Vec3(0.4, 0.5, 0.02)),
            Optional.empty(),
            demo.goal());
    Phases phases = PhaseFinder.of(apart);
    assertFalse(phases.object());
    assertEquals(0, phases.start());
    assertEquals(Phases.Frame.GOAL, phases.legs().getFirst().frame());
  }

  @Test
  void partsDoNotDependOnWhereTheSceneStands() {
    long seed = 20;
    Random random = new Random(seed);
    Demonstration demo = Scenes.pick(Optional.of(Scenes.box(Scenes.GOAL)), Optional.empty());
    Phases phases = PhaseFinder.of(demo);
    assertEquals(Phases.Frame.FIXTURE, phases.legs().getFirst().frame());
    for (int trial = 0; trial < 20; trial++) {
      Vec3 shift = new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
      Demonstration moved = Scenes.moved(demo, Pose.translation(shift.times(0.1)));
      assertEquals(phases, PhaseFinder.of(moved), "seed " + seed + ", trial " + trial);
    }
  }
}
