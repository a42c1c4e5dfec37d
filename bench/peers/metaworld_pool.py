"""Meta-World's own vectorised environments, one task, timed on actions that the caller made.

    metaworld_pool.py STRATEGY TASK ENVIRONMENTS STEPS ACTIONS

STRATEGY is sync or async, as gymnasium.make_vec has them, with Meta-World's stock wrappers. ACTIONS
is a file of float32 [1000, 256, 4], little-endian; vector step i takes the first environments of row
i modulo 1000. Creation, a first reset and some steps are not timed; the resets within the run are.
Prints one JSON object: environment steps and seconds.
"""

import json
import os
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import gymnasium  # noqa: E402
import metaworld  # noqa: E402, F401
import numpy  # noqa: E402

WARM_UP = 20
SEED = 42


def main():
    strategy, task, count, steps, path = sys.argv[1:]
    count, steps = int(count), int(steps)
    rows = numpy.fromfile(path, dtype="<f4").reshape(1000, 256, 4)[:, :count]
    environments = gymnasium.make_vec(
        "Meta-World/custom-mt-envs",
        vector_strategy=strategy,
        envs_list=[task] * count,
        seed=SEED,
    )
    environments.reset()
    for row in rows[:WARM_UP]:
        environments.step(row)
    wall = time.perf_counter()
    for i in range(steps):
        environments.step(rows[i % len(rows)])
    seconds = time.perf_counter() - wall
    environments.close()
    print(json.dumps({"env_steps": steps * count, "seconds": seconds}))


if __name__ == "__main__":
    main()
