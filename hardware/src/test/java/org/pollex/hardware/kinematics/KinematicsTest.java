package org.pollex.hardware.kinematics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pollex.hardware.geometry.Pose;

class KinematicsTest {
  private static final long SEED = 20261125;

  static List<ReferenceArms.Arm> arms() {
    return ReferenceArms.all();
  }

  @ParameterizedTest
  @MethodSource("arms")
  void posesAndJacobiansAreThoseOfMujocoAndPinocchio(ReferenceArms.Arm arm) {
    int n = arm.chain().size();
    double[] jacobian = new double[6 * n];
    for (ReferenceArms.Sample sample : arm.samples()) {
      ChainState state = arm.chain().newState().update(sample.q());
      Pose tip = state.tip();
      assertEquals(0, tip.position().distance(sample.position()), 1e-9);
      assertEquals(0, tip.rotation().angleTo(sample.rotation()), 1e-9);
      state.jacobian(jacobian);
      for (int row = 0; row < 6; row++) {
        assertArrayEquals(
            sample.jacobian()[row], Arrays.copyOfRange(jacobian, row * n, (row + 1) * n), 1e-9);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("arms")
  void posesThatTheArmCanReachAreReached(ReferenceArms.Arm arm) {
    assertTrue(solved(arm, 400) >= 398, "of 400, seed " + SEED);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("arms")
  void tenThousandPosesThatTheArmCanReachAreReached(ReferenceArms.Arm arm) {
    assertTrue(solved(arm, 10_000) >= 9_950, "of 10000, seed " + SEED);
  }

  private static int solved(ReferenceArms.Arm arm, int poses) {
    KinematicChain chain = arm.chain();
    InverseKinematics solver = new InverseKinematics(chain);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] q = new double[chain.size()];
    double[] answer = new double[chain.size()];
    long[] nanos = new long[poses];
    int solved = 0;
    for (int k = 0; k < poses; k++) {
      SeedTable.draw(chain, random, q);
      Pose wanted = chain.forward(q);
      long start = System.nanoTime();
      solver.solve(wanted, null, answer);
      nanos[k] = System.nanoTime() - start;
      Pose reached = chain.forward(answer);
      boolean inside = true;
      for (int i = 0; i < q.length; i++) {
        inside &= answer[i] >= chain.lower(i) && answer[i] <= chain.upper(i);
      }
      assertTrue(inside, "a limit was left, seed " + SEED);
      if (reached.position().distance(wanted.position()) < 1e-6
          && reached.rotation().angleTo(wanted.rotation()) < 1e-6) {
        solved++;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%s: %d of %d poses solved, median %.1f us, 99 %% %.1f us%n",
        arm, solved, poses, nanos[poses / 2] / 1e3, nanos[poses * 99 / 100] / 1e3);
    return solved;
  }

  @Test
  void aSolverThatStartsAtTheAnswerStaysThere() {
    KinematicChain chain = arms().getFirst().chain();
    double[] q = arms().getFirst().samples().get(1).q();
    double[] answer = new double[q.length];
    assertTrue(new InverseKinematics(chain).solve(chain.forward(q), q, answer));
    assertArrayEquals(q, answer, 1e-7);
  }

  @Test
  void whatCannotBeReachedIsSaidAndApproached() {
    KinematicChain chain = arms().getFirst().chain();
    InverseKinematics solver = new InverseKinematics(chain);
    Pose far = Pose.translation(new org.pollex.hardware.geometry.Vec3(3, 0, 0));
    double[] answer = new double[chain.size()];
    assertTrue(!solver.solve(far, null, answer));
    assertTrue(solver.positionError() > 1.5);
    assertTrue(solver.positionError() < 4);
  }

  @Test
  void solvingAllocatesNothing() {
    ReferenceArms.Arm arm = arms().getFirst();
    InverseKinematics solver = new InverseKinematics(arm.chain());
    Pose wanted = arm.chain().forward(arm.samples().get(2).q());
    double[] answer = new double[arm.chain().size()];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = 0;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < 200; k++) {
        solver.solve(wanted, null, answer);
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(bytes < 1024, bytes + " bytes in 200 solutions");
  }
}
