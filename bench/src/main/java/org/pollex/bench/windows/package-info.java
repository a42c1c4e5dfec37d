/**
 * Training windows a second: {@code WindowStore} against h5py with its handles kept open and
 * against NumPy arrays held in memory, on the same file, in turn within each round. What is
 * compared is CPU time, since the machine may be shared.
 */
package org.pollex.bench.windows;
