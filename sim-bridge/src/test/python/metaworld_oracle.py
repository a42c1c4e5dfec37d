"""Runs the metaworld package itself and tells everything that a step computes.

Reads one job per line from standard input, JSON: ``{"task", "episodes": [{"rand_vec", "mode",
"seed", "steps"}]}``. Writes little-endian doubles. Per job: nq, nv. Per episode: the state (qpos,
qvel, mocap position and quaternion) and the observation [39] after the reset; then per step: a 1,
the float32 action [4], state, observation, and for reward v2 and v1 a flag (0: the package itself
refused to compute it), the reward and the seven numbers of info. A 0 ends an episode.
"""

import json
import sys
import warnings

import numpy as np
from metaworld.env_dict import ALL_V3_ENVIRONMENTS
from metaworld.policies import ENV_POLICY_MAP

KEYS = (
    "success",
    "near_object",
    "grasp_success",
    "grasp_reward",
    "in_place_reward",
    "obj_to_target",
    "unscaled_reward",
)
# Numbers that are at, just inside, just outside and far outside of what is allowed.
EDGES = np.array(
    [-1e6, -10, -1.0000001, -1, -0.9999999, -1e-40, -0.0, 0, 1e-30, 0.1, 0.1000001, 0.7, 0.7000001]
    + [0.8, 0.9999999, 1, 1.0000001, 2, 10, 1e6],
    np.float32,
)


def actions(mode, seed, policy):
    """A function from the observation to the next float32 action."""
    random = np.random.default_rng(seed)
    held = np.zeros(4, np.float32)
    left = 0

    def next_action(observation):
        nonlocal held, left
        if mode == "random":
            return random.uniform(-1, 1, 4).astype(np.float32)
        if mode == "expert":
            noise = random.normal(0, 0.3, 4) * random.integers(2)
            return (policy.get_action(observation.copy()) + noise).astype(np.float32)
        if left == 0:
            held, left = random.choice(EDGES, 4), int(random.integers(1, 40))
        left -= 1
        return held

    return next_action


class Teller:
    def __init__(self, out):
        self.out = out

    def numbers(self, *values):
        self.out.write(np.hstack([np.asarray(v, "<f8").ravel() for v in values]).tobytes())

    def state(self, env, observation):
        data = env.data
        self.numbers(data.qpos, data.qvel, data.mocap_pos, data.mocap_quat, observation)

    def evaluation(self, reward, info):
        self.numbers(1, reward, [float(info[key] or 0) for key in KEYS])


def tell(teller, env, policy, episode):
    env._freeze_rand_vec = True
    env._last_rand_vec = np.array(episode["rand_vec"])
    env.reward_function_version = "v1"  # assembly notes more then
    observation, _ = env.reset()
    teller.state(env, observation)
    next_action = actions(episode["mode"], episode["seed"], policy)
    for _ in range(episode["steps"]):
        action = next_action(observation)
        env.reward_function_version = "v2"
        try:
            observation, reward, _, _, info = env.step(action)
        except (AssertionError, ValueError):
            break
        teller.numbers(1, action)
        teller.state(env, observation)
        teller.evaluation(reward, info)
        env.reward_function_version = "v1"
        try:
            teller.evaluation(*env.evaluate_state(observation, action))
        except (AssertionError, ValueError):
            teller.numbers(np.zeros(9))
    teller.numbers(0)


def main():
    warnings.simplefilter("ignore")
    teller = Teller(sys.stdout.buffer)
    for line in sys.stdin:
        job = json.loads(line)
        env = ALL_V3_ENVIRONMENTS[job["task"]]()
        env._set_task_called = True
        env._partially_observable = False
        env.__dict__.pop("sawyer_observation_space", None)
        policy = ENV_POLICY_MAP[job["task"]]()
        teller.numbers(env.model.nq, env.model.nv)
        for episode in job["episodes"]:
            tell(teller, env, policy, episode)
        teller.out.flush()
        env.close()


main()
