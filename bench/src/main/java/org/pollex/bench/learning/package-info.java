/**
 * Learning side by side with PyTorch: steps of training, samples of a denoiser, answers of an MLP,
 * each in rounds that alternate between the two. {@code bench/run learning PYTHON} takes a Python
 * that has PyTorch; {@code bench/peers/learning_torch.py} is its side.
 *
 * <p>Processor time is that of the whole process, so threads that only spin count; of one thread's
 * work the median of a round's steps is taken. Run it while nothing else does.
 */
package org.pollex.bench.learning;
