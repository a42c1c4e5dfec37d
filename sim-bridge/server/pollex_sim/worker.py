"""A worker process: owns some of a pool's slots and steps them when told to.

Started as ``python -m pollex_sim.worker CHANNEL_FD MEMORY_FD LIVENESS_FD``; the first frame (OPEN)
describes the pool. The helper process is a worker that is never opened.
"""

import os
import socket
import sys
import traceback

# Before the simulator is imported: one thread each, and no OpenGL until an image is asked for.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["MUJOCO_GL"] = "disable"

from . import channel as frames  # noqa: E402
from .blocks import map_file  # noqa: E402
from .channel import Channel  # noqa: E402
from .errors import SimError  # noqa: E402
from .lifetime import watch_pipe  # noqa: E402
from .metaworld_v3 import backend  # noqa: E402
from .slots import Slots  # noqa: E402


def answer(slots: Slots | None, kind: int, meta, blob: bytes):
    """Executes one frame; returns (meta, blob) of the reply."""
    if kind == frames.STEP:
        return slots.step(blob), b""
    if kind == frames.RESET:
        return slots.reset(meta), b""
    if kind == frames.SAVE:
        return slots.save(meta)
    if kind == frames.RENDER:
        return slots.render(meta)
    if kind == frames.CALL and meta["name"] == "schedule":
        return slots.schedule(meta), b""
    return backend.call(meta["name"], meta.get("arguments", {})), b""


def main() -> None:
    channel_fd, memory_fd, liveness_fd = map(int, sys.argv[1:4])
    watch_pipe(liveness_fd)
    link = Channel(socket.socket(fileno=channel_fd))
    slots = None
    backend.prepare_process()
    while True:
        try:
            kind, meta, blob = link.receive()
        except EOFError:
            return
        try:
            if kind == frames.OPEN:
                slots = Slots(meta, map_file(memory_fd))
                link.send(frames.DONE)
            else:
                link.send(frames.DONE, *answer(slots, kind, meta, blob))
        except SimError as refusal:
            link.send(frames.REFUSED, {"code": refusal.code.name, "message": refusal.message})
        except Exception as error:
            print(traceback.format_exc(), file=sys.stderr, flush=True)
            link.send(frames.FAILED, {"message": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    main()
