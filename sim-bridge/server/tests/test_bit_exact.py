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
    for begin in range(0, STEPS, 19):
        reply = pool.chunk(stock["actions"][:, begin : begin + 19].swapaxes(0, 1))
        assert (array(reply.steps) == 19).all() and not reply.errors
        observations.append(named(reply.streams)["state39"])
    got = np.concatenate(observations).swapaxes(0, 1)
    assert differing(tasks, got, stock["observations"]) == []


def check_snapshots(pool, starts, stock, tasks):
    """Goes on for 75 steps from a snapshot taken at step 20, by name and by its bytes."""
    pool.reset(starts)
    pool.chunk(stock["actions"][:, :20].swapaxes(0, 1))
    states = pool.snapshot(snapshot_id="here", want_states=True).states
    pool.chunk(stock["actions"][:, 30:70].swapaxes(0, 1))
    for source in ({"snapshot_id": "here"}, {"states": {"states": states}}):
        assert not pool.restore(**source).errors
        observations, infos, rewards, _ = roll(pool, stock["actions"][:, 20:])
        assert observations.shape[1] == 75
        assert differing(tasks, observations, stock["observations"][:, 20:]) == []
        assert differing(tasks, infos, stock["infos"][:, 20:]) == []
        assert differing(tasks, rewards, stock["rewards"][:, 20:].astype(float)) == []


def test_snapshots_continue_exactly(pool, conditions, stock, tasks):
    check_snapshots(pool, conditions, stock, tasks)


def pool_of(version, server, tasks):
    return server.pool(
        list(tasks), len(tasks), workers=2, step=["state39", "info"], reward_version=version
    )


@pytest.mark.slow
def test_snapshots_continue_exactly_in_v1(server, conditions, tasks, tmp_path):
    """And a state taken in one pool is restored whole in another."""
    stock = run_stock(conditions, STEPS, tmp_path, "v1")
    pool = pool_of("v1", server, tasks)
    check_snapshots(pool, conditions, stock, tasks)
    states = pool.snapshot(want_states=True).states
    pool.close()
    other = pool_of("v1", server, tasks)
    assert not other.restore(states={"states": states}).errors
    assert other.snapshot(want_states=True).states == states
    other.close()


@pytest.mark.slow
@pytest.mark.parametrize("version", ["v1", "v2"])
def test_steps_equal_the_stock_environments_from_other_goals(
    version, server, stub, tasks, tmp_path
):
    pool = pool_of(version, server, tasks)
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
