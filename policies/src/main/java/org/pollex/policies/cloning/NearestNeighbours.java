package org.pollex.policies.cloning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.pollex.datasets.episode.Episode;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.Observation;

/**
 * What a demonstration did in states like this one. A state is where the hand is (3), how far its
 * command is ahead of it (3), and how far the gripper is open; each number is divided by its
 * standard deviation over the demonstration.
 */
final class NearestNeighbours {
  private static final int STATE = 7;

  /** Smallest standard deviation to divide by, metres (gripper: a fraction). */
  private static final double LEAST_DEVIATION = 0.005;

  private final double[][] states;
  private final float[][] actions;
  private final double[] scale;

  private NearestNeighbours(double[][] states, float[][] actions) {
    this.states = states;
    this.actions = actions;
    this.scale = new double[STATE];
    for (int i = 0; i < STATE; i++) {
      int axis = i;
      double mean = Arrays.stream(states).mapToDouble(s -> s[axis]).average().orElseThrow();
      double variance =
          Arrays.stream(states)
              .mapToDouble(s -> (s[axis] - mean) * (s[axis] - mean))
              .average()
              .orElseThrow();
      scale[i] = 1 / Math.max(LEAST_DEVIATION, Math.sqrt(variance));
    }
  }

  /** Reads a demonstration. */
  static NearestNeighbours of(Episode episode) {
    Tensor hand = episode.observation("ee_pos");
    Tensor command = episode.observation("command_pos");
    Tensor gripper = episode.observation("gripper");
    double[][] states = new double[episode.steps()][];
    float[][] actions = new float[states.length][];
    for (int k = 0; k < states.length; k++) {
      states[k] =
          state(hand.row(k).toDoubles(), command.row(k).toDoubles(), gripper.row(k).toDoubles());
      actions[k] = episode.actions().row(k).toFloats();
    }
    return new NearestNeighbours(states, actions);
  }

  /** Returns the state that an observation shows. */
  static double[] state(Observation now) {
    return state(now.vector("ee_pos"), now.vector("command_pos"), now.vector("gripper"));
  }

  private static double[] state(double[] hand, double[] command, double[] gripper) {
    double[] state = new double[STATE];
    for (int i = 0; i < 3; i++) {
      state[i] = hand[i];
      state[3 + i] = command[i] - hand[i];
    }
    state[6] = gripper[0];
    return state;
  }

  /** Returns the mean action of the {@code k} nearest states, weighted by inverse distance. */
  float[] action(double[] state, int k) {
    int[] nearest =
        IntStream.range(0, states.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> distance(state, states[i])))
            .limit(k)
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sum = new double[actions[0].length];
    double total = 0;
    for (int i : nearest) {
      double weight = 1 / (1e-6 + distance(state, states[i]));
      total += weight;
      for (int j = 0; j < sum.length; j++) {
        sum[j] += weight * actions[i][j];
      }
    }
    float[] mean = new float[sum.length];
    for (int j = 0; j < mean.length; j++) {
      mean[j] = (float) (sum[j] / total);
    }
    return mean;
  }

  private double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < STATE; i++) {
      double d = (a[i] - b[i]) * scale[i];
      sum += d * d;
    }
    return Math.sqrt(sum);
  }
}
