"""Writes frames, states and actions with h5py as robomimic lays them out, timed.

    h5py_write.py FRAMES OUT.hdf5 EPISODES

FRAMES holds raw numbers, for each episode of 200 steps: pictures (uint8, 128 x 128 x 3), states
(float64, 32) and actions (float32, 7). Every data set is compressed (gzip 4), one picture to a
chunk; the file is forced to the device. Prints one JSON object: frames, wall and CPU seconds.
"""

import json
import os
import sys
import time

import h5py
import numpy as np

STEPS, SIDE, STATES, ACTIONS = 200, 128, 32, 7
PICTURES = STEPS * SIDE * SIDE * 3


def add(group, name, values, chunk):
    group.create_dataset(
        name, data=values, chunks=chunk, compression="gzip", compression_opts=4
    )


def main():
    source, target, episodes = sys.argv[1], sys.argv[2], int(sys.argv[3])
    wall, cpu = time.perf_counter(), time.process_time()
    with open(source, "rb") as frames, h5py.File(target, "w") as file:
        data = file.create_group("data")
        for k in range(episodes):
            demo = data.create_group(f"demo_{k}")
            demo.attrs["num_samples"] = STEPS
            pictures = np.frombuffer(frames.read(PICTURES), "u1").reshape(STEPS, SIDE, SIDE, 3)
            add(demo, "obs/image", pictures, (1, SIDE, SIDE, 3))
            states = np.frombuffer(frames.read(STEPS * STATES * 8), "f8").reshape(STEPS, STATES)
            add(demo, "obs/states", states, states.shape)
            actions = np.frombuffer(frames.read(STEPS * ACTIONS * 4), "f4").reshape(STEPS, ACTIONS)
            add(demo, "actions", actions, actions.shape)
        data.attrs["total"] = episodes * STEPS
    with open(target, "rb+") as written:
        os.fsync(written.fileno())
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"frames": episodes * STEPS, "seconds": wall, "cpu_seconds": cpu}))


main()
