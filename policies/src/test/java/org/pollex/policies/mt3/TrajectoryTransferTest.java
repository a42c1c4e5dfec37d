package org.pollex.policies.mt3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;

class TrajectoryTransferTest {
  private static final long SEED = 7;

  private final Random random = new Random(SEED);

  private static ObjectMotion motion(Pose X) {
    return new ObjectMotion(X, 1, 1, false, false);
  }

  private Pose pose() {
    Vec3 shift = new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    return new Pose(shift.times(0.1), Quaternion.yaw(random.nextDouble(-3, 3)));
  }

  @Test
  void anUnmovedSceneGivesTheDemonstrationItself() {
    Demonstration demo = Scenes.pick(Optional.empty(), Optional.of(Scenes.GOAL));
    SceneAlignment still = new SceneAlignment(ObjectMotion.NONE, ObjectMotion.NONE, Pose.IDENTITY);
    TrajectoryTransfer path = TrajectoryTransfer.of(demo, PhaseFinder.of(demo), still);
    for (int k = 0; k < path.hand().length; k++) {
      assertEquals(0, path.hand()[k].distance(demo.hand()[k]), 1e-12);
      assertEquals(0, path.command()[k].distance(demo.command()[k]), 1e-12);
    }
  }

  @Test
  void oneFrameMovesTheWholePathRigidly() {
    Demonstration demo = Scenes.pick(Optional.empty(), Optional.empty());
    for (int trial = 0; trial < 20; trial++) {
      Pose X = pose();
      SceneAlignment scene = new SceneAlignment(motion(X), ObjectMotion.NONE, Pose.IDENTITY);
      TrajectoryTransfer path = TrajectoryTransfer.of(demo, PhaseFinder.of(demo), scene);
      for (int k = 0; k < path.hand().length; k++) {
        Vec3 wanted = X.transform(demo.hand()[k]);
        assertEquals(0, path.hand()[k].distance(wanted), 1e-12, "seed " + SEED);
      }
    }
  }

  @Test
  void graspInTheObjectsFrameAndEndInTheGoalsWithoutAJump() {
    Demonstration demo = Scenes.pick(Optional.empty(), Optional.of(Scenes.GOAL));
    Phases phases = PhaseFinder.of(demo);
    for (int trial = 0; trial < 20; trial++) {
      Pose object = pose();
      Pose goal = Pose.translation(pose().position());
      SceneAlignment scene = new SceneAlignment(motion(object), ObjectMotion.NONE, goal);
      Vec3[] path = TrajectoryTransfer.of(demo, phases, scene).command();
      for (int k = 0; k <= phases.held(); k++) {
        assertEquals(0, path[k].distance(object.transform(demo.command()[k])), 1e-12);
      }
      for (int k = phases.legs().getFirst().to(); k < path.length; k++) {
        assertEquals(0, path[k].distance(goal.transform(demo.command()[k])), 1e-12);
      }
      double apart = 0;
      for (Vec3 p : demo.command()) {
        apart = Math.max(apart, object.transform(p).distance(goal.transform(p)));
      }
      for (int k = phases.held(); k + 1 < path.length; k++) {
        double step = demo.command()[k].distance(demo.command()[k + 1]);
        // Height is gained or lost in a part of the way, hence faster.
        double share = 2.5 * step / 0.2;
        assertTrue(
            path[k].distance(path[k + 1]) <= step + share * apart + 1e-9,
            "seed " + SEED + ", trial " + trial + ", step " + k);
      }
    }
  }

  @Test
  void heightIsGainedEarlyAndLostLate() {
    Demonstration demo = Scenes.pick(Optional.empty(), Optional.of(Scenes.GOAL));
    Phases phases = PhaseFinder.of(demo);
    for (double rise : new double[] {0.1, -0.1}) {
      Pose goal = Pose.translation(new Vec3(0, 0, rise));
      SceneAlignment scene = new SceneAlignment(ObjectMotion.NONE, ObjectMotion.NONE, goal);
      Vec3[] path = TrajectoryTransfer.of(demo, phases, scene).command();
      Phases.Leg leg = phases.legs().getFirst();
      int middle = (leg.from() + leg.to()) / 2;
      double gained = path[middle].z() - demo.command()[middle].z();
      assertEquals(Math.max(rise, 0), gained, 1e-9);
      int last = path.length - 1;
      assertEquals(rise, path[last].z() - demo.command()[last].z(), 1e-12);
    }
  }

  @Test
  void furtherMeansFurtherOnlyWhereTheObjectMoves() {
    Demonstration demo = Scenes.pick(Optional.empty(), Optional.empty());
    Phases phases = PhaseFinder.of(demo);
    SceneAlignment still = new SceneAlignment(ObjectMotion.NONE, ObjectMotion.NONE, Pose.IDENTITY);
    TrajectoryTransfer path = TrajectoryTransfer.of(demo, phases, still);
    TrajectoryTransfer further = path.further(0.03, demo, phases);
    for (int k = 0; k <= phases.held(); k++) {
      assertEquals(path.hand()[k], further.hand()[k]);
    }
    Vec3 way = path.hand()[demo.success()].minus(path.hand()[phases.held()]);
    Vec3 more = further.hand()[demo.success()].minus(path.hand()[demo.success()]);
    assertEquals(0.03, more.norm(), 1e-9);
    assertEquals(0, more.cross(way).norm(), 1e-9);
  }
}
