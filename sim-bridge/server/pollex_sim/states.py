"""The outside of a snapshot, readable without a simulator."""

import json
import struct

MAGIC = b"PXS1"
KEYS = ("identity", "task", "rand_vec", "attributes", "state39", "info")


def pack(header: dict, state: bytes) -> bytes:
    text = json.dumps(header).encode()
    return MAGIC + struct.pack("<I", len(text)) + text + state


def unpack(blob: bytes) -> tuple[dict, bytes]:
    """Raises ValueError for anything that ``pack`` did not make."""
    if blob[:4] != MAGIC or len(blob) < 8:
        raise ValueError("it does not begin like a snapshot")
    (length,) = struct.unpack_from("<I", blob, 4)
    header = json.loads(blob[8 : 8 + length])
    missing = [key for key in KEYS if key not in header]
    if missing:
        raise ValueError(f"it lacks {', '.join(missing)}")
    return header, blob[8 + length :]


def describe_state(blob: bytes) -> tuple[str, str, list[float]]:
    """Task, identity of its origin, and rand_vec."""
    header, _ = unpack(blob)
    return header["task"], header["identity"], [float(value) for value in header["rand_vec"]]
