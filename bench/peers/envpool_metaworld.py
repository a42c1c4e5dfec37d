"""EnvPool's C++ port of Meta-World, timed on actions that the caller made.

    envpool_metaworld.py ACTIONS THREADS

ACTIONS is a file of float32 [1000, 256, 4], little-endian; vector step i of a pool takes the first
environments of row i modulo 1000. Reads requests from standard input, one a line: TASK ENVIRONMENTS
STEPS. For each a pool of one task is made and warmed up, then STEPS vector steps are timed, EnvPool's
own resets included (an episode has 500 steps). Answers a JSON line: environment steps, wall and CPU
seconds. The first line says the version.
"""

import json
import sys
import time

import envpool
import numpy

WARM_UP = 20


def camel(task):
    """EnvPool's name of a task, for example MetaWorld/DoorOpen-v3."""
    words, version = task.rsplit("-", 1)
    return "MetaWorld/" + "".join(word.capitalize() for word in words.split("-")) + "-" + version


def measure(task, count, steps, threads, actions):
    pool = envpool.make(
        camel(task), env_type="gymnasium", num_envs=count, num_threads=threads, seed=1
    )
    pool.reset()
    rows = [numpy.ascontiguousarray(row[:count]) for row in actions]
    for row in rows[:WARM_UP]:
        pool.step(row)
    wall, cpu = time.perf_counter(), time.process_time()
    for i in range(steps):
        pool.step(rows[i % len(rows)])
    return {
        "env_steps": steps * count,
        "seconds": time.perf_counter() - wall,
        "cpu_seconds": time.process_time() - cpu,
    }


def main():
    actions = numpy.fromfile(sys.argv[1], dtype="<f4").reshape(1000, 256, 4)
    threads = int(sys.argv[2])
    print(json.dumps({"version": envpool.__version__}), flush=True)
    for line in sys.stdin:
        task, count, steps = line.split()
        print(json.dumps(measure(task, int(count), int(steps), threads, actions)), flush=True)


main()
