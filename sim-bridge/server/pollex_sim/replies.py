"""Replies made from a pool's shared arrays."""

from pollex.sim.v1 import step_pb2, types_pb2

from . import wire
from .blocks import OUTCOME
from .pool import Pool

BOOL = types_pb2.DTYPE_BOOL
# Shapes of replies that a pool remembers.
OUTLINES = 16


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
    message = _outline(pool, step_pb2.StepReply, (len(slots),), (len(slots),))
    message.seq, message.server_ns = seq, ns
    rows = (0, pool.rows(slots))
    _fill(message, pool, rows, rows)
    if eventful:
        _events(message, pool, slots, found)
    return message


def chunk(request, pool: Pool, slots: list[int], found: list[dict], ns: int, eventful: bool):
    count, n = request.actions.shape[0], len(slots)
    stream_lead = (n,) if request.only_last else (count, n)
    message = _outline(pool, step_pb2.StepChunkReply, stream_lead, (count, n))
    message.seq, message.server_ns = request.seq, ns
    rows = pool.rows(slots)
    every = (slice(count), rows)
    _fill(message, pool, (0, rows) if request.only_last else every, every)
    message.steps.CopyFrom(wire.tensor(pool.arrays["steps"][slots]))
    if eventful:
        _events(message, pool, slots, found)
    return message


def _outline(pool: Pool, kind, stream_lead: tuple[int, ...], lead: tuple[int, ...]):
    """A reply with everything that is equal in all replies of these leading shapes."""
    key = (kind, stream_lead, lead)
    if key not in pool.outlines:
        while len(pool.outlines) >= OUTLINES:
            pool.outlines.pop(next(iter(pool.outlines)))
        outline = pool.outlines[key] = kind()
        for name, array in pool.step_streams:
            tensor = outline.streams.add(name=name).tensor
            tensor.dtype = wire.code(array)
            tensor.shape.extend(stream_lead + array.shape[2:])
        for name in OUTCOME:
            tensor = getattr(outline, name)
            tensor.dtype = wire.code(pool.arrays[name]) if name == "reward" else BOOL
            tensor.shape.extend(lead)
    message = kind()
    message.CopyFrom(pool.outlines[key])
    return message


def _fill(message, pool: Pool, of_stream, of_flag) -> None:
    """Copies the numbers; the indices choose steps and slots of each array."""
    for named, (_, array) in zip(message.streams, pool.step_streams, strict=True):
        named.tensor.data = array[of_stream].tobytes()
    for name in OUTCOME:
        getattr(message, name).data = pool.arrays[name][of_flag].tobytes()


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
