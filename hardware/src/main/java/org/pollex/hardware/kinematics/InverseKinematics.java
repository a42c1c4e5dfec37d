package org.pollex.hardware.kinematics;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.pollex.hardware.geometry.Pose;

/**
 * Finds joint coordinates, within the limits, that bring a chain's tip to a pose.
 *
 * <p>Levenberg–Marquardt on the six pose errors (Sugihara, IEEE T-RO 27(5), 2011: damping
 * proportional to the squared error, so that it is quadratic near a solution and calm at
 * singularities). Of the infinitely many steps of a redundant arm it takes the shortest. A joint
 * that a step would push out of its range is held at its limit, and the step is solved again
 * without it. Starts are, in turn: the caller's, the nearest of a table of poses drawn once when
 * the solver is made, and random ones; the number of starts and of iterations is bounded.
 *
 * <p>Not safe for several threads; nothing is allocated while it solves. The same calls in the same
 * order give the same answers.
 */
public final class InverseKinematics {
  /** Residuals below which an answer counts, m and rad. */
  public static final double TOLERANCE = 1e-7;

  private static final long SEED = 0x706f6c6c6578L;
  private static final int ITERATIONS = 40;
  private static final int RANDOM_STARTS = 60;

  private final KinematicChain chain;
  private final int n;
  private final ChainState state;
  private final SeedTable table;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final DampedStep step;
  private final double[] target = new double[12];
  private final double[] error = new double[6];
  private final double[] q;
  private final double[] next;
  private final double[] best;
  private double bestCost;
  private int starts;

  /** Creates a solver; drawing its table takes a few milliseconds. */
  public InverseKinematics(KinematicChain chain) {
    this.chain = chain;
    n = chain.size();
    state = chain.newState();
    table = new SeedTable(chain);
    step = new DampedStep(chain);
    q = new double[n];
    next = new double[n];
    best = new double[n];
  }

  /**
   * Solves for a pose.
   *
   * @param X_BT wanted pose of the tip in the base
   * @param start where to begin, usually where the arm is; the answer is often the one nearest to
   *     it. Null: anywhere
   * @param out takes the coordinates: an answer, or the nearest that was found
   * @return true when both residuals are below {@link #TOLERANCE}
   */
  public boolean solve(Pose X_BT, double[] start, double[] out) {
    PoseMatrix.store(X_BT, target);
    bestCost = Double.POSITIVE_INFINITY;
    starts = 0;
    boolean solved = start != null && from(start);
    if (!solved) {
      table.nearest(target);
      for (int k = 0; k < SeedTable.NEAREST && !solved; k++) {
        table.copy(k, next);
        solved = from(next);
      }
    }
    for (int k = 0; k < RANDOM_STARTS && !solved; k++) {
      SeedTable.draw(chain, random, next);
      solved = from(next);
    }
    System.arraycopy(best, 0, out, 0, n);
    PoseMatrix.error(state.update(best).tip, target, error);
    return solved;
  }

  /** Returns the last answer's distance from the wanted position, metres. */
  public double positionError() {
    return norm(0);
  }

  /** Returns the last answer's angle from the wanted orientation, radians. */
  public double rotationError() {
    return norm(3);
  }

  /** Returns how many starts the last answer needed. */
  public int starts() {
    return starts;
  }

  private double norm(int from) {
    return Math.sqrt(
        error[from] * error[from]
            + error[from + 1] * error[from + 1]
            + error[from + 2] * error[from + 2]);
  }

  private boolean from(double[] start) {
    starts++;
    for (int i = 0; i < n; i++) {
      q[i] = Math.clamp(start[i], chain.lower(i), chain.upper(i));
    }
    double cost = evaluate(q);
    double checkpoint = cost;
    for (int iteration = 0; ; iteration++) {
      if (cost < bestCost) {
        bestCost = cost;
        System.arraycopy(q, 0, best, 0, n);
      }
      if (norm(0) < TOLERANCE && norm(3) < TOLERANCE) {
        return true;
      }
      if (iteration == ITERATIONS || iteration % 8 == 7 && cost > 0.1 * checkpoint) {
        return false;
      }
      if (iteration % 8 == 7) {
        checkpoint = cost;
      }
      step.from(state, q, error, cost);
      for (int i = 0; i < n; i++) {
        q[i] = Math.clamp(q[i] + step.dq[i], chain.lower(i), chain.upper(i));
      }
      cost = evaluate(q);
    }
  }

  private double evaluate(double[] coordinates) {
    PoseMatrix.error(state.update(coordinates).tip, target, error);
    double sum = 0;
    for (double e : error) {
      sum += e * e;
    }
    return sum;
  }

  @Override
  public String toString() {
    return "inverse kinematics of " + n + " joints, best " + Arrays.toString(best);
  }
}
