package org.pollex.datasets.hdf5;

import hdf.hdf5lib.exceptions.HDF5LibraryException;

/** A handle of the HDF5 C library that closes with its block. */
final class Handle implements AutoCloseable {
  /** One of the library's close functions. */
  interface Closer {
    int close(long id) throws HDF5LibraryException;
  }

  final long id;
  private final Closer closer;

  Handle(long id, Closer closer) {
    this.id = id;
    this.closer = closer;
  }

  @Override
  public void close() throws HDF5LibraryException {
    closer.close(id);
  }
}
