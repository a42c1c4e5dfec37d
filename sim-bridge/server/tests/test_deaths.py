"""Killed workers are made up for; killed servers leave nothing behind."""

import os
import signal
import subprocess
import sys
import time

import grpc
import numpy as np
import pytest
from client import Server, array, benchmark, draw, named

TASKS = ["push-v3", "door-open-v3", "hammer-v3", "stick-push-v3"]


def children(pid):
    """Process ids below ``pid``."""
    found = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True).stdout
    pairs = [tuple(map(int, line.split())) for line in found.splitlines()]
    direct = [child for child, parent in pairs if parent == pid]
    return direct + [below for child in direct for below in children(child)]


def commands(pids):
    lines = {}
    for pid in pids:
        try:
            with open(f"/proc/{pid}/cmdline") as file:
                lines[pid] = file.read()
        except OSError:
            pass
    return {pid: line for pid, line in lines.items() if line}


def workers(server):
    below = commands(children(server.process.pid))
    return sorted(pid for pid, line in below.items() if "pollex_sim.worker" in line)


@pytest.fixture
def own_server(tmp_path):
    server = Server(tmp_path)
    yield server
    if server.process.poll() is None:
        server.close()


def gone(pids, seconds=5.0):
    end = time.monotonic() + seconds
    while commands(pids) and time.monotonic() < end:
        time.sleep(0.05)
    return not commands(pids)


def sockets(server):
    return [path for path in (server.path, server.path + ".lane") if os.path.exists(path)]


@pytest.mark.parametrize("call", ["step", "chunk", "reset"])
def test_a_killed_worker_changes_no_number(own_server, call):
    draw(own_server.stub, TASKS)
    known = workers(own_server)
    starts = draw(own_server.stub, TASKS, seed=1)
    actions = np.random.default_rng(2).uniform(-1, 1, (40, 4, 4))

    def run(kill_at):
        pool = own_server.pool(TASKS, 4, workers=2)
        mine = [pid for pid in workers(own_server) if pid not in known]
        rows = [named(pool.reset(starts).streams)["state39"]]
        refusals = 0
        for t in range(0, 40, 4):
            if t == kill_at:
                os.kill(mine[t % 2], signal.SIGKILL)
            while True:
                try:
                    if call == "chunk":
                        reply = pool.chunk(actions[t : t + 4], only_last=True)
                    elif call == "reset" and t == 20:
                        reply = pool.reset(starts[2:3], slots=[2])
                    else:
                        reply = pool.step(actions[t])
                    break
                except grpc.RpcError as error:
                    assert error.code() == grpc.StatusCode.UNAVAILABLE, error.details()
                    refusals += 1
            assert not reply.errors
            rows.append(named(reply.streams)["state39"])
        pool.close()
        return rows, refusals

    undisturbed, none = run(kill_at=None)
    disturbed, refusals = run(kill_at=20)
    assert none == 0 and refusals <= 1
    assert all((a == b).all() for a, b in zip(undisturbed, disturbed, strict=True))


def test_a_worker_killed_within_a_chunk(own_server):
    """The chunk is long enough to be killed in the middle; the retry makes up for the dead half."""
    starts = draw(own_server.stub, TASKS, seed=1)
    known = workers(own_server)
    pool = own_server.pool(TASKS, 4, workers=2)
    mine = [pid for pid in workers(own_server) if pid not in known]
    actions = np.random.default_rng(2).uniform(-1, 1, (400, 4, 4))
    pool.reset(starts)
    expected = pool.chunk(actions)
    pool.reset(starts)
    killer = subprocess.Popen(["/bin/sh", "-c", f"sleep 0.03; kill -9 {mine[0]}"])
    with pytest.raises(grpc.RpcError) as caught:
        pool.chunk(actions)
    assert caught.value.code() == grpc.StatusCode.UNAVAILABLE
    killer.wait()
    again = pool.chunk(actions)
    for field in ("reward", "success", "steps"):
        assert array(getattr(again, field)).tobytes() == array(getattr(expected, field)).tobytes()
    assert again.streams == expected.streams
    pool.close()


def test_a_killed_server_leaves_nothing(own_server):
    pool = own_server.pool(TASKS, 4, workers=2)
    pool.reset(draw(own_server.stub, TASKS))
    below = children(own_server.process.pid)
    assert len(workers(own_server)) == 3 and len(sockets(own_server)) == 2
    own_server.process.kill()
    own_server.process.wait()
    assert gone(below)
    assert not sockets(own_server)


def test_a_stopped_server_leaves_nothing(own_server):
    pool = own_server.pool(TASKS, 2, workers=2)
    pool.reset(draw(own_server.stub, TASKS[:2]))
    below = children(own_server.process.pid)
    assert own_server.close() == 0
    assert gone(below) and not sockets(own_server)


def test_it_ends_with_its_parent(tmp_path):
    path = tmp_path / "s"
    script = (
        "import subprocess, sys, os, time\n"
        "p = subprocess.Popen([sys.executable, '-m', 'pollex_sim', 'serve', '--socket',"
        f" 'unix:{path}', '--parent-pid', str(os.getpid())], stdout=subprocess.PIPE)\n"
        "p.stdout.readline(); print(p.pid, flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    assert path.exists()
    parent.kill()
    parent.wait()
    assert gone([pid]) and not path.exists()


def serve(*arguments):
    command = [sys.executable, "-m", "pollex_sim", "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=20)


def test_taken_addresses_are_refused(own_server, tmp_path):
    taken = serve("--socket", f"unix:{own_server.path}")
    assert taken.returncode == 1 and "another server listens" in taken.stderr
    (tmp_path / "file").write_text("precious")
    wrong = serve("--socket", f"unix:{tmp_path / 'file'}")
    assert wrong.returncode == 1 and "not a socket" in wrong.stderr
    assert (tmp_path / "file").read_text() == "precious"
    long = serve("--socket", f"unix:{tmp_path}/{'x' * 120}")
    assert long.returncode == 1 and "at most" in long.stderr


def test_ports_are_loopback_only_and_not_shared(tmp_path):
    ready = tmp_path / "ready"
    command = [sys.executable, "-m", "pollex_sim", "serve", "--port", "0"]
    command += ["--parent-pid", str(os.getpid())]
    process = subprocess.Popen(
        [*command, "--ready-file", str(ready)], stdout=subprocess.PIPE, text=True
    )
    line = process.stdout.readline()
    assert ready.read_text() == line and '"127.0.0.1:' in line
    port = line.split("127.0.0.1:")[1].split('"')[0]
    taken = serve("--port", port)
    assert taken.returncode == 1 and f"port {port} is taken" in taken.stderr
    process.terminate()
    assert process.wait(10) == 0 and not ready.exists()
    process.stdout.close()


def test_a_stale_socket_is_replaced(tmp_path):
    import socket

    path = tmp_path / "s0"
    with socket.socket(socket.AF_UNIX) as old:
        old.bind(str(path))
    assert path.exists()
    command = [sys.executable, "-m", "pollex_sim", "serve", "--socket", f"unix:{path}"]
    command += ["--parent-pid", str(os.getpid())]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert f"unix:{path}" in process.stdout.readline()
    process.terminate()
    assert process.wait(10) == 0
    process.stdout.close()


def test_the_helper_comes_back(own_server):
    first = benchmark(own_server.stub, "MT1", "push-v3", seed=123)
    for pid in workers(own_server):
        os.kill(pid, signal.SIGKILL)
    assert benchmark(own_server.stub, "MT1", "push-v3", seed=123) == first
