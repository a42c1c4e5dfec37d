"""The memory that a pool's front and workers share: actions in, streams and flags out.

It is an anonymous file (no name in any directory), so nothing can be left behind: the memory is
gone with the last process that maps it. Pages that a pool never touches cost nothing.
"""

import mmap
import os
import tempfile
from dataclasses import dataclass

import numpy as np

# What a step says about each slot besides its streams.
OUTCOME = ("reward", "terminated", "truncated", "success")


@dataclass(frozen=True)
class Layout:
    """Names, dtypes and shapes of all arrays; front and workers derive the same offsets."""

    arrays: tuple[tuple[str, str, tuple[int, ...]], ...]

    @staticmethod
    def of(slots, chunk, action, step_streams, reset_streams) -> "Layout":
        """``action`` and the streams are (name, dtype, shape) for one slot."""
        arrays = [("actions", action[1], (chunk, slots, *action[2]))]
        arrays += [(f"step/{n}", d, (chunk, slots, *s)) for n, d, s in step_streams]
        arrays += [(f"final/{n}", d, (slots, *s)) for n, d, s in step_streams]
        arrays += [(f"reset/{n}", d, (slots, *s)) for n, d, s in reset_streams]
        arrays.append((OUTCOME[0], "<f8", (chunk, slots)))
        arrays += [(n, "|u1", (chunk, slots)) for n in OUTCOME[1:]]
        arrays += [("steps", "<i4", (slots,)), ("scheduled", "<i4", (slots,))]
        arrays += [("ended", "|u1", (slots,)), ("step_ns", "<i8", (slots,))]
        return Layout(tuple(arrays))

    def size(self) -> int:
        return sum(_aligned(_bytes(d, s)) for _, d, s in self.arrays)

    def map(self, memory: mmap.mmap) -> dict[str, np.ndarray]:
        views, offset = {}, 0
        for name, dtype, shape in self.arrays:
            views[name] = np.ndarray(shape, dtype, memory, offset)
            offset += _aligned(_bytes(dtype, shape))
        return views


def _bytes(dtype: str, shape: tuple[int, ...]) -> int:
    size = np.dtype(dtype).itemsize
    for length in shape:
        size *= length
    return size


def _aligned(size: int) -> int:
    return (size + 63) // 64 * 64


def create_file(size: int) -> int:
    """A file descriptor of an anonymous file of ``size`` bytes."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("pollex-sim")
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    os.ftruncate(descriptor, max(size, 1))
    return descriptor


def map_file(descriptor: int) -> mmap.mmap:
    return mmap.mmap(descriptor, os.fstat(descriptor).st_size)
