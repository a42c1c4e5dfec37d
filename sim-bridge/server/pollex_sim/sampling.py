"""Initial conditions for SampleTasks: official goals, fresh draws, and checks of given ones."""

import hashlib

import numpy as np
from pollex.sim.v1 import catalog_pb2, types_pb2

from .catalog import Catalog
from .errors import exhausted, invalid
from .helper import Helper
from .limits import MAX_CONDITIONS


def sample(request, catalog: Catalog, helper: Helper) -> catalog_pb2.SampleTasksReply:
    kind = request.WhichOneof("source")
    if kind == "benchmark":
        source, sampled = _official(request.benchmark, helper)
    elif kind == "draw":
        source, sampled = _fresh(request.draw, catalog, helper)
    elif kind == "explicit":
        source = "explicit"
        sampled = list(enumerate(request.explicit.conditions))
    else:
        raise invalid("no source: set benchmark, draw or explicit")
    package = "metaworld " + catalog.packages["metaworld"]
    reply = catalog_pb2.SampleTasksReply()
    for index, condition in sampled:
        values = catalog.check(condition)["parameters"]
        provenance = _provenance(package, source, condition.task_id, index, values)
        reply.tasks.add(condition=condition, goal_index=index, provenance=provenance)
    return reply


def condition(label: str, task: str, values) -> types_pb2.InitialCondition:
    return types_pb2.InitialCondition(id=label, task_id=task, parameters=values)


def _official(asked, helper: Helper):
    """The source's name and (goal index, condition) pairs, in the benchmark's order."""
    split = asked.split or "train"
    goals = helper.call(
        "benchmark", name=asked.name, task=asked.task_id, split=split, seed=asked.seed
    )
    source = f"{asked.name}/{split}/{asked.seed}"
    counts: dict[str, int] = {}
    sampled = []
    for task, values in goals:
        index = counts[task] = counts.get(task, -1) + 1
        wanted = not asked.only_task_ids or task in asked.only_task_ids
        if wanted and (not asked.goals_per_task or index < asked.goals_per_task):
            sampled.append((index, condition(f"{source}/{task}/{index}", task, values)))
    return source, sampled


def _fresh(asked, catalog: Catalog, helper: Helper):
    if not asked.task_ids or not asked.per_task:
        raise invalid("draw needs task_ids and per_task")
    if asked.per_task * len(asked.task_ids) > MAX_CONDITIONS:
        raise exhausted(f"at most {MAX_CONDITIONS} conditions at once")
    for task in asked.task_ids:
        catalog.task(task)
    tasks, count = list(asked.task_ids), asked.per_task
    drawn = helper.call("draw", tasks=tasks, per_task=count, seed=asked.seed)
    source = f"draw/{asked.seed}"
    sampled = []
    for row, (task, values) in enumerate(drawn):
        index = row % count
        sampled.append((index, condition(f"{source}/{task}/{index}", task, values)))
    return source, sampled


def _provenance(package: str, source: str, task: str, index: int, values: list[float]) -> str:
    """SHA-256 that ties an initial condition to where it came from."""
    digest = hashlib.sha256(f"{package}\0{source}\0{task}\0{index}\0".encode())
    digest.update(np.array(values, "<f8").tobytes())
    return digest.hexdigest()
