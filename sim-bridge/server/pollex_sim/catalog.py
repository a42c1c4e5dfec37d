"""The front's knowledge of tasks: loaded from the cache, or asked once of a helper process."""

import hashlib
import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
from pollex.sim.v1 import catalog_pb2, types_pb2

from .cache import cache_directory, write_atomically
from .errors import invalid
from .helper import Helper

ACTION_NAMES = ("dx", "dy", "dz", "gripper")


class Catalog:
    """Tasks by id in the benchmark's order; entries are made by ``metaworld_v3/catalogue.py``."""

    def __init__(self, helper: Helper):
        data = _stored() or _store(helper.call("catalogue"))
        self.packages: dict[str, str] = data["packages"]
        self.asset_hash: str = data["asset_hash"]
        self.tasks: dict[str, dict] = {entry["task_id"]: entry for entry in data["tasks"]}

    def task(self, task_id: str) -> dict:
        if task_id not in self.tasks:
            raise invalid(f"unknown task '{task_id}'", self.tasks)
        return self.tasks[task_id]

    def check(self, condition: types_pb2.InitialCondition) -> dict:
        """The condition as workers take it, or INVALID_ARGUMENT before anything moves."""
        task = self.task(condition.task_id)
        low, high = task["parameter_low"], task["parameter_high"]
        values = list(condition.parameters)
        where = f"initial condition {condition.id!r} of {condition.task_id}"
        if condition.HasField("seed"):
            raise invalid(f"{where}: starts from parameters (the rand_vec), not from a seed")
        if len(values) != len(low):
            raise invalid(
                f"{where}: {len(values)} parameters given, {len(low)} needed: "
                + ", ".join(task["parameter_names"])
            )
        for name, value, smallest, largest in zip(
            task["parameter_names"], values, low, high, strict=True
        ):
            if not smallest <= value <= largest:
                raise invalid(f"{where}: {name} = {value!r} is outside [{smallest!r}, {largest!r}]")
        self._check_separation(task, values, where)
        return {"id": condition.id, "task": condition.task_id, "parameters": values}

    @staticmethod
    def _check_separation(task: dict, values: list[float], where: str) -> None:
        if not task["min_separation"]:
            return
        goal = task["separation_from"] or values[-3:-1]
        distance = np.linalg.norm(np.array(values[:2]) - np.array(goal))
        if distance < task["min_separation"]:
            raise invalid(
                f"{where}: object and goal are {distance:.3f} m apart in xy, "
                f"at least {task['min_separation']} m needed"
            )


def _key() -> str:
    """Changes with whatever the catalogue is made from."""
    digest = hashlib.sha256(f"{version('metaworld')} {version('mujoco')}".encode())
    for source in sorted((Path(__file__).parent / "metaworld_v3").glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _path() -> Path:
    return cache_directory() / f"catalogue-{_key()[:16]}.json"


def _stored() -> dict | None:
    try:
        return json.loads(_path().read_text())
    except (OSError, ValueError):
        return None


def _store(data: dict) -> dict:
    write_atomically(_path(), lambda temporary: temporary.write_text(json.dumps(data)))
    return data


def action_spec(entry: dict) -> types_pb2.ActionSpec:
    scale = entry["action_scale"]
    return types_pb2.ActionSpec(
        kind=types_pb2.ACTION_KIND_EE_DELTA_POSITION,
        dtype=types_pb2.DTYPE_F32,
        names=ACTION_NAMES,
        units=("m", "m", "m", "1"),
        low=[-1.0] * 4,
        high=[1.0] * 4,
        scale=(scale, scale, scale, 1.0),
        frame="world",
        rate_hz=entry["rate_hz"],
        clip_rule="clipped to [-1, 1], scaled, added to the commanded position, which is clipped to"
        " the task's command box; gripper +1 closes, -1 opens, clipped to [-1, 1] by the actuator",
    )


def task_spec(entry: dict) -> catalog_pb2.TaskSpec:
    """The message for one catalogue entry."""
    parameters = catalog_pb2.ParameterSpec(
        names=entry["parameter_names"],
        low=entry["parameter_low"],
        high=entry["parameter_high"],
        units=["m"] * len(entry["parameter_names"]),
        min_separation=entry["min_separation"],
    )
    same = (
        "task_id index description instruction horizon command_low command_high fixture_task"
        " moved_body moved_joint target_body goal_body object_names success_predicate has_expert"
        " difficulty scene_hash goal_visible_in_scene"
    ).split()
    return catalog_pb2.TaskSpec(
        **{name: entry[name] for name in same},
        action=action_spec(entry),
        parameters=parameters,
        goal_kind=catalog_pb2.TaskSpec.GoalKind.Value(entry["goal_kind"]),
        benchmarks=[
            catalog_pb2.BenchmarkMembership(benchmark=name, split=split, index=index)
            for name, split, index in entry["benchmarks"]
        ],
    )
