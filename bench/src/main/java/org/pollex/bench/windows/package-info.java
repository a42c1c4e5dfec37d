/**
 * Training windows a second: {@code WindowLoader} against h5py with its handles kept open, NumPy
 * arrays held in memory, and robomimic's {@code SequenceDataset}, on the same file, in turn within
 * each round. Both the clock and CPU time are told, since the machine may be shared.
 */
package org.pollex.bench.windows;
