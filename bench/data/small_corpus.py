"""Cuts the small corpus of the build's lint test out of recorded files.

usage: small_corpus.py mw.hdf5 arms.hdf5 OUT_FOLDER

The first demonstration of every fifth Meta-World task, and eight of the two arms with the camera's
pictures reduced to 12 by 12. Needs h5py, numpy.
"""

import sys

import h5py

KEEP = ["actions", "success", "timestamps"] + ["obs/" + n for n in (
    "ee_pos", "ee_quat", "command_pos", "arm_qpos", "gripper", "tcp_pos", "front_rgb")] + [
    "obs/%s_%s" % (side, n) for side in ("left", "right") for n in ("qpos", "ee_pos", "ee_quat", "tcp_pos", "gripper")]


def cut(source, target, names):
    with h5py.File(source) as old, h5py.File(target, "w", libver=("earliest", "v108")) as new:
        data = new.create_group("data")
        data.attrs["env_args"] = old["data"].attrs["env_args"]
        for k, name in enumerate(names):
            demo = data.create_group("demo_%d" % k)
            for key, value in old["data"][name].attrs.items():
                if not isinstance(value, bytes) or value:
                    demo.attrs[key] = value
            for path in KEEP:
                if path not in old["data"][name]:
                    continue
                values = old["data"][name][path]
                rows = values[:, 2::4, 2::4] if values.ndim == 4 else values[:]
                made = demo.create_dataset(path, data=rows, compression=9 if rows.nbytes > 4000 else None, shuffle=True if rows.nbytes > 4000 else None)
                for key, value in values.attrs.items():
                    if isinstance(value, str) and value:
                        made.attrs[key] = value


cut(sys.argv[1], sys.argv[3] + "/mw.hdf5", ["demo_%d" % k for k in range(0, 400, 40)])
cut(sys.argv[2], sys.argv[3] + "/arms.hdf5", ["demo_%d" % k for k in range(8)])
