"""The lane beside the socket answers as gRPC does, and shares its sequence numbers."""

import os
import stat

import numpy as np
import pytest
from client import LaneClient, action_tensor, array, draw, named
from pollex.sim.v1 import step_pb2

STEP, STEP_CHUNK = 1, 2
OK, INVALID_ARGUMENT, FAILED_PRECONDITION, NOT_FOUND, INTERNAL = 0, 3, 9, 5, 13
TASKS = ["push-v3", "door-open-v3"]


@pytest.fixture
def lane(server):
    client = LaneClient(server)
    yield client
    client.close()


@pytest.fixture
def pool(server, stub):
    pool = server.pool(TASKS, 2)
    pool.reset(draw(stub, TASKS))
    yield pool
    pool.close()


def request(pool, actions, seq=None):
    kind = step_pb2.StepRequest if actions.ndim == 2 else step_pb2.StepChunkRequest
    number = pool.seq + 1 if seq is None else seq
    return kind(pool_id=pool.pool_id, seq=number, actions=action_tensor(actions))


def test_it_answers_what_grpc_answers(server, stub, lane, pool):
    other = server.pool(TASKS, 2)
    other.reset(draw(stub, TASKS))
    generator = np.random.default_rng(3)
    for _ in range(20):
        actions = generator.uniform(-1, 1, (2, 4))
        code, raw = lane.ask(STEP, request(pool, actions))
        pool.seq += 1
        mine, theirs = step_pb2.StepReply.FromString(raw), other.step(actions)
        mine.server_ns = theirs.server_ns = 0
        assert code == OK and mine == theirs
    actions = generator.uniform(-1, 1, (5, 2, 4))
    code, raw = lane.ask(STEP_CHUNK, request(pool, actions))
    mine, theirs = step_pb2.StepChunkReply.FromString(raw), other.chunk(actions)
    mine.server_ns = theirs.server_ns = 0
    assert code == OK and mine == theirs
    other.close()


def test_a_step_is_executed_once_whichever_way_it_comes(stub, lane, pool):
    first = request(pool, np.full((2, 4), 0.5))
    code, raw = lane.ask(STEP, first)
    assert code == OK
    assert stub.Step(first).SerializeToString() == raw == lane.ask(STEP, first)[1]
    pool.seq += 1
    assert named(pool.step(np.zeros((2, 4))).streams)["state39"].shape == (2, 39)
    code, why = lane.ask(STEP, first)
    assert code == FAILED_PRECONDITION and b"expected" in why


def test_refusals_leave_it_open(lane, pool):
    code, why = lane.ask(STEP, request(pool, np.full((2, 4), np.nan)))
    assert code == INVALID_ARGUMENT and b"not finite" in why
    code, why = lane.ask(STEP, step_pb2.StepRequest(pool_id="x", seq=1))
    assert code == NOT_FOUND and b"no pool" in why
    code, _ = lane.ask(STEP, b"\xff\xff\xff")
    assert code == INTERNAL
    code, raw = lane.ask(STEP, request(pool, np.zeros((2, 4))))
    assert code == OK and array(step_pb2.StepReply.FromString(raw).reward).shape == (2,)


def test_what_is_no_request_closes_it(server):
    for raw in (b"GET / HTTP/1.1\r\n\r\n", b"\x01\xff\xff\xff\xff"):
        lane = LaneClient(server)
        lane.socket.sendall(raw)
        assert lane.closed()
        lane.close()


def test_it_is_for_this_user_only(server):
    assert stat.S_IMODE(os.stat(server.path + ".lane").st_mode) == 0o600
