"""Initial conditions: bounds and separation of rand_vecs, fresh draws, and the official goals.

A rand_vec that violates the separation makes the stock environment loop for ever, because it draws
again from a frozen vector. So everything that reaches an environment has passed ``check``.
"""

import hashlib
import json
from functools import cache
from importlib.metadata import version

import numpy as np
from metaworld import env_dict

from ..cache import cache_directory, write_atomically
from ..errors import invalid
from .lean import Lean, lean
from .tasks import FACTS

STOCK = env_dict.ALL_V3_ENVIRONMENTS
GOALS_PER_TASK = 50


@cache
def _probe(task: str) -> Lean:
    env = lean(STOCK[task])()
    env.prepare(goal_hidden=False)
    return env


def bounds(task: str) -> tuple[np.ndarray, np.ndarray]:
    space = _probe(task)._random_reset_space
    return space.low, space.high


def goal_xy(task: str, rand_vec: np.ndarray) -> np.ndarray:
    """The goal that the environment compares with when it enforces the separation."""
    return np.array((0.0, 0.84)) if task == "sweep-into-v3" else rand_vec[-3:-1]


def separated(task: str, rand_vec: np.ndarray) -> bool:
    limit = FACTS[task].separation
    return limit == 0 or not np.linalg.norm(rand_vec[:2] - goal_xy(task, rand_vec)) < limit


def draw(task: str, count: int, generator: np.random.Generator) -> list[np.ndarray]:
    """``count`` vectors, uniform in the task's box, too close ones rejected."""
    low, high = bounds(task)
    drawn: list[np.ndarray] = []
    while len(drawn) < count:
        rand_vec = generator.uniform(low, high)
        if separated(task, rand_vec):
            drawn.append(rand_vec)
    return drawn


def benchmark_tasks(name: str, task: str, split: str) -> list[str]:
    """Task ids of a benchmark's split in its own order."""
    if name in ("MT1", "ML1"):
        if task not in STOCK:
            raise invalid(f"{name} needs a task, {task!r} given", STOCK)
        return [task]
    sets = {
        "MT10": {"train": env_dict.MT10_V3},
        "MT25": {"train": env_dict.MT25_V3},
        "MT50": {"train": env_dict.MT50_V3},
        "ML10": env_dict.ML10_V3,
        "ML25": env_dict.ML25_V3,
        "ML45": env_dict.ML45_V3,
    }
    if name not in sets:
        raise invalid(f"unknown benchmark {name!r}", ["MT1", "ML1", *sets])
    if split not in sets[name]:
        raise invalid(f"{name} has no split {split!r}", sets[name])
    return list(sets[name][split])


def benchmark_goals(name: str, task: str, split: str, seed: int) -> list[tuple[str, np.ndarray]]:
    """The (task, rand_vec) pairs that ``metaworld.<name>(seed=seed)`` makes, in its order."""
    split = split or "train"
    tasks = benchmark_tasks(name, task, split)
    if name == "MT1" and split != "train":
        raise invalid(f"MT1 has no split {split!r}", ["train"])
    if name == "ML1" and split == "test":
        seed += 1
    key = f"{version('metaworld')}-{version('numpy')}-{name}-{task}-{split}-{seed}"
    path = cache_directory() / "goals" / f"{hashlib.sha256(key.encode()).hexdigest()[:20]}.json"
    try:
        stored = json.loads(path.read_text())
        if stored["key"] == key:
            return [(t, np.array(v)) for t, v in stored["goals"]]
    except (OSError, ValueError, KeyError):
        pass
    goals = _generate(tasks, seed)
    text = json.dumps({"key": key, "goals": [(t, v.tolist()) for t, v in goals]})
    write_atomically(path, lambda temporary: temporary.write_text(text))
    return goals


def _generate(tasks: list[str], seed: int) -> list[tuple[str, np.ndarray]]:
    """As the benchmark's constructor does it: one global stream of numbers, 50 resets a task.

    The draws do not depend on physics, so the hand is not driven home between them.
    """
    before = np.random.get_state()
    np.random.seed(seed)
    try:
        goals = []
        for task in tasks:
            env = _probe(task)
            env._freeze_rand_vec = False
            env._reset_hand = lambda env=env: setattr(env, "init_tcp", env.tcp_center)
            for _ in range(GOALS_PER_TASK):
                env.reset()
                goals.append((task, np.array(env._last_rand_vec)))
            del env._reset_hand
            env._freeze_rand_vec = True
        return goals
    finally:
        np.random.set_state(before)


def benchmarks() -> dict[str, dict[str, list[str]]]:
    """Benchmark -> split -> task ids, for the catalogue."""
    names = ("MT10", "MT25", "MT50"), ("ML10", "ML25", "ML45")
    table = {n: {"train": benchmark_tasks(n, "", "train")} for n in names[0]}
    table |= {n: {s: benchmark_tasks(n, "", s) for s in ("train", "test")} for n in names[1]}
    return table
