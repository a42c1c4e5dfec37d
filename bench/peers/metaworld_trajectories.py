"""Trajectories of the metaworld package from given initial conditions.

    metaworld_trajectories.py ACTIONS

ACTIONS is a file of float32 [steps, 4], little-endian. Reads requests from standard input, one a
line: TASK and the numbers of its rand_vec. Writes little-endian doubles: the first observation
[39], then per step the observation [39], the reward and the success. The goal is visible.
"""

import sys
import warnings

import numpy
from metaworld.env_dict import ALL_V3_ENVIRONMENTS


def main():
    warnings.simplefilter("ignore")
    actions = numpy.fromfile(sys.argv[1], dtype="<f4").reshape(-1, 4)
    for line in sys.stdin:
        task, *rand_vec = line.split()
        env = ALL_V3_ENVIRONMENTS[task]()
        env._set_task_called = True
        env._partially_observable = False
        env.__dict__.pop("sawyer_observation_space", None)
        env._freeze_rand_vec = True
        env._last_rand_vec = numpy.array([float(number) for number in rand_vec])
        observation, _ = env.reset()
        numbers = [observation]
        for action in actions:
            observation, reward, _, _, info = env.step(action)
            numbers += [observation, [reward, info["success"]]]
        sys.stdout.buffer.write(numpy.hstack(numbers).astype("<f8").tobytes())
        sys.stdout.buffer.flush()
        env.close()


main()
