"""Random training windows (2 observations, 16 actions) with h5py or NumPy, timed.

    h5py_windows.py MODE FILE WINDOWS low|image

MODE is "handles" (h5py, data set handles kept open) or "memory" (all arrays read before the clock
starts). Every window reads rows t-1 and t of each observation and rows t to t+15 of the actions,
inside of an episode; "image" adds the camera to the low-dimensional streams. Prints one JSON
object: windows, wall seconds and CPU seconds.
"""

import json
import random
import sys
import time

import h5py

OBSERVATIONS = ("joint_pos", "eef_pos", "eef_quat", "gripper", "object")
CAMERAS = ("agentview_image",)


def main():
    mode, path, count, kind = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    names = OBSERVATIONS + (CAMERAS if kind == "image" else ())
    rng = random.Random(0)
    with h5py.File(path, "r") as file:
        demos = []
        for demo in file["data"].values():
            actions = demo["actions"]
            observations = [demo["obs"][name] for name in names]
            if mode == "memory":
                actions = actions[()]
                observations = [values[()] for values in observations]
            demos.append((actions, observations))
        picks = [(rng.randrange(len(demos)), rng.random()) for _ in range(count)]
        for warm in (True, False):
            wall, cpu = time.perf_counter(), time.process_time()
            for index, where in picks[: count // 10] if warm else picks:
                actions, observations = demos[index]
                t = 1 + int(where * (actions.shape[0] - 16))
                actions[t : t + 16]
                for values in observations:
                    values[t - 1 : t + 1]
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"windows": count, "seconds": wall, "cpu_seconds": cpu}))


main()
