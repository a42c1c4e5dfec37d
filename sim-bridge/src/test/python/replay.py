"""Replays an episode in Meta-World itself: JSON on standard input, observations as hex lines out."""

import json
import pickle
import sys

import numpy as np
from metaworld.env_dict import ALL_V3_ENVIRONMENTS
from metaworld.types import Task

episode = json.load(sys.stdin)
environment_class = ALL_V3_ENVIRONMENTS[episode["task"]]
environment = environment_class()
data = {
    "rand_vec": np.array(episode["rand_vec"]),
    "env_cls": environment_class,
    "partially_observable": False,
}
environment.set_task(Task(env_name=episode["task"], data=pickle.dumps(data)))
observation, _ = environment.reset()
print(observation.astype("<f8").tobytes().hex())
for action in episode["actions"]:
    observation = environment.step(np.array(action, dtype=np.float32))[0]
    print(observation.astype("<f8").tobytes().hex())
