"""Asks Meta-World's scripted experts what they would do, in their own environments.

    experts.py OUT SEED GOALS STEPS NEARBY

For each of the 50 tasks: GOALS drawn goals, for each one episode driven by the expert, which is
disturbed half of the time (STEPS steps), and one driven at random (STEPS / 4). Each observation counts NEARBY times more with the hand
and the objects moved, by a millimetre to half a metre, to the places between which experts decide.
Writes OUT/TASK.f64 (observations, 39 little-endian numbers each) and OUT/TASK.f32 (actions, 4 each).
"""

import pathlib
import sys
import warnings

import numpy as np
from metaworld.env_dict import ALL_V3_ENVIRONMENTS_GOAL_OBSERVABLE
from metaworld.policies import ENV_POLICY_MAP

HAND, OPENING, OBJECT, SECOND, GOAL = (
    slice(0, 3),
    3,
    slice(4, 7),
    slice(11, 14),
    slice(36, 39),
)


def moved(random, observation):
    """The observation as it would be with something put close to something else."""
    changed = observation.copy()
    scale = 10 ** random.uniform(-3, -0.3)
    if random.random() < 0.3:
        place = (GOAL, SECOND, OBJECT)[random.integers(3)]
        changed[OBJECT] = changed[place] + random.normal(0, scale, 3)
    if random.random() < 0.3:
        changed[OPENING] = random.random()
    for place in (OBJECT, GOAL):
        if random.random() < 0.1:
            changed[place] = random.uniform((-0.4, 0.3, 0), (0.4, 1, 0.5))
    place = (OBJECT, OBJECT, GOAL, SECOND)[random.integers(4)]
    changed[HAND] = changed[place] + random.normal(0, scale, 3) * random.integers(0, 2, 3)
    if random.random() < 0.4:
        changed[HAND] += random.uniform((-0.05, 0, -0.02), (0.05, 0, 0.16))
    if random.random() < 0.2:
        changed[HAND][2] = changed[GOAL][2] + random.uniform(-0.02, 0.16)
    if random.random() < 0.1:
        changed[HAND] = random.uniform((-0.6, 0.3, 0), (0.6, 1, 0.6))
    return changed


def record(task, random, seed, steps, nearby):
    environment = ALL_V3_ENVIRONMENTS_GOAL_OBSERVABLE[f"{task}-goal-observable"](seed=seed)
    expert = ENV_POLICY_MAP[task]()
    observations, actions = [], []

    def ask(observation):
        # A copy is asked: some experts write into the array that they are given.
        action = expert.get_action(observation.copy())
        observations.append(observation)
        actions.append(action)
        return action

    for length, at_random in ((steps, False), (steps // 4, True)):
        observation, _ = environment.reset()
        for step in range(length):
            action = ask(observation)
            for _ in range(nearby):
                ask(moved(random, observation))
            if at_random:
                action = random.uniform(-1, 1, 4)
            elif step % 20 >= 10:
                action = action + random.normal(0, 0.3, 4)
            observation = environment.step(action.astype(np.float32))[0]
    return np.array(observations), np.array(actions)


def main():
    out, (seed, goals, steps, nearby) = pathlib.Path(sys.argv[1]), map(int, sys.argv[2:])
    warnings.simplefilter("ignore")
    for number, task in enumerate(ENV_POLICY_MAP):
        random = np.random.default_rng((seed, number))
        recorded = [
            record(task, random, int(random.integers(1 << 31)), steps, nearby)
            for _ in range(goals)
        ]
        observations, actions = map(np.concatenate, zip(*recorded, strict=True))
        assert actions.dtype == np.float32 and observations.dtype == np.float64
        observations.astype("<f8").tofile(out / f"{task}.f64")
        actions.astype("<f4").tofile(out / f"{task}.f32")


main()
