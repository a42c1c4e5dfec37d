"""A small client of sim.v1 for the tests: starts a server, speaks to it, counts seq."""

import itertools
import json
import os
import socket
import struct
import subprocess
import sys

import grpc
import numpy as np
from pollex.sim.v1 import catalog_pb2, pool_pb2, simulation_pb2_grpc, step_pb2, types_pb2

DTYPES = {1: "<f4", 2: "<f8", 3: "|u1", 5: "<i4", 7: "|u1"}
_names = itertools.count()


class Server:
    """A real server process on a Unix socket in ``folder``."""

    def __init__(self, folder, *arguments):
        self.path = f"{folder}/s{next(_names)}"
        self.log = open(f"{self.path}.log", "w+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pollex_sim", "serve", "--socket", f"unix:{self.path}"]
            + ["--parent-pid", str(os.getpid()), *arguments],
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        line = self.process.stdout.readline()
        self.ready = json.loads(line)
        size = [("grpc.max_receive_message_length", 256 << 20)]
        self.channel = grpc.insecure_channel(self.ready["address"], options=size)
        self.stub = simulation_pb2_grpc.SimulationStub(self.channel)

    def pool(self, tasks, slots, **options) -> "PoolClient":
        return PoolClient(self.stub, tasks, slots, **options)

    def close(self):
        self.channel.close()
        self.process.terminate()
        code = self.process.wait(10)
        self.process.stdout.close()
        self.log.close()
        return code


def array(tensor) -> np.ndarray:
    return np.frombuffer(tensor.data, DTYPES[tensor.dtype]).reshape(tuple(tensor.shape))


def named(streams) -> dict:
    return {stream.name: array(stream.tensor) for stream in streams}


def condition(task, parameters, label="c"):
    return types_pb2.InitialCondition(id=label, task_id=task, parameters=parameters)


def action_tensor(block) -> types_pb2.Tensor:
    block = np.ascontiguousarray(block, "<f4")
    return types_pb2.Tensor(dtype=types_pb2.DTYPE_F32, shape=block.shape, data=block.tobytes())


class PoolClient:
    def __init__(
        self, stub, tasks, slots, workers=1, step=("state39",), reset=("state39",), **more
    ):
        self.stub = stub
        self.seq = 0
        more.setdefault("lease_seconds", 3600)
        self.request = pool_pb2.CreatePoolRequest(
            client_request_id=f"test-{os.getpid()}-{next(_names)}",
            num_slots=slots,
            task_ids=tasks,
            step_streams=step,
            reset_streams=reset,
            workers=workers,
            **more,
        )
        self.spec = stub.CreatePool(self.request)
        self.pool_id = self.spec.pool_id

    def _next(self):
        self.seq += 1
        return {"pool_id": self.pool_id, "seq": self.seq}

    def reset(self, conditions=(), slots=()):
        return self._call("Reset", step_pb2.ResetRequest, slots=slots, conditions=conditions)

    def step(self, actions, slots=()):
        return self._call("Step", step_pb2.StepRequest, slots=slots, actions=action_tensor(actions))

    def chunk(self, actions, slots=(), **options):
        block = action_tensor(actions)
        return self._call(
            "StepChunk", step_pb2.StepChunkRequest, slots=slots, actions=block, **options
        )

    def restore(self, slots=(), **source):
        return self._call("Restore", step_pb2.RestoreRequest, slots=slots, **source)

    def snapshot(self, slots=(), **options):
        request = step_pb2.SnapshotRequest(pool_id=self.pool_id, slots=slots, **options)
        return self.stub.Snapshot(request)

    def _call(self, name, message, **fields):
        """A refused call uses no seq, so the counter goes back."""
        request = message(**self._next(), **fields)
        try:
            return getattr(self.stub, name)(request)
        except grpc.RpcError:
            self.seq -= 1
            raise

    def close(self):
        self.stub.ClosePool(pool_pb2.ClosePoolRequest(pool_id=self.pool_id))


def benchmark(stub, name, task="", seed=42, split="", count=0):
    source = catalog_pb2.SampleTasksRequest.Benchmark(
        name=name, task_id=task, seed=seed, split=split, goals_per_task=count
    )
    return stub.SampleTasks(catalog_pb2.SampleTasksRequest(benchmark=source)).tasks


def draw(stub, tasks, count=1, seed=0):
    source = catalog_pb2.SampleTasksRequest.Draw(task_ids=tasks, per_task=count, seed=seed)
    drawn = stub.SampleTasks(catalog_pb2.SampleTasksRequest(draw=source)).tasks
    return [task.condition for task in drawn]


class LaneClient:
    """The step lane of ``server``, bare: ``ask`` returns gRPC's status code and the answer."""

    def __init__(self, server):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(server.path + ".lane")
        self.answers = self.socket.makefile("rb")

    def ask(self, method: int, message) -> tuple[int, bytes]:
        self.send(method, message if isinstance(message, bytes) else message.SerializeToString())
        code, length = struct.unpack("<BI", self.answers.read(5))
        return code, self.answers.read(length)

    def send(self, method: int, raw: bytes) -> None:
        self.socket.sendall(struct.pack("<BI", method, len(raw)) + raw)

    def closed(self) -> bool:
        return self.answers.read(1) == b""

    def close(self) -> None:
        self.answers.close()
        self.socket.close()
