"""Replies made from a pool's shared arrays."""

import numpy as np
from pollex.sim.v1 import step_pb2, types_pb2

from . import wire
from .pool import Pool

BOOL = types_pb2.DTYPE_BOOL


def errors(found: list[dict]) -> list[types_pb2.EnvError]:
    return [types_pb2.EnvError(**error, needs_reset=True) for error in found]


def streams(pool: Pool, phase: str, rows) -> list[types_pb2.NamedTensor]:
    """All streams of "reset" or "final", rows by slot."""
    prefix = phase + "/"
    return [
        types_pb2.NamedTensor(name=name.removeprefix(prefix), tensor=wire.tensor(array[rows]))
        for name, array in pool.arrays.items()
        if name.startswith(prefix)
    ]


def step(seq: int, pool: Pool, slots: list[int], found: list[dict], ns: int, eventful: bool):
    """``eventful``: whether any slot ended, was auto-reset or had an error."""
    message = step_pb2.StepReply(seq=seq, server_ns=ns)
    at = _rows(pool, slots)
    _outcome(message, pool, lambda array: array[0][at], lambda array: array[0][at])
    if eventful:
        _events(message, pool, slots, found)
    return message


def chunk(request, pool: Pool, slots: list[int], found: list[dict], ns: int, eventful: bool):
    message = step_pb2.StepChunkReply(seq=request.seq, server_ns=ns)
    at, count = _rows(pool, slots), request.actions.shape[0]

    def every(array: np.ndarray) -> np.ndarray:
        return array[:count][:, at]

    _outcome(message, pool, (lambda array: array[0][at]) if request.only_last else every, every)
    message.steps.CopyFrom(wire.tensor(pool.arrays["steps"][slots]))
    if eventful:
        _events(message, pool, slots, found)
    return message


def _rows(pool: Pool, slots: list[int]):
    """Slots as an index; a slice where all are meant, which copies less."""
    return slice(None) if slots == list(range(pool.slots)) else slots


def _outcome(message, pool: Pool, of_stream, of_flag) -> None:
    for name, array in pool.arrays.items():
        if name.startswith("step/"):
            tensor = message.streams.add(name=name.removeprefix("step/")).tensor
            tensor.CopyFrom(wire.tensor(of_stream(array)))
    message.reward.CopyFrom(wire.tensor(of_flag(pool.arrays["reward"])))
    for name in ("terminated", "truncated", "success"):
        getattr(message, name).CopyFrom(wire.tensor(of_flag(pool.arrays[name]), BOOL))


def _events(message, pool: Pool, slots: list[int], found: list[dict]) -> None:
    message.errors.extend(errors(found))
    scheduled, ended = pool.arrays["scheduled"][slots], pool.arrays["ended"][slots]
    if (scheduled >= 0).any():
        message.scheduled.CopyFrom(wire.tensor(scheduled))
    if pool.opening["autoreset"] == "same_step" and ended.any():
        message.final.mask.CopyFrom(wire.tensor(ended, BOOL))
        if pool.opening["want_final"]:
            rows = [slot for slot, over in zip(slots, ended, strict=True) if over]
            message.final.streams.extend(streams(pool, "final", rows))


def image(described: dict, pixels: bytes) -> step_pb2.Image:
    """From a worker's description of one image (see ``metaworld_v3/render.py``)."""
    names = ("x", "y", "z", "qw", "qx", "qy", "qz")
    depth = described["channel"] == "DEPTH"
    return step_pb2.Image(
        slot=described["slot"],
        camera=described["camera"],
        channel=step_pb2.RenderChannel.Value(described["channel"]),
        pixels=types_pb2.Tensor(
            dtype=types_pb2.DTYPE_F32 if depth else types_pb2.DTYPE_U8,
            shape=described["shape"],
            data=pixels,
        ),
        k=described["k"],
        x_wc=types_pb2.Pose(**dict(zip(names, described["pose"], strict=True))),
        rotated_180=described["rotated_180"],
    )
