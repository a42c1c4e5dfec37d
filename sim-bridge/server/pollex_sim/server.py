"""Listening, being ready, and going away without a trace."""

import json
import os
import signal
import socket
import stat
import sys
import threading
from concurrent import futures
from pathlib import Path

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from pollex.sim.v1 import simulation_pb2_grpc

from .lane import SUFFIX, Lane
from .lifetime import remove_when_gone, watch_parent
from .limits import LIMITS
from .service import MAX_STREAMS, Simulation

SERVICE = "pollex.sim.v1.Simulation"


class CannotListen(Exception):
    """The address is taken or not allowed."""


def serve(socket_path: str | None, port: int | None, parent: int | None, ready_file: str | None):
    """Runs until SIGTERM, SIGINT or the parent's end; returns the exit code."""
    done = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: done.set())
    if parent is not None:
        watch_parent(parent, done.set)
    simulation = Simulation()
    server = grpc.server(
        futures.ThreadPoolExecutor(MAX_STREAMS + 8),
        options=[
            ("grpc.so_reuseport", 0),
            ("grpc.max_receive_message_length", LIMITS["max_message_bytes"]),
            ("grpc.max_send_message_length", LIMITS["max_message_bytes"]),
        ],
    )
    simulation_pb2_grpc.add_SimulationServicer_to_server(simulation, server)
    checks = health.HealthServicer()
    for name in ("", SERVICE):
        checks.set(name, health_pb2.HealthCheckResponse.SERVING)
    health_pb2_grpc.add_HealthServicer_to_server(checks, server)
    lane = None
    if socket_path:
        address, lane = _listen_on_socket(server, simulation, socket_path)
    else:
        address = _listen(server, port)
    server.start()
    janitor = remove_when_gone(socket_path) if socket_path else None
    _announce({"address": address, "pid": os.getpid(), "api": "sim.v1"}, ready_file)
    try:
        done.wait()
    finally:
        checks.enter_graceful_shutdown()
        server.stop(grace=0.5).wait(3)
        if lane is not None:
            lane.close()
        simulation.close()
        if janitor is not None:
            janitor.stdin.close()
            janitor.wait()
        if ready_file:
            Path(ready_file).unlink(missing_ok=True)
    return 0


def _listen(server: grpc.Server, port: int) -> str:
    try:
        bound = server.add_insecure_port(f"127.0.0.1:{port}")
    except RuntimeError as error:
        bound = 0
        cause: BaseException | None = error
    else:
        cause = None
    if bound == 0:
        raise CannotListen(
            f"port {port} is taken; choose another, or 0 for any free one"
        ) from cause
    return f"127.0.0.1:{bound}"


def _listen_on_socket(server: grpc.Server, simulation: Simulation, path: str):
    """The address, and the lane beside it; both are for this user only."""
    _clear_stale(path)
    _clear_stale(path + SUFFIX)
    before = os.umask(0o177)
    try:
        server.add_insecure_port(f"unix:{path}")
        return f"unix:{path}", Lane(path + SUFFIX, simulation)
    except (RuntimeError, OSError) as error:
        raise CannotListen(f"cannot make the socket {path}: {error}") from error
    finally:
        os.umask(before)


def _clear_stale(path: str) -> None:
    """Removes a socket that nobody listens on; refuses to touch anything else."""
    limit = 100 + len(SUFFIX)
    if len(path.encode()) > limit:
        raise CannotListen(f"socket path of {len(path.encode())} bytes, at most {limit}: {path}")
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(mode):
        raise CannotListen(f"{path} exists and is not a socket; choose another path")
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(path)
        except OSError:
            os.unlink(path)
            return
    raise CannotListen(f"another server listens on {path}; choose another path, or end that server")


def _announce(ready: dict, ready_file: str | None) -> None:
    """One JSON line on standard output, and the same in a file that appears whole."""
    line = json.dumps(ready)
    if ready_file:
        temporary = Path(ready_file + ".new")
        temporary.write_text(line + "\n")
        os.replace(temporary, ready_file)
    print(line, flush=True)
    print(f"pollex_sim serves {ready['address']}", file=sys.stderr, flush=True)
