"""Writes a file whose content lies outside of it, by one of the ways that HDF5 offers."""

import sys

import h5py
import numpy as np

path, other, kind = sys.argv[1:]
with h5py.File(path, "w") as file:
    demo = file.create_group("data/demo_0")
    demo.create_dataset("actions", data=np.zeros((3, 4)))
    if kind == "external":
        demo["obs"] = h5py.ExternalLink(other, "/data/demo_0/obs")
    elif kind == "soft":
        demo["obs"] = h5py.SoftLink("/data/demo_0")
    else:
        demo.create_dataset(
            "secret", shape=(3,), dtype="u1", external=[(other, 0, h5py.h5f.UNLIMITED)]
        )
print("{}")
