package org.pollex.datasets.hdf5;

import hdf.hdf5lib.H5;
import hdf.hdf5lib.HDF5Constants;
import hdf.hdf5lib.exceptions.HDF5LibraryException;
import org.pollex.hardware.tensor.DType;

/** Types of the C library for what Pollex stores; all little-endian. */
final class Hdf5Types {
  private Hdf5Types() {}

  static Handle of(DType dtype) throws HDF5LibraryException {
    return switch (dtype) {
      case F32 -> copy(HDF5Constants.H5T_IEEE_F32LE);
      case F64 -> copy(HDF5Constants.H5T_IEEE_F64LE);
      case U8 -> copy(HDF5Constants.H5T_STD_U8LE);
      case U16 -> copy(HDF5Constants.H5T_STD_U16LE);
      case I32 -> copy(HDF5Constants.H5T_STD_I32LE);
      case I64 -> copy(HDF5Constants.H5T_STD_I64LE);
      case BOOL -> bool();
    };
  }

  /** The enumeration that h5py reads and writes as NumPy's bool. */
  private static Handle bool() throws HDF5LibraryException {
    Handle type = new Handle(H5.H5Tenum_create(HDF5Constants.H5T_STD_I8LE), H5::H5Tclose);
    H5.H5Tenum_insert(type.id, "FALSE", new byte[] {0});
    H5.H5Tenum_insert(type.id, "TRUE", new byte[] {1});
    return type;
  }

  static Handle variableString() throws HDF5LibraryException {
    Handle type = copy(HDF5Constants.H5T_C_S1);
    H5.H5Tset_size(type.id, HDF5Constants.H5T_VARIABLE);
    H5.H5Tset_cset(type.id, HDF5Constants.H5T_CSET_UTF8);
    return type;
  }

  static Handle fixedString(int bytes, int characterSet) throws HDF5LibraryException {
    Handle type = copy(HDF5Constants.H5T_C_S1);
    H5.H5Tset_size(type.id, bytes);
    H5.H5Tset_strpad(type.id, HDF5Constants.H5T_STR_NULLPAD);
    H5.H5Tset_cset(type.id, characterSet);
    return type;
  }

  private static Handle copy(long type) throws HDF5LibraryException {
    return new Handle(H5.H5Tcopy(type), H5::H5Tclose);
  }
}
