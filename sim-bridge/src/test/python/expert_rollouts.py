"""Runs Meta-World's scripted experts in their own environments, to be run again elsewhere.

    expert_rollouts.py SEED GOALS TASK...

For each task the first GOALS goals of MT1(TASK, SEED); an episode ends at its first success or after
500 steps. Prints one JSON line an episode: task, rand_vec, and the step of the first success (0 for
none).
"""

import json
import pickle
import sys
import warnings

import metaworld
from metaworld.policies import ENV_POLICY_MAP

HORIZON = 500


def first_success(environment, expert):
    observation, _ = environment.reset()
    for step in range(1, HORIZON + 1):
        # A copy is asked: some experts write into the array that they are given.
        action = expert.get_action(observation.copy())
        observation, _, _, _, info = environment.step(action)
        if info["success"]:
            return step
    return 0


def main():
    seed, goals = map(int, sys.argv[1:3])
    warnings.simplefilter("ignore")
    for name in sys.argv[3:]:
        benchmark = metaworld.MT1(name, seed=seed)
        environment = benchmark.train_classes[name]()
        expert = ENV_POLICY_MAP[name]()
        for goal in benchmark.train_tasks[:goals]:
            environment.set_task(goal)
            episode = {
                "task": name,
                "rand_vec": list(map(float, pickle.loads(goal.data)["rand_vec"])),
                "first_success": first_success(environment, expert),
            }
            print(json.dumps(episode), flush=True)


main()
