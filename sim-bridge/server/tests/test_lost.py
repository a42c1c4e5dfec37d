"""Workers that hang, and slots that cannot be rebuilt: the rest of the pool goes on."""

import os
import signal
import time

import grpc
import numpy as np
import pytest
from client import LaneClient, Server, action_tensor, array, draw, named
from pollex.sim.v1 import step_pb2, types_pb2
from test_deaths import workers

TASK = "reach-v3"
ACTION = np.full((2, 4), 0.25)
UNAVAILABLE = 14


@pytest.fixture(scope="module")
def hasty(tmp_path_factory):
    """A server that takes a worker for hung after 4 seconds instead of a minute."""
    os.environ["POLLEX_SIM_PATIENCE"] = "4"
    try:
        server = Server(tmp_path_factory.mktemp("hasty"))
    finally:
        del os.environ["POLLEX_SIM_PATIENCE"]
    draw(server.stub, [TASK])
    yield server
    assert server.close() == 0


@pytest.fixture
def pool(hasty):
    """A pool of two slots, the process ids of their workers, and their initial conditions."""
    known = workers(hasty)
    pool = hasty.pool([TASK], 2, workers=2)
    starts = draw(hasty.stub, [TASK], count=2, seed=4)
    pool.reset(starts)
    yield pool, [pid for pid in workers(hasty) if pid not in known], starts
    pool.close()


@pytest.mark.parametrize("over_lane", [False, True])
def test_a_hung_worker_is_killed_and_made_up_for(hasty, pool, over_lane):
    pool, pids, starts = pool
    expected = [named(pool.step(ACTION).streams)["state39"] for _ in range(2)]
    pool.reset(starts)
    assert named(pool.step(ACTION).streams)["state39"].tobytes() == expected[0].tobytes()
    os.kill(pids[0], signal.SIGSTOP)
    begin = time.monotonic()
    if over_lane:
        lane = LaneClient(hasty)
        request = step_pb2.StepRequest(
            pool_id=pool.pool_id, seq=pool.seq + 1, actions=action_tensor(ACTION)
        )
        code, why = lane.ask(1, request)
        assert code == UNAVAILABLE
        why = why.decode()
        lane.close()
    else:
        with pytest.raises(grpc.RpcError) as caught:
            pool.step(ACTION)
        assert caught.value.code() == grpc.StatusCode.UNAVAILABLE
        why = caught.value.details()
    assert f"{pids[0]} did not answer in time and was killed; retry seq {pool.seq + 1}" in why
    assert 3 < time.monotonic() - begin < 60
    again = pool.step(ACTION)
    assert named(again.streams)["state39"].tobytes() == expected[1].tobytes()
    assert not again.errors and pids[0] not in workers(hasty)


def test_other_pools_go_on_while_a_worker_hangs(hasty, pool):
    pool, pids, starts = pool
    other = hasty.pool([TASK], 1)
    other.reset(starts[:1])
    os.kill(pids[1], signal.SIGSTOP)
    hung = pool.stub.Step.future(
        step_pb2.StepRequest(pool_id=pool.pool_id, seq=pool.seq + 1, actions=action_tensor(ACTION))
    )
    for _ in range(20):
        assert not other.step(ACTION[:1]).errors
    assert not hung.done()
    assert hung.exception(timeout=60).code() == grpc.StatusCode.UNAVAILABLE
    other.close()


def test_a_hung_worker_at_a_snapshot_and_at_closing(hasty, pool):
    pool, pids, _ = pool
    os.kill(pids[0], signal.SIGSTOP)
    with pytest.raises(grpc.RpcError) as caught:
        pool.snapshot(want_states=True)
    assert caught.value.code() == grpc.StatusCode.UNAVAILABLE
    assert len(pool.snapshot(want_states=True).states) == 2
    os.kill(pids[1], signal.SIGSTOP)
    pool.close()
    assert pids[1] not in workers(hasty)


def lost_pool():
    """A pool in this process of four slots, and their initial conditions."""
    from pollex.sim.v1 import catalog_pb2, pool_pb2

    from pollex_sim.service import Simulation

    simulation = Simulation()
    created = simulation.pools.create(
        pool_pb2.CreatePoolRequest(
            client_request_id="lost",
            num_slots=4,
            workers=2,
            task_ids=[TASK],
            step_streams=["state39"],
            reset_streams=["state39"],
        )
    )
    source = catalog_pb2.SampleTasksRequest.Draw(task_ids=[TASK], per_task=4, seed=9)
    drawn = simulation.SampleTasks(catalog_pb2.SampleTasksRequest(draw=source), None).tasks
    return simulation, simulation.pools.get(created.pool_id), [t.condition for t in drawn]


def test_a_slot_that_cannot_be_rebuilt_is_lost_alone():
    simulation, pool, starts = lost_pool()

    def step(seq):
        actions = action_tensor(np.full((4, 4), 0.25))
        return simulation.step(step_pb2.StepRequest(pool_id=pool.pool_id, seq=seq, actions=actions))

    def reset(seq, slots=()):
        chosen = [starts[slot] for slot in slots] or starts
        return simulation.Reset(
            step_pb2.ResetRequest(pool_id=pool.pool_id, seq=seq, slots=slots, conditions=chosen),
            None,
        )

    try:
        reset(1)
        expected = [named(step(seq).streams)["state39"] for seq in (2, 3)]
        reset(4)
        step(5)
        pool.history.conditions[1] = {"task": "gone-v3", "parameters": []}
        worker = pool.crew._workers[pool.balance.home[1]]
        os.kill(worker.process.pid, signal.SIGKILL)
        with pytest.raises(Exception, match="retry seq 6"):
            step(6)
        reply = step(6)
        (error,) = reply.errors
        assert error.slot == 1 and error.code == types_pb2.EnvError.LOST and error.needs_reset
        assert "could not be rebuilt" in error.message
        states = named(reply.streams)["state39"]
        others = [0, 2, 3]
        assert states[others].tobytes() == expected[1][others].tobytes()
        assert (states[1] == 0).all() and not array(reply.reward)[1]
        assert step(6) == reply
        with pytest.raises(Exception, match="slot 1 .*reset it first"):
            step(7)
        with pytest.raises(Exception, match="slot 1 .*reset it first"):
            pool.collect(3, [1], {}, 1)
        assert not reset(7, [1]).errors
        assert not step(8).errors
    finally:
        simulation.close()
