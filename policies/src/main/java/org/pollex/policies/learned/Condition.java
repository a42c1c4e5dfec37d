package org.pollex.policies.learned;

import java.nio.FloatBuffer;
import java.util.List;
import org.pollex.datasets.window.Normalizer;

/**
 * What a network is told: for each of the last {@code history} observations the streams' numbers,
 * scaled; where the command is ahead of the hand; and the embedding of the instruction.
 *
 * @param streams observation streams, in order
 * @param history observations, the oldest first
 * @param normalizers one per stream
 * @param language numbers of the instruction's embedding; 0 for a policy of one task
 */
public record Condition(
    List<String> streams, int history, List<Normalizer> normalizers, int language) {
  /** A command this far ahead of the hand is scaled to 1, metres. */
  private static final double LEAD = 0.1;

  /** Copies the lists. */
  public Condition {
    streams = List.copyOf(streams);
    normalizers = List.copyOf(normalizers);
  }

  /** Returns the numbers of one observation. */
  int row() {
    return normalizers.stream().mapToInt(n -> n.low().size()).sum();
  }

  /** Returns the size of the condition. */
  public int width() {
    return history * row() + 3 + language;
  }

  /** Writes one observation's stream, scaled. */
  void putStream(FloatBuffer out, int stream, double[] values) {
    Normalizer normalizer = normalizers.get(stream);
    for (int i = 0; i < values.length; i++) {
      out.put((float) normalizer.scale(i, values[i]));
    }
  }

  /** Writes how far the command is ahead of the hand. */
  void putLead(FloatBuffer out, double[] hand, double[] command) {
    for (int axis = 0; axis < 3; axis++) {
      out.put(
          (float)
              Math.clamp((command[axis] - hand[axis]) / LEAD, -ActionChunk.CLIP, ActionChunk.CLIP));
    }
  }

  /** Writes the instruction's embedding, scaled to a standard deviation near 1. */
  void putLanguage(FloatBuffer out, float[] embedding) {
    float scale = (float) Math.sqrt(embedding.length);
    for (int i = 0; i < language; i++) {
      out.put(embedding[i] * scale);
    }
  }
}
