/**
 * Inference in plain Java, with the vector instructions of the processor: MLPs ({@link
 * org.pollex.learning.vector.VectorMlp}) and the diffusion transformer ({@link
 * org.pollex.learning.vector.VectorTransformer}), at batch 1, from the same weights and to the same
 * numbers as the graph (single precision; sums are in another order). A call allocates nothing.
 *
 * <p>The JDK's vector API is an incubator module that a program has only when it is started with
 * {@code --add-modules jdk.incubator.vector}. {@link org.pollex.learning.vector.VectorNetworks}
 * says whether it is there and its vectors are wide enough to be worth it; otherwise the graph runs
 * in libtorch. The package lies in a source root of its own, {@code src/vector}, because only it is
 * compiled with that module.
 */
package org.pollex.learning.vector;
