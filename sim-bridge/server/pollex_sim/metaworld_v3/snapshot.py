"""Exact snapshots: an episode's beginning, its integration state, and Python's share of the state.

Restoring runs the same reset first, which recreates the model edits and attributes that depend on
the rand_vec, and must not call ``mj_forward`` afterwards: that would disturb the warm start of the
solver.
"""

import mujoco
import numpy as np

from ..states import pack, unpack
from .episode import STATE, Episode

_PLAIN = (bool, int, float, np.bool_, np.floating, np.integer)


def _attributes(env) -> dict:
    """Plain attributes of the environment; arrays that look into MuJoCo's memory are left out."""
    found = {}
    for name, value in vars(env).items():
        if isinstance(value, _PLAIN):
            found[name] = value.item() if isinstance(value, np.generic) else value
        elif _is_small_array(value) and not _is_view_of_mujoco(value):
            found[name] = value.tolist()
    return found


def _is_small_array(value) -> bool:
    return isinstance(value, np.ndarray) and value.size <= 64 and value.dtype.kind == "f"


def _is_view_of_mujoco(array: np.ndarray) -> bool:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array.base is not None


def save(episode: Episode, identity: str) -> bytes:
    """``identity`` names packages, reward version and goal visibility of the origin."""
    header = {
        "identity": identity,
        "task": episode.task,
        "rand_vec": episode.rand_vec.tolist(),
        "attributes": _attributes(episode.env),
        "state39": episode.state39.tolist(),
        "info": {k: float(v or 0.0) for k, v in episode.info.items()},
    }
    episode.read_integration_state()
    return pack(header, np.array(episode._state, "<f8").tobytes())


def load(episode: Episode, blob: bytes) -> None:
    """Puts ``episode``, an environment of the snapshot's task, into the snapshot's state."""
    header, raw = unpack(blob)
    state = np.frombuffer(raw, "<f8").astype(float)
    if len(state) != len(episode._state):
        raise ValueError(
            f"snapshot with {len(state)} state numbers, {len(episode._state)} expected"
        )
    episode.begin(np.array(header["rand_vec"]))
    mujoco.mj_setState(episode.model, episode.data, state, STATE)
    present = vars(episode.env)
    for name, value in header["attributes"].items():
        old = present.get(name)
        if isinstance(old, np.ndarray) and not _is_view_of_mujoco(old):
            setattr(episode.env, name, np.array(value, old.dtype))
        elif old is None or isinstance(old, _PLAIN):
            setattr(episode.env, name, np.array(value) if isinstance(value, list) else value)
    episode.state39 = np.array(header["state39"])
    episode.info = header["info"]
