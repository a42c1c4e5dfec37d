"""Worker processes as the front sees them."""

import math
import os
import socket
import subprocess
import sys
from pathlib import Path

import grpc

from . import channel as frames
from .channel import Channel
from .errors import SimError

# One thread each. Blocks from 1 MiB on are mapped one by one (glibc), so that the memory of a
# dropped environment goes back and the heap does not splinter: 22 instead of 40 MB for each.
WORKER_ENVIRONMENT = {"OMP_NUM_THREADS": "1", "MALLOC_MMAP_THRESHOLD_": str(1 << 20)}
# Seconds of silence after which a worker that should have answered long ago counts as hung.
PATIENCE = int(os.environ.get("POLLEX_SIM_PATIENCE", "60"))
# As long for a process that has only just been started, at least.
OPENING = 60
PACKAGE_ROOT = str(Path(__file__).parent.parent)


class WorkerDied(Exception):
    """The process is gone, or did not answer in time and was killed."""


class WorkerProcess:
    """Starts ``pollex_sim.worker`` with its channel, the pool's memory and the liveness pipe."""

    def __init__(self, memory: int, opening: dict | None):
        ours, theirs = socket.socketpair()
        watched, self._held = os.pipe()
        path = os.pathsep.join([PACKAGE_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])])
        passed = (theirs.fileno(), memory, watched)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pollex_sim.worker", *map(str, passed)],
            pass_fds=passed,
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr,
            env={**os.environ, **WORKER_ENVIRONMENT, "PYTHONPATH": path},
            start_new_session=True,
        )
        theirs.close()
        os.close(watched)
        self.channel = Channel(ours)
        if opening is not None:
            self.channel.send(frames.OPEN, opening)
        self.opened = opening is None
        self.alive = True

    def send(self, kind: int, meta=None, blob: bytes = b"") -> None:
        try:
            self.channel.send(kind, meta, blob)
        except OSError as error:
            raise self.died() from error

    def receive(self, seconds: float) -> tuple[dict | list | None, bytes]:
        """The reply to the oldest unanswered frame; refusals are raised as SimError.

        A worker that is silent for longer than ``seconds`` of work and than PATIENCE is killed.
        """
        patience = PATIENCE * max(1, math.ceil(seconds / PATIENCE))
        try:
            if not self.opened:
                self.channel.receive(max(patience, OPENING))
                self.opened = True
            kind, meta, blob = self.channel.receive(patience)
        except (EOFError, OSError) as error:
            raise self.died() from error
        if kind == frames.REFUSED:
            raise SimError(grpc.StatusCode[meta["code"]], meta["message"])
        if kind == frames.FAILED:
            raise SimError(grpc.StatusCode.INTERNAL, meta["message"])
        return meta, blob

    def died(self) -> WorkerDied:
        """Makes sure that it is dead."""
        try:
            how = f"ended with status {self.process.wait(0.5)}"
        except subprocess.TimeoutExpired:
            how = "did not answer in time and was killed"
            self.process.kill()
        self.close()
        return WorkerDied(f"worker process {self.process.pid} {how}")

    def close(self) -> None:
        """Closing its pipes makes the worker end; one that does not is killed."""
        if self.alive:
            self.alive = False
            self.channel.close()
            os.close(self._held)
        try:
            self.process.wait(2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
