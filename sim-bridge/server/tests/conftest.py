import json
import os
import subprocess
import sys
from pathlib import Path

import grpc
import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from client import Server, draw  # noqa: E402
from pollex.sim.v1 import catalog_pb2  # noqa: E402

STEPS = 95


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("server"))
    yield running
    assert running.close() == 0


@pytest.fixture(scope="session")
def stub(server):
    return server.stub


@pytest.fixture(scope="session")
def tasks(stub):
    return {t.task_id: t for t in stub.ListTasks(catalog_pb2.ListTasksRequest()).tasks}


@pytest.fixture(scope="session")
def conditions(stub, tasks):
    """One initial condition per task, all 50."""
    return draw(stub, list(tasks), seed=11)


@pytest.fixture(scope="session")
def stock(conditions, tmp_path_factory):
    """What the stock environments do from ``conditions``: see stock.py."""
    return run_stock(conditions, STEPS, tmp_path_factory.mktemp("stock"), "v2")


def run_stock(conditions, steps, folder, reward_version):
    given = folder / "given.json"
    given.write_text(json.dumps([[c.task_id, list(c.parameters)] for c in conditions]))
    script = Path(__file__).with_name("stock.py")
    command = [sys.executable, str(script), str(given), str(folder), str(steps), reward_version]
    subprocess.run(command, check=True, env={**os.environ, "MUJOCO_GL": "disable"})
    return dict(np.load(folder / "stock.npz"))


class Refused:
    """``with refused("INVALID_ARGUMENT", "words"):`` checks status and message."""

    def __init__(self, code, *words):
        self.code, self.words = code, words

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        assert isinstance(error, grpc.RpcError), f"expected {self.code}, got {error!r}"
        assert error.code().name == self.code, error.details()
        for word in self.words:
            assert word in error.details()
        return True


@pytest.fixture
def refused():
    return Refused
