"""Trajectories of EnvPool's C++ port of Meta-World, for comparison with the package.

    envpool_trajectories.py ACTIONS

ACTIONS is a file of float32 [steps, 4], little-endian. Reads requests from standard input, one a
line: TASK SEED. Writes little-endian doubles: the first observation [39], then per step the
observation [39], the reward and the success. The goal is visible; EnvPool draws it from the seed.
"""

import sys

import envpool
import numpy


def camel(task):
    """EnvPool's name of a task, for example MetaWorld/DoorOpen-v3."""
    words, version = task.rsplit("-", 1)
    return "MetaWorld/" + "".join(word.capitalize() for word in words.split("-")) + "-" + version


def main():
    actions = numpy.fromfile(sys.argv[1], dtype="<f4").reshape(-1, 1, 4)
    for line in sys.stdin:
        task, seed = line.split()
        pool = envpool.make(
            camel(task),
            env_type="gymnasium",
            num_envs=1,
            num_threads=1,
            seed=int(seed),
            partially_observable=False,
        )
        observation, _ = pool.reset()
        numbers = [observation[0]]
        for action in actions:
            observation, reward, _, _, info = pool.step(action)
            numbers += [observation[0], [reward[0], info["success"][0]]]
        sys.stdout.buffer.write(numpy.hstack(numbers).astype("<f8").tobytes())
        sys.stdout.buffer.flush()


main()
