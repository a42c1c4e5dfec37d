/**
 * Frames a second into files: 128 × 128 RGB with states and actions, gzip, against h5py on the same
 * numbers. Pollex runs in a process of its own with a heap of 256 MiB: into HDF5 from memory, into
 * a journal as a robot's recorder does, and from the journal on into HDF5.
 */
package org.pollex.bench.writing;
