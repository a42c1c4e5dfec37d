"""Writes a file as other tools write them: every storage, filter and number type that h5py knows.

Prints, for every data set, the values as little-endian bytes of the type that a reader should give.
"""

import hashlib
import json
import sys

import h5py
import numpy as np

rng = np.random.default_rng(int(sys.argv[2]))
expected = {}


def put(demo, name, values, as_type, **how):
    demo.create_dataset(name, data=values, **how)
    target = np.ascontiguousarray(np.asarray(values).astype(as_type))
    expected[demo.name.split("/")[-1] + "/" + name] = {
        "shape": list(target.shape),
        "sha256": hashlib.sha256(target.tobytes()).hexdigest(),
    }


with h5py.File(sys.argv[1], "w") as file:
    data = file.create_group("data")
    data.attrs["total"] = 0
    data.attrs["env_args"] = json.dumps({"env_name": "Lift", "type": 1, "env_kwargs": {"hz": 20}})
    for k in (0, 1, 10, 2):
        steps = 7 + k
        demo = data.create_group("demo_%d" % k)
        demo.attrs["num_samples"] = steps
        demo.attrs["model_file"] = "<mujoco/>"
        put(demo, "actions", rng.normal(size=(steps, 7)), "<f8")
        put(demo, "dones", rng.integers(0, 2, steps), "<i8")
        put(demo, "obs/big_endian", rng.normal(size=(steps, 3)).astype(">f4"), "<f4")
        put(demo, "obs/half", rng.normal(size=(steps, 3)).astype("<f2"), "<f4")
        put(demo, "obs/i8", rng.integers(-128, 128, (steps, 2)).astype("i1"), "<i4")
        put(demo, "obs/i16", rng.integers(-9999, 9999, (steps, 2)).astype(">i2"), "<i4")
        put(demo, "obs/u32", rng.integers(0, 2**32, (steps, 2)).astype("<u4"), "<i8")
        put(demo, "obs/flag", rng.integers(0, 2, (steps, 2)).astype(bool), "|b1")
        image = rng.integers(0, 256, (steps, 9, 11, 3)).astype("u1")
        put(demo, "obs/image", image, "u1", chunks=(1, 9, 11, 3), compression="gzip")
        put(demo, "obs/odd_chunks", image, "u1", chunks=(3, 4, 5, 2), compression="gzip", shuffle=True)
        put(demo, "obs/raw_chunks", image, "u1", chunks=(2, 9, 4, 3))
        put(demo, "obs/lzf", rng.normal(size=(steps, 40)), "<f8", chunks=(5, 40), compression="lzf")
        put(demo, "obs/checked", rng.normal(size=(steps, 4)), "<f8", chunks=(4, 4), fletcher32=True)
        put(demo, "obs/shuffled", rng.normal(size=(steps, 6)), "<f8", chunks=(4, 6), shuffle=True, compression=4)
        demo.create_dataset("language", data="pick up the cube")
    mask = file.create_group("mask")
    mask.create_dataset("train", data=np.array(["demo_0", "demo_10"], dtype="S8"))
    mask.create_dataset("valid", data=["demo_1"])
print(json.dumps(expected))
