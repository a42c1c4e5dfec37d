"""The server computes what the stock environments compute, bit by bit, in all 50 tasks."""

import numpy as np
import pytest
from client import array, benchmark, named
from conftest import STEPS, run_stock


@pytest.fixture(scope="module")
def pool(server, tasks):
    pool = server.pool(list(tasks), len(tasks), workers=2, step=["state39", "info"])
    yield pool
    pool.close()


def differing(tasks, got, wanted):
    """Names of the tasks whose bytes differ; slots are axis 0."""
    return [t for i, t in enumerate(tasks) if got[i].tobytes() != wanted[i].tobytes()]


def roll(pool, actions):
    """Steps [n, T, 4] one by one; returns arrays [n, T, ...]."""
    rows = []
    for t in range(actions.shape[1]):
        reply = pool.step(actions[:, t])
        assert not reply.errors
        rows.append((*named(reply.streams).values(), array(reply.reward), array(reply.success)))
    return [np.array(column).swapaxes(0, 1) for column in zip(*rows, strict=True)]


def test_steps_equal_the_stock_environments(pool, conditions, stock, tasks):
    first = named(pool.reset(conditions).streams)["state39"]
    assert differing(tasks, first, stock["first"]) == []
    observations, infos, rewards, success = roll(pool, stock["actions"])
    assert differing(tasks, observations, stock["observations"]) == []
    assert differing(tasks, rewards, stock["rewards"].astype(float)) == []
    assert differing(tasks, infos, stock["infos"]) == []
    assert (success == stock["infos"][:, :, 0].astype(bool)).all()


def test_chunks_equal_steps(pool, conditions, stock, tasks):
    pool.reset(conditions)
    observations = []
    for begin in range(0, STEPS, 25):
        reply = pool.chunk(stock["actions"][:, begin : begin + 25].swapaxes(0, 1))
        assert (array(reply.steps) == 25).all() and not reply.errors
        observations.append(named(reply.streams)["state39"])
    got = np.concatenate(observations).swapaxes(0, 1)
    assert differing(tasks, got, stock["observations"]) == []


def test_snapshots_continue_exactly(pool, conditions, stock, tasks):
    pool.reset(conditions)
    pool.chunk(stock["actions"][:, :20].swapaxes(0, 1))
    states = pool.snapshot(snapshot_id="here", want_states=True).states
    pool.chunk(stock["actions"][:, 30:70].swapaxes(0, 1))
    assert not pool.restore(snapshot_id="here").errors
    observations, infos, rewards, _ = roll(pool, stock["actions"][:, 20:])
    assert differing(tasks, observations, stock["observations"][:, 20:]) == []
    assert differing(tasks, infos, stock["infos"][:, 20:]) == []
    pool.restore(states={"states": states})
    again = roll(pool, stock["actions"][:, 20:])
    assert differing(tasks, again[0], observations) == []
    assert differing(tasks, again[2], rewards) == []


@pytest.mark.slow
@pytest.mark.parametrize("version", ["v1", "v2"])
def test_steps_equal_the_stock_environments_from_other_goals(
    version, server, stub, tasks, tmp_path
):
    pool = server.pool(
        list(tasks), len(tasks), workers=2, step=["state39", "info"], reward_version=version
    )
    for index in (3, 17, 49):
        goals = [t.condition for t in benchmark(stub, "MT50", seed=5) if t.goal_index == index]
        stock = run_stock(goals, STEPS, tmp_path, version)
        first = named(pool.reset(goals).streams)["state39"]
        assert differing(tasks, first, stock["first"]) == []
        observations, infos, rewards, _ = roll(pool, stock["actions"])
        assert differing(tasks, observations, stock["observations"]) == []
        assert differing(tasks, rewards, stock["rewards"].astype(float)) == []
        assert differing(tasks, infos, stock["infos"]) == []
    pool.close()
