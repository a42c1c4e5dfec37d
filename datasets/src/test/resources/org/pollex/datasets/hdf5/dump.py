"""Prints what h5py sees in a file: every attribute, and type, shape and digest of every data set."""

import hashlib
import json
import sys

import h5py
import numpy as np

found = {"attributes": {}, "datasets": {}}


def visit(name, node):
    for key, value in node.attrs.items():
        if isinstance(value, bytes):
            value = value.decode("utf-8")
        elif isinstance(value, np.generic):
            value = value.item()
        found["attributes"][name + "@" + key] = value
    if isinstance(node, h5py.Dataset):
        values = node[()]
        if values.dtype.kind == "S":
            found["datasets"][name] = {"names": [v.decode() for v in values]}
        else:
            found["datasets"][name] = {
                "dtype": str(values.dtype),
                "shape": list(values.shape),
                "sha256": hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest(),
                "compression": node.compression,
            }


with h5py.File(sys.argv[1], "r") as file:
    visit("", file)
    file.visititems(visit)
print(json.dumps(found))
