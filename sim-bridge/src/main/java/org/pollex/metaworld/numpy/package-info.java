/**
 * The few corners of NumPy that decide bits: its uniform numbers and its rule for mixed precision.
 */
package org.pollex.metaworld.numpy;
