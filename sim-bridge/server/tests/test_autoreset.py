"""The three auto-reset modes, schedules, and steps by stream."""

import numpy as np
import pytest
from client import action_tensor, array, draw, named
from pollex.sim.v1 import pool_pb2, step_pb2

TASK = "drawer-close-v3"


@pytest.fixture(scope="module")
def starts(stub):
    return draw(stub, [TASK], count=3, seed=8)


def firsts(server, starts):
    """First observation of each start."""
    pool = server.pool([TASK], len(starts))
    first = named(pool.reset(starts).streams)["state39"]
    pool.close()
    return first


def test_same_step(server, starts):
    pool = server.pool(
        [TASK], 2, autoreset=pool_pb2.AUTORESET_SAME_STEP, want_final_observation=True
    )
    pool.stub.ScheduleResets(
        pool_pb2.ScheduleResetsRequest(pool_id=pool.pool_id, slots=[1], conditions=starts[1:])
    )
    pool.reset(starts[:2])
    before = named(pool.chunk(np.zeros((499, 2, 4)), only_last=True).streams)["state39"]
    reply = pool.step(np.zeros((2, 4)))
    first = firsts(server, starts)
    assert array(reply.truncated).all() and array(reply.final.mask).all()
    assert array(reply.scheduled).tolist() == [0, 0]
    assert (named(reply.streams)["state39"] == first[[0, 1]]).all()
    last = named(reply.final.streams)["state39"]
    assert (last[:, 18:36] == before[:, :18]).all()
    for expected in (2, 1, 2):
        reply = pool.chunk(np.zeros((500, 2, 4)), only_last=True)
        assert array(reply.scheduled)[1] == expected - 1
        assert (named(reply.streams)["state39"][1] == first[expected]).all()
    pool.close()


def test_next_step(server, starts):
    pool = server.pool([TASK], 1, autoreset=pool_pb2.AUTORESET_NEXT_STEP)
    first = named(pool.reset(starts[:1]).streams)["state39"]
    reply = pool.chunk(np.zeros((500, 1, 4)), only_last=True)
    assert array(reply.truncated)[-1, 0] and not reply.HasField("scheduled")
    reply = pool.step(np.ones((1, 4)))
    assert (named(reply.streams)["state39"] == first).all()
    assert array(reply.reward)[0] == 0 and not array(reply.truncated)[0]
    reply = pool.step(np.ones((1, 4)))
    assert (named(reply.streams)["state39"] != first).any()
    pool.close()


def test_random_schedules_repeat_with_the_seed(server, starts):
    def order(seed):
        pool = server.pool([TASK], 2, autoreset=pool_pb2.AUTORESET_SAME_STEP, seed=seed)
        schedule = pool_pb2.ScheduleResetsRequest(
            pool_id=pool.pool_id,
            order=pool_pb2.ScheduleResetsRequest.RANDOM,
            conditions=starts,
        )
        pool.stub.ScheduleResets(schedule)
        pool.reset(starts[:2])
        drawn = [
            array(pool.chunk(np.zeros((500, 2, 4)), only_last=True).scheduled).tolist()
            for _ in range(5)
        ]
        pool.close()
        return drawn

    assert order(1) == order(1) != order(2)


def test_success_can_end_an_episode_or_a_chunk(server, stub, starts):
    streams = ["expert_action"]
    ending = server.pool([TASK], 1, step=streams, reset=streams, terminate_on_success=True)
    actions = []
    action = named(ending.reset(starts[:1]).streams)["expert_action"]
    for _ in range(150):
        actions.append(action)
        reply = ending.step(action)
        action = named(reply.streams)["expert_action"]
        if array(reply.terminated)[0]:
            break
    assert array(reply.success)[0]
    steps = len(actions)
    plain = server.pool([TASK], 1)
    plain.reset(starts[:1])
    block = np.array(actions + [np.zeros((1, 4))] * 20)
    reply = plain.chunk(block, stop_at_success=True)
    assert array(reply.steps)[0] == steps and not array(reply.terminated).any()
    assert array(reply.success)[:, 0].tolist() == [0] * (steps - 1) + [1] + [0] * 20
    assert (named(reply.streams)["state39"][steps:] == 0).all()
    plain.step(np.zeros((1, 4)))
    ending.close(), plain.close()


def test_streaming_equals_stepping(server, starts):
    pools = [server.pool([TASK], 2) for _ in range(2)]
    for pool in pools:
        pool.reset(starts[:2])
    actions = np.random.default_rng(0).uniform(-1, 1, (30, 2, 4))
    stepped = [named(pools[0].step(a).streams)["state39"] for a in actions]
    requests = [
        step_pb2.StepRequest(pool_id=pools[1].pool_id, seq=2 + i, actions=action_tensor(a))
        for i, a in enumerate(actions)
    ]
    replies = list(pools[1].stub.StepStream(iter(requests)))
    assert [r.seq for r in replies] == [r.seq for r in requests]
    assert all(
        (named(r.streams)["state39"] == s).all() for r, s in zip(replies, stepped, strict=True)
    )
    for pool in pools:
        pool.close()
