"""Whatever is wrong with a request is said, and nothing happens."""

import time

import numpy as np
import pytest
from client import action_tensor, array, condition, draw
from pollex.sim.v1 import pool_pb2, step_pb2, types_pb2

TASK = "reach-v3"


@pytest.fixture(scope="module")
def start(stub):
    return draw(stub, [TASK], count=2, seed=5)


@pytest.fixture
def pool(server, start):
    pool = server.pool([TASK], 2)
    pool.reset(start)
    yield pool
    pool.close()


@pytest.mark.parametrize(
    "block,words",
    [
        (np.zeros((2, 3)), "shape [2, 3], [2, 4] needed"),
        (np.zeros((1, 4)), "shape [1, 4], [2, 4] needed"),
        (np.array([[0, 0, 0, 0], [0, np.nan, 0, 0]]), "not finite at index [1, 1]: nan"),
        (np.full((2, 4), np.inf), "not finite"),
    ],
)
def test_wrong_actions(pool, refused, block, words):
    before = array(pool.chunk(np.zeros((1, 2, 4))).streams[0].tensor)
    with refused("INVALID_ARGUMENT", words):
        pool.step(block)
    states = [pool.snapshot(want_states=True).states for _ in range(2)]
    assert states[0] == states[1] and before.shape == (1, 2, 39)


def test_wrong_dtype_and_length(pool, refused):
    doubles = types_pb2.Tensor(dtype=types_pb2.DTYPE_F64, shape=[2, 4], data=b"\0" * 64)
    short = types_pb2.Tensor(dtype=types_pb2.DTYPE_F32, shape=[2, 4], data=b"\0" * 31)
    for tensor, words in ((doubles, "DTYPE_F32 needed"), (short, "31 bytes")):
        request = step_pb2.StepRequest(pool_id=pool.pool_id, seq=pool.seq + 1, actions=tensor)
        with refused("INVALID_ARGUMENT", words):
            pool.stub.Step(request)


def test_slots(pool, refused):
    with refused("INVALID_ARGUMENT", "slot 2 given", "0 to 1"):
        pool.step(np.zeros((1, 4)), slots=[2])
    with refused("INVALID_ARGUMENT", "twice"):
        pool.step(np.zeros((2, 4)), slots=[1, 1])


def test_seq(pool, refused):
    request = step_pb2.StepRequest(
        pool_id=pool.pool_id, seq=9, actions=action_tensor(np.zeros((2, 4)))
    )
    with refused("FAILED_PRECONDITION", "seq 9 given, 2 expected"):
        pool.stub.Step(request)


def test_the_same_seq_again_returns_the_same_reply(pool, refused):
    request = step_pb2.StepRequest(
        pool_id=pool.pool_id, seq=2, actions=action_tensor(np.ones((2, 4)))
    )
    first = pool.stub.Step(request)
    assert pool.stub.Step(request) == first
    pool.seq = 2
    moved = array(pool.step(np.ones((2, 4))).streams[0].tensor)
    assert not np.array_equal(moved, array(first.streams[0].tensor))
    request.actions.CopyFrom(action_tensor(np.zeros((2, 4))))
    request.seq = 3
    with refused("FAILED_PRECONDITION", "used for another request"):
        pool.stub.Step(request)


def test_an_ended_episode_waits_for_reset(pool, start, refused):
    reply = pool.chunk(np.zeros((500, 2, 4)), only_last=True)
    assert array(reply.truncated)[-1].all() and array(reply.steps).tolist() == [500, 500]
    with refused("FAILED_PRECONDITION", "slot 0 has ended its episode", "reset them first"):
        pool.step(np.zeros((2, 4)))
    pool.reset([start[0]], slots=[1])
    pool.step(np.zeros((1, 4)), slots=[1])


def test_pools_are_checked(stub, refused):
    def create(**changed):
        fields = {"client_request_id": "x", "num_slots": 1, "task_ids": [TASK], **changed}
        return stub.CreatePool(pool_pb2.CreatePoolRequest(**fields))

    for changed, code, words in (
        ({"task_ids": ["raech-v3"]}, "INVALID_ARGUMENT", "reach-v3"),
        ({"task_ids": []}, "INVALID_ARGUMENT", "task_ids is empty"),
        ({"num_slots": 0}, "RESOURCE_EXHAUSTED", "1 to 256"),
        ({"step_streams": ["cloud_points"]}, "INVALID_ARGUMENT", "state39"),
        ({"step_streams": ["ee_pso"]}, "INVALID_ARGUMENT", "ee_pos"),
        ({"step_streams": ["goal"], "hide_goal": True}, "INVALID_ARGUMENT", "no stream 'goal'"),
        ({"reward_version": "v3"}, "INVALID_ARGUMENT", "v1, v2"),
        ({"backend": "isaac"}, "INVALID_ARGUMENT", "metaworld"),
        ({"options": {"device": "cpu"}}, "INVALID_ARGUMENT", "device"),
        ({"client_request_id": ""}, "INVALID_ARGUMENT", "client_request_id"),
        ({"cloud": {"max_points": 1 << 20}}, "RESOURCE_EXHAUSTED", "cloud points"),
    ):
        with refused(code, words):
            create(**changed)


def test_creating_twice_makes_one_pool(server, refused):
    pool = server.pool([TASK], 1)
    assert server.stub.CreatePool(pool.request).pool_id == pool.pool_id
    pool.request.num_slots = 2
    with refused("ALREADY_EXISTS"):
        server.stub.CreatePool(pool.request)
    pool.close()
    with refused("NOT_FOUND", "no pool"):
        pool.step(np.zeros((1, 4)))
    pool.close()


def test_a_lease_ends(server, refused):
    pool = server.pool([TASK], 1, lease_seconds=1)
    server.stub.KeepAlive(pool_pb2.KeepAliveRequest(pool_id=pool.pool_id))
    time.sleep(2.5)
    with refused("NOT_FOUND", "lease has ended"):
        server.stub.KeepAlive(pool_pb2.KeepAliveRequest(pool_id=pool.pool_id))


def test_chunks_are_bounded(pool, refused):
    with refused("INVALID_ARGUMENT", "513 steps", "512"):
        pool.chunk(np.zeros((513, 2, 4)))
    with refused("INVALID_ARGUMENT", "0 steps"):
        pool.chunk(np.zeros((0, 2, 4)))


def test_snapshots_are_checked(pool, server, refused):
    with refused("NOT_FOUND", "no snapshot 'x'"):
        pool.restore(snapshot_id="x")
    (state, other) = pool.snapshot(want_states=True).states
    with refused("INVALID_ARGUMENT", "unreadable"):
        pool.restore(states={"states": [b"PXS1\xff\xff\0\0{", other]})
    with refused("INVALID_ARGUMENT", "1 states for 2 slots"):
        pool.restore(states={"states": [state]})
    masked = server.pool([TASK], 1, hide_goal=True)
    with refused("ABORTED", "hide_goal=False", "hide_goal=True"):
        masked.restore(states={"states": [state]})
    masked.close()


def test_conditions_of_another_pool(pool, refused):
    with refused("INVALID_ARGUMENT", "not in this pool", TASK):
        pool.reset([condition("door-open-v3", [0.05, 0.9, 0.15])], slots=[0])
