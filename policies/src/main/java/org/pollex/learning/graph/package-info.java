/**
 * Models as text. A {@link org.pollex.learning.graph.Program} is written line by line with a {@link
 * org.pollex.learning.graph.Graph}; the text is TorchScript, which libtorch runs and a person can
 * read. {@link org.pollex.learning.graph.TrainingMethods} adds one method that does a whole step of
 * training: forward, backward, clipping, AdamW and averaging, in place. {@link
 * org.pollex.learning.graph.TorchScriptArchive} packs all of it for the runtime.
 *
 * <p>Because every constant is part of the text and every step is one call, nothing that Java frees
 * can be part of a gradient: the trap of scalar arguments in tensor libraries is not avoided here
 * by care but cannot occur.
 */
package org.pollex.learning.graph;
