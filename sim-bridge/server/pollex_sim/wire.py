"""Tensors between NumPy and messages."""

import math

import numpy as np
from pollex.sim.v1 import types_pb2 as t

from .errors import invalid

_CODES = {
    "<f4": t.DTYPE_F32,
    "<f8": t.DTYPE_F64,
    "|u1": t.DTYPE_U8,
    "<i4": t.DTYPE_I32,
}


def code(array: np.ndarray) -> int:
    """The contract's name of an array's element type."""
    return _CODES[array.dtype.str]


def tensor(array: np.ndarray, dtype: int | None = None) -> t.Tensor:
    """A message with a copy of ``array``; ``dtype`` overrides its element type, for BOOL."""
    return t.Tensor(
        dtype=code(array) if dtype is None else dtype,
        shape=array.shape,
        data=array.tobytes(),
    )


def actions(message: t.Tensor, shape: tuple[int, ...]) -> np.ndarray:
    """The F32 block of exactly this shape, finite throughout, or INVALID_ARGUMENT."""
    if message.dtype != t.DTYPE_F32:
        raise invalid(f"actions have dtype {t.DType.Name(message.dtype)}, DTYPE_F32 needed")
    if tuple(message.shape) != shape:
        raise invalid(f"actions have shape {list(message.shape)}, {list(shape)} needed")
    if len(message.data) != 4 * math.prod(shape):
        raise invalid(f"actions have {len(message.data)} bytes for shape {list(shape)} of F32")
    block = np.frombuffer(message.data, "<f4").reshape(shape)
    if not np.isfinite(block).all():
        where = np.argwhere(~np.isfinite(block))[0].tolist()
        raise invalid(f"actions are not finite at index {where}: {block[tuple(where)]}")
    return block
