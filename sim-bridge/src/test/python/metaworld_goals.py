"""Prints the goals of Meta-World's benchmarks: JSON jobs ``{"benchmark", "task", "seed"}`` in.

Per job one JSON line: ``{"train": [[task, rand_vec], ...], "test": [...]}``, as the package's own
constructor makes them. To save time each scene is compiled once and the hand stays where it is:
neither has a part in drawing goals.
"""

import json
import pickle
import sys
from functools import cache

import metaworld
import mujoco
from gymnasium.envs.mujoco import MujocoEnv
from metaworld.sawyer_xyz_env import SawyerXYZEnv


@cache
def model(path):
    return mujoco.MjModel.from_xml_path(path)


def initialize(env):
    compiled = model(env.fullpath)
    return compiled, mujoco.MjData(compiled)


def reset_hand(env, steps=50):
    mujoco.mj_forward(env.model, env.data)
    env.init_tcp = env.tcp_center


def goals(tasks):
    return [[task.env_name, pickle.loads(task.data)["rand_vec"].tolist()] for task in tasks]


MujocoEnv._initialize_simulation = initialize
SawyerXYZEnv._reset_hand = reset_hand
for line in sys.stdin:
    job = json.loads(line)
    arguments = [job["task"]] if job["task"] else []
    benchmark = getattr(metaworld, job["benchmark"])(*arguments, seed=job["seed"])
    answer = {"train": goals(benchmark.train_tasks), "test": goals(benchmark.test_tasks)}
    print(json.dumps(answer), flush=True)
