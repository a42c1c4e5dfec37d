/**
 * Numbers as they cross every boundary of the house: a block of raw little-endian bytes with a type
 * and a shape, never text and never one number at a time.
 */
package org.pollex.hardware.tensor;
