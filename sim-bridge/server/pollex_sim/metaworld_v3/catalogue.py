"""The task catalogue, derived from the live package and the compiled scenes."""

import hashlib

import mujoco
import numpy as np

from . import conditions
from .episode import STATE
from .lean import Lean
from .scene import Scene
from .tasks import FACTS

PROBES = 12
# Ranges thinner than this (metres) count as one value.
THIN = 0.005
# A goal that the scene shows to within this (metres) can be found without being told.
GUESSABLE = 0.05


def catalogue() -> list[dict]:
    """One entry per task in the benchmark's own order; keys as in TaskSpec where names agree."""
    Lean.keep_models = False
    membership = conditions.benchmarks()
    return [_entry(index, task, membership) for index, task in enumerate(conditions.STOCK)]


def _entry(index: int, task: str, membership: dict) -> dict:
    facts, env = FACTS[task], conditions._probe(task)
    low, high = conditions.bounds(task)
    names = ["object_x", "object_y", "object_z", "goal_x", "goal_y", "goal_z"][: len(low)]
    goal_kind, goal_visible = _goal(task, env)
    return {
        "task_id": task,
        "index": index,
        "description": facts.description,
        "instruction": facts.instruction,
        "horizon": env.max_path_length,
        "command_low": env.mocap_low.tolist(),
        "command_high": env.mocap_high.tolist(),
        "parameter_names": names,
        "parameter_low": low.tolist(),
        "parameter_high": high.tolist(),
        "min_separation": facts.separation,
        # The point that the object is kept away from, if it is not the drawn goal.
        "separation_from": _fixed_goal_xy(task, low, high),
        "goal_kind": goal_kind,
        "fixture_task": goal_kind == "FIXTURE_DERIVED" and facts.target != facts.moved,
        "moved_body": "" if facts.moved.startswith("joint:") else facts.moved,
        "moved_joint": _joint(env.model, facts),
        "target_body": facts.target,
        "goal_body": facts.fixture or "",
        "object_names": [facts.moved.removeprefix("joint:"), facts.fixture or "", "goal"],
        "success_predicate": facts.success,
        "has_expert": True,
        "difficulty": facts.difficulty,
        "benchmarks": [
            [name, split, tasks.index(task)]
            for name, splits in membership.items()
            for split, tasks in splits.items()
            if task in tasks
        ],
        "scene_hash": _scene_hash(env.model),
        "goal_visible_in_scene": goal_visible,
        "state_size": mujoco.mj_stateSize(env.model, STATE),
        "action_scale": env.action_scale,
        "rate_hz": round(1 / env.dt, 6),
    }


def _fixed_goal_xy(task, low, high):
    fixed = conditions.goal_xy(task, low)
    return None if np.array_equal(fixed, low[-3:-1]) else fixed.tolist()


def _joint(model, facts) -> str:
    body = Scene.of(model, facts).moved
    return model.joint(model.body_jntadr[body]).name if model.body_jntnum[body] else ""


def _scene_hash(model: mujoco.MjModel) -> str:
    buffer = np.empty(mujoco.mj_sizeModel(model), np.uint8)
    mujoco.mj_saveModel(model, None, buffer)
    return hashlib.sha256(buffer.tobytes()).hexdigest()


def _goal(task: str, env: Lean) -> tuple[str, bool]:
    """Kind of the goal, and whether visible geometry shows it, from a few episodes' beginnings.

    Each coordinate of the goal may be constant, or stand at a fixed offset from the target or from
    the goal fixture. "Shown" allows for GUESSABLE metres, "kind" is exact.
    """
    scene = Scene.of(env.model, FACTS[task])
    points: list = []
    for rand_vec in conditions.draw(task, PROBES, np.random.default_rng(0)):
        env.start(rand_vec)
        mujoco.mj_kinematics(env.model, env.data)
        where = env.data.xpos
        fixture = where[scene.target if scene.fixture is None else scene.fixture]
        points.append((env._get_pos_goal().copy(), where[scene.target].copy(), fixture.copy()))
    goal, target, fixture = np.array(points).transpose(1, 0, 2)
    constant, of_target, of_fixture = map(_spread, (goal, goal - target, goal - fixture))
    from_object = np.minimum(constant, of_target)
    if np.all(constant < THIN):
        kind = "CONSTANT"
    else:
        kind = "FIXTURE_DERIVED" if np.all(from_object < THIN) else "INDEPENDENT"
    return kind, bool(np.all(np.minimum(from_object, of_fixture) < GUESSABLE))


def _spread(points: np.ndarray) -> np.ndarray:
    return np.ptp(points, axis=0)
