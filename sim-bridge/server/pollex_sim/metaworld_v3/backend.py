"""What a worker process asks of this back end."""

import hashlib
import warnings
from functools import cache
from importlib.metadata import version
from pathlib import Path

import metaworld
import mujoco
import numpy as np

from . import conditions, lean, snapshot
from .catalogue import catalogue
from .episode import Episode
from .fingerprint import physics_fingerprint
from .render import gl_backend, render

PACKAGES = ("metaworld", "mujoco", "gymnasium", "numpy", "scipy")


def packages() -> dict[str, str]:
    return {name: version(name) for name in PACKAGES}


def prepare_process() -> None:
    """Once per worker: fast helpers in, the experts' warnings and MuJoCo's log file out."""
    lean.install()
    warnings.simplefilter("ignore")
    mujoco.set_mju_user_warning(lambda message: None)


class PoolEpisode(Episode):
    """An episode of a pool, which fixes reward version and goal visibility."""

    def __init__(self, task: str, options: dict):
        super().__init__(
            task, options["reward_version"], options["hide_goal"], options["state_size"]
        )
        self.identity = snapshot_identity(options)

    @property
    def over(self) -> bool:
        return self.env.curr_path_length >= self.horizon

    def save(self) -> bytes:
        return snapshot.save(self, self.identity)

    def restore(self, blob: bytes) -> None:
        snapshot.load(self, blob)

    def render(self, request: dict):
        return render(self, request)


def snapshot_identity(options: dict) -> str:
    """Snapshots are exchanged only between pools where this is equal."""
    parts = [f"{name}={number}" for name, number in packages().items()]
    parts += [f"reward={options['reward_version']}", f"hide_goal={options['hide_goal']}"]
    return " ".join([*parts, "assets=" + asset_hash()])


def open_episode(task: str, options: dict) -> PoolEpisode:
    return PoolEpisode(task, options)


@cache
def asset_hash() -> str:
    """SHA-256 over names and bytes of all scene files."""
    root = Path(metaworld.__file__).parent / "assets"
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file()):
        digest.update(str(path.relative_to(root)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def call(name: str, arguments: dict):
    """Questions that belong to no pool; JSON in, JSON out."""
    if name == "catalogue":
        return {"packages": packages(), "asset_hash": asset_hash(), "tasks": catalogue()}
    if name == "fingerprint":
        return physics_fingerprint()
    if name == "gl":
        return gl_backend()
    if name == "benchmark":
        goals = conditions.benchmark_goals(**arguments)
        return [[task, rand_vec.tolist()] for task, rand_vec in goals]
    if name == "draw":
        generator = np.random.default_rng(arguments["seed"])
        return [
            [task, rand_vec.tolist()]
            for task in arguments["tasks"]
            for rand_vec in conditions.draw(task, arguments["per_task"], generator)
        ]
    raise ValueError(f"unknown call {name}")
