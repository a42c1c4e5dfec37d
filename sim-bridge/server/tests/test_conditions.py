"""Goals equal the benchmark's own; bad initial conditions are refused before anything hangs."""

import json
import subprocess
import sys
import time

import numpy as np
import pytest
from client import benchmark, condition, draw
from pollex.sim.v1 import catalog_pb2

OFFICIAL = """
import json, pickle, sys, metaworld
name, task, split, seed = sys.argv[1:]
made = getattr(metaworld, name)(*[task] * bool(task), seed=int(seed))
tasks = made.train_tasks if split == "train" else made.test_tasks
print(json.dumps([[t.env_name, pickle.loads(t.data)["rand_vec"].tolist()] for t in tasks]))
"""


def check(stub, name, task, split, seed):
    command = [sys.executable, "-c", OFFICIAL, name, task, split, str(seed)]
    official = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    ours = [
        [t.condition.task_id, list(t.condition.parameters)]
        for t in benchmark(stub, name, task, seed, split)
    ]
    assert ours == official


@pytest.mark.parametrize(
    "name,task,split,seed",
    [
        ("MT1", "push-v3", "train", 42),
        ("MT1", "hammer-v3", "train", 7),
        ("ML1", "box-close-v3", "test", 3),
        ("MT10", "", "train", 42),
    ],
)
def test_goals_equal_the_benchmark(stub, name, task, split, seed):
    check(stub, name, task, split, seed)


LARGE = [
    ("MT25", "train"),
    ("MT50", "train"),
    ("ML10", "test"),
    ("ML25", "test"),
    ("ML45", "train"),
    ("ML45", "test"),
]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 42])
@pytest.mark.parametrize("name,split", LARGE)
def test_goals_equal_the_large_benchmarks(stub, name, split, seed):
    check(stub, name, "", split, seed)


def test_goals_come_from_the_cache_the_second_time(stub):
    first = benchmark(stub, "MT10", seed=77)
    assert benchmark(stub, "MT10", seed=77) == first
    assert len(first) == 500 and len({t.provenance for t in first}) == 500


def test_draws_are_reproducible_and_valid(stub, tasks):
    drawn = draw(stub, list(tasks), count=5, seed=3)
    assert drawn == draw(stub, list(tasks), count=5, seed=3)
    assert drawn != draw(stub, list(tasks), count=5, seed=4)
    for c in drawn:
        box = tasks[c.task_id].parameters
        assert (np.array(box.low) <= c.parameters).all() and (
            c.parameters <= np.array(box.high)
        ).all()


def explicit(stub, *conditions):
    source = catalog_pb2.SampleTasksRequest.Explicit(conditions=conditions)
    return stub.SampleTasks(catalog_pb2.SampleTasksRequest(explicit=source)).tasks


@pytest.mark.parametrize(
    "task,values,words",
    [
        ("push-v3", [0.0, 0.65, 0.02, 0.0, 0.81, 0.3], ["goal_z", "outside"]),
        ("push-v3", [0.0, 0.7, 0.02, 0.0, 0.8, 0.015], ["0.100 m apart", "0.15"]),
        ("box-close-v3", [0.0, 0.55, 0.02, 0.0, 0.7, 0.133], ["0.25"]),
        ("sweep-into-v3", [0.0, 0.7, 0.02, 0.0, 0.84, 0.02], ["0.15"]),
        ("door-open-v3", [0.05, 0.9], ["2 parameters given, 3 needed", "object_x"]),
        ("door-open-v3", [float("nan"), 0.9, 0.15], ["outside"]),
        ("door-opne-v3", [0.05, 0.9, 0.15], ["door-opne-v3", "door-open-v3"]),
    ],
)
def test_bad_conditions_are_refused_at_once(stub, refused, task, values, words):
    explicit(stub, condition("door-open-v3", [0.05, 0.9, 0.15]))
    began = time.monotonic()
    with refused("INVALID_ARGUMENT", *words):
        explicit(stub, condition(task, values))
    assert time.monotonic() - began < 5


def test_a_bad_condition_moves_nothing(server, refused):
    pool = server.pool(["push-v3"], 2)
    good = condition("push-v3", [0.0, 0.6, 0.02, 0.0, 0.85, 0.015])
    bad = condition("push-v3", [0.0, 0.7, 0.02, 0.0, 0.8, 0.015])
    with refused("INVALID_ARGUMENT", "apart"):
        pool.reset([good, bad])
    with refused("FAILED_PRECONDITION", "slot 0 has not been reset"):
        pool.step(np.zeros((2, 4)))
    pool.reset([good, good])
    pool.close()


def test_unknown_benchmarks_and_splits(stub, refused):
    with refused("INVALID_ARGUMENT", "MT11", "MT10"):
        benchmark(stub, "MT11")
    with refused("INVALID_ARGUMENT", "no split 'test'"):
        benchmark(stub, "MT10", split="test")
    with refused("INVALID_ARGUMENT", "MT1 needs a task"):
        benchmark(stub, "MT1")
