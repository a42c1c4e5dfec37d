"""Writes a file as a lab's would be, for the measurement of training windows.

    windows_file.py OUT.hdf5 none|gzip [EPISODES] [STEPS] [SIDE]

Five low-dimensional streams, actions and one RGB camera with a moving square and sensor noise.
"none" is contiguous, as robomimic writes by default; "gzip" is chunked (a picture, or 64 rows of
the other streams, to a chunk) at level 4.
"""

import json
import sys

import h5py
import numpy as np

LOW = {"joint_pos": 7, "eef_pos": 3, "eef_quat": 4, "gripper": 2, "object": 14}


def pictures(steps, side, episode, noise):
    frames = np.empty((steps, side, side, 3), np.uint8)
    rows, columns = np.mgrid[0:side, 0:side]
    for t in range(steps):
        frames[t, ..., 0] = columns + episode
        frames[t, ..., 1] = rows + t
        frames[t, ..., 2] = 96
        y, x = (3 * t + episode) % (side - 12), (2 * t + 5 * episode) % (side - 12)
        frames[t, y : y + 12, x : x + 12] = (220, 40, 30)
    return frames + np.roll(noise, episode, 0)


def main():
    path, storage = sys.argv[1], sys.argv[2]
    episodes, steps, side = (
        int(sys.argv[i]) if len(sys.argv) > i else default
        for i, default in ((3, 200), (4, 200), (5, 84))
    )
    rng = np.random.default_rng(0)
    noise = rng.integers(0, 4, (steps, side, side, 3), dtype=np.uint8)

    def add(group, name, values):
        options = {}
        if storage == "gzip":
            rows = 1 if values.ndim > 2 else min(64, steps)
            chunk = (rows,) + values.shape[1:]
            options = {"chunks": chunk, "compression": "gzip", "compression_opts": 4}
        group.create_dataset(name, data=values, **options)

    with h5py.File(path, "w") as file:
        data = file.create_group("data")
        for k in range(episodes):
            demo = data.create_group(f"demo_{k}")
            demo.attrs["num_samples"] = steps
            walk = np.cumsum(rng.normal(scale=0.01, size=(steps, 7)), 0).astype("f4")
            add(demo, "actions", np.clip(np.gradient(walk, axis=0) * 20, -1, 1).astype("f4"))
            obs = demo.create_group("obs")
            for name, width in LOW.items():
                values = np.cumsum(rng.normal(scale=0.01, size=(steps, width)), 0)
                add(obs, name, values.astype("f4"))
            add(obs, "agentview_image", pictures(steps, side, k, noise))
        data.attrs["total"] = episodes * steps
        data.attrs["env_args"] = json.dumps({"env_name": "Lift", "type": 1, "env_kwargs": {}})


main()
