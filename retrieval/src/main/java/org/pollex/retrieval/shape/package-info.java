/**
 * Shape: which demonstration's object looks most like the one in view.
 *
 * <p>A training-free descriptor of a cloud, a few dozen numbers whose dot product is the likeness
 * of two objects. It needs no weights and no alignment; part of it changes with the object's yaw,
 * so that among equal objects the demonstration seen from the same side is preferred.
 */
package org.pollex.retrieval.shape;
