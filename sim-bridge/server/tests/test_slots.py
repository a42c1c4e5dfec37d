"""One slot's trouble is its own: in a worker's slots, without processes in between."""

import gc
import struct

import numpy as np
import pytest

from pollex_sim import blocks, slots
from pollex_sim.metaworld_v3 import backend, conditions
from pollex_sim.metaworld_v3.lean import NamedData

TASK = "reach-v3"
N = 3


@pytest.fixture(scope="module")
def starts():
    drawn = conditions.draw(TASK, N, np.random.default_rng(0))
    return [{"task": TASK, "parameters": vector.tolist()} for vector in drawn]


@pytest.fixture
def worker(starts):
    streams = [("state39", "<f8", (39,))]
    layout = blocks.Layout.of(N, 8, ("actions", "<f4", (4,)), streams, streams)
    opening = {
        "layout": layout.arrays,
        "autoreset": "none",
        "want_final": False,
        "terminate_on_success": False,
        "hide_goal": False,
        "reward_version": "v2",
        "state_size": 0,
    }
    backend.prepare_process()
    owned = slots.Slots(opening, blocks.map_file(blocks.create_file(layout.size())))
    items = [{"slot": i, "condition": start} for i, start in enumerate(starts)]
    assert owned.reset({"release": [], "slots": items}) == {"errors": []}
    return owned


def step(worker, count=1, flags=0):
    return worker.step(struct.pack("<5I", count, flags, *range(N)))


def test_an_environment_that_raises_stops_alone(worker, starts):
    def explode(action):
        raise RuntimeError("boom")

    worker.slots[1].episode.step = explode
    reply = step(worker, count=4)
    (error,) = reply["errors"]
    assert error["slot"] == 1 and error["code"] == 2 and "boom" in error["message"]
    assert worker.arrays["steps"].tolist() == [4, 0, 4]
    streams = worker.arrays["step/state39"][:4]
    assert (streams[:, 1] == 0).all() and (streams[:, [0, 2], :3] != 0).any(2).all()
    again = worker.reset({"release": [], "slots": [{"slot": 1, "condition": starts[1]}]})
    assert again == {"errors": []} and step(worker) is None


def test_a_physics_warning_stops_alone(worker):
    """The state is made to explode, as a stuck contact would."""
    worker.slots[2].episode.data.qvel[:] = 1e12
    reply = step(worker, count=3)
    (error,) = reply["errors"]
    assert error["slot"] == 2 and error["code"] == 1 and "MuJoCo" in error["message"]
    assert worker.arrays["steps"].tolist()[:2] == [3, 3]


def test_environments_are_kept_for_their_task(worker, starts):
    owned = {id(worker.slots[i].episode) for i in range(N)}
    (other,) = conditions.draw("push-v3", 1, np.random.default_rng(1))
    item = {"slot": 0, "condition": {"task": "push-v3", "parameters": other.tolist()}}
    worker.reset({"release": [], "slots": [item]})
    worker.reset({"release": [], "slots": [{"slot": 0, "condition": starts[0]}]})
    assert {id(worker.slots[i].episode) for i in range(N)} == owned


def test_surplus_environments_are_freed(worker, monkeypatch):
    monkeypatch.setattr(slots, "IDLE_ENVIRONMENTS", 1)
    generator = np.random.default_rng(1)
    tasks = ("push-v3", "door-open-v3", "drawer-open-v3", "push-v3", "hammer-v3")
    drawn = [(task, conditions.draw(task, 1, generator)[0].tolist()) for task in tasks]

    def alive():
        gc.collect()
        return sum(type(thing) is NamedData for thing in gc.get_objects())

    before = alive()
    for task, vector in drawn:
        item = {"slot": 0, "condition": {"task": task, "parameters": vector}}
        assert worker.reset({"release": [], "slots": [item]}) == {"errors": []}
    assert alive() == before + 1


def test_a_replayed_log_ends_where_the_episode_was(worker, starts):
    actions = np.random.default_rng(3).uniform(-1, 1, (8, N, 4)).astype("f4")
    worker.actions[:8] = actions
    step(worker, count=8)
    expected = worker.slots[0].episode.state39.copy()
    log = actions[:, 0].tobytes().hex()
    item = {"slot": 0, "condition": starts[0], "log": log}
    assert worker.reset({"release": [], "slots": [item]}) == {"errors": []}
    assert worker.slots[0].episode.state39.tobytes() == expected.tobytes()
