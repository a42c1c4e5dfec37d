"""Runs the untouched Meta-World in a process of its own: no code of pollex_sim is imported here.

``stock.py GIVEN.json FOLDER STEPS REWARD_VERSION``: per task the first 40 actions are the expert's,
the others random; FOLDER/stock.npz holds all inputs and outputs by name/index of the task.
"""

import json
import sys
import warnings

import numpy as np
from metaworld.env_dict import ALL_V3_ENVIRONMENTS
from metaworld.policies import ENV_POLICY_MAP

INFO = (
    "success near_object grasp_success grasp_reward in_place_reward obj_to_target unscaled_reward"
)
EXPERT_STEPS = 40

warnings.simplefilter("ignore")
given, folder, steps, version = sys.argv[1:]
steps = int(steps)
generator = np.random.default_rng(99)
names = ("actions", "observations", "rewards", "infos")
columns = {name: [] for name in (*names, "first")}
for task, rand_vec in json.load(open(given)):
    env = ALL_V3_ENVIRONMENTS[task](reward_function_version=version)
    env._set_task_called, env._freeze_rand_vec = True, True
    env._partially_observable = False
    del env.sawyer_observation_space
    env._last_rand_vec = np.array(rand_vec)
    expert = ENV_POLICY_MAP[task]()
    observation, _ = env.reset()
    columns["first"].append(observation)
    rows = {name: [] for name in names}
    for step in range(steps):
        if step < EXPERT_STEPS:
            action = expert.get_action(observation.copy())
        else:
            action = generator.uniform(-1, 1, 4).astype(np.float32)
        observation, reward, _, _, info = env.step(action)
        values = [float(info[key] or 0.0) for key in INFO.split()]
        outcome = (action, observation, reward, values)
        for name, value in zip(names, outcome, strict=True):
            rows[name].append(np.array(value))
    for name in names:
        columns[name].append(np.array(rows[name]))
np.savez(f"{folder}/stock.npz", **{name: np.array(column) for name, column in columns.items()})
