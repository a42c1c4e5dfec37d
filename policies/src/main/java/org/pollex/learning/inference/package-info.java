/**
 * Networks at work, apart from what runs them: {@link org.pollex.learning.inference.GraphInference}
 * runs any program in libtorch, and {@link org.pollex.learning.inference.FastNetworks} offers those
 * that this processor runs faster in plain Java (source root {@code src/vector}, which needs the
 * JDK's vector module).
 */
package org.pollex.learning.inference;
