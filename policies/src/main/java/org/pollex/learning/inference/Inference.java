package org.pollex.learning.inference;

/** A network at work, one input at a time. Used by one thread at a time. */
public interface Inference extends AutoCloseable {
  /**
   * Tells what the next answers depend on.
   *
   * @param condition the network's condition
   * @param steps diffusion steps that answers will be asked for, by index; empty for a network that
   *     does not denoise
   */
  void tell(float[] condition, int[] steps);

  /**
   * Writes an answer.
   *
   * @param noisy the chunk whose noise is asked for; not read by a network that does not denoise
   * @param index of the diffusion step among those told
   * @param answer written
   */
  void answer(float[] noisy, int index, float[] answer);

  /** Returns what runs it: {@code vector} or {@code graph}. */
  String engine();

  @Override
  default void close() {}
}
