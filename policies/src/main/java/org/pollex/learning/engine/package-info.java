/**
 * libtorch in this process. Only this package touches Deep Java Library: {@link
 * org.pollex.learning.engine.Learner} trains a program, {@link org.pollex.learning.engine.Model}
 * runs one. The graph executor's optimizer is off, because it changes the rounding of a method
 * after its first calls, and then a training that goes on from a checkpoint would not repeat itself
 * bit for bit.
 */
package org.pollex.learning.engine;
