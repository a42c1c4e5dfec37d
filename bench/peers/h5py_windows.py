"""Random training windows (2 observations, 16 actions) with h5py or NumPy, timed.

    h5py_windows.py MODE FILE WINDOWS

MODE is "handles" (h5py, data set handles kept open) or "memory" (all arrays read before the clock
starts). Every window reads rows t-1 and t of each observation and rows t to t+15 of the actions,
inside of an episode. Prints one JSON object: windows, wall seconds and CPU seconds.
"""

import json
import random
import sys
import time

import h5py

OBSERVATIONS = ("joint_pos", "eef_pos", "eef_quat", "gripper", "object")


def main():
    mode, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    rng = random.Random(0)
    with h5py.File(path, "r") as file:
        demos = []
        for demo in file["data"].values():
            actions = demo["actions"]
            observations = [demo["obs"][name] for name in OBSERVATIONS]
            if mode == "memory":
                actions = actions[()]
                observations = [values[()] for values in observations]
            demos.append((actions, observations))
        picks = [(rng.randrange(len(demos)), rng.random()) for _ in range(count)]
        wall, cpu = time.perf_counter(), time.process_time()
        for index, where in picks:
            actions, observations = demos[index]
            t = 1 + int(where * (actions.shape[0] - 16))
            actions[t : t + 16]
            for values in observations:
                values[t - 1 : t + 1]
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"windows": count, "seconds": wall, "cpu_seconds": cpu}))


main()
