"""All pools of a server: creation, look-up, leases."""

import os
import threading
import time
import uuid

import grpc
from pollex.sim.v1 import pool_pb2

from . import cameras, streams
from .blocks import Layout
from .catalog import Catalog, action_spec, task_spec
from .errors import SimError, exhausted, invalid, not_found
from .limits import DEFAULT_LEASE_SECONDS, LIMITS, MAX_WORKERS
from .pool import Pool

_AUTORESET = {
    pool_pb2.AUTORESET_NONE: "none",
    pool_pb2.AUTORESET_SAME_STEP: "same_step",
    pool_pb2.AUTORESET_NEXT_STEP: "next_step",
}
DEFAULT_CLOUD_POINTS = 2048
ACTION_SIZE = 4


class Pools:
    def __init__(self, catalog):
        """``catalog``: called for the Catalog when it is first needed."""
        self._catalog = catalog
        self._lock = threading.Lock()
        self._creating = threading.Lock()
        self._pools: dict[str, Pool] = {}
        self._created: dict[str, tuple[object, object]] = {}
        self._stopped = threading.Event()
        threading.Thread(target=self._end_leases, daemon=True, name="leases").start()

    def get(self, pool_id: str) -> Pool:
        with self._lock:
            pool = self._pools.get(pool_id)
        if pool is None:
            raise not_found(f"no pool '{pool_id}': never created, closed, or its lease has ended")
        return pool

    def create(self, request) -> pool_pb2.CreatePoolReply:
        if not request.client_request_id:
            raise invalid(
                "client_request_id is empty: choose one per pool, so that a retry is safe"
            )
        with self._creating:
            if request.client_request_id in self._created:
                first, reply = self._created[request.client_request_id]
                if first != request:
                    raise SimError(
                        grpc.StatusCode.ALREADY_EXISTS,
                        f"client_request_id {request.client_request_id!r} has made another pool",
                    )
                if reply.pool_id in self._pools:
                    self.get(reply.pool_id).touch()
                    return reply
            if len(self._pools) >= LIMITS["max_pools"]:
                raise exhausted(
                    f"{len(self._pools)} pools are open: close one, or let its lease end"
                )
            pool, reply = build(request, self._catalog())
            with self._lock:
                self._pools[pool.pool_id] = pool
            self._created[request.client_request_id] = (request, reply)
            return reply

    def close(self, pool_id: str) -> None:
        with self._lock:
            pool = self._pools.pop(pool_id, None)
        if pool is not None:
            pool.close()
            self._forget(pool_id)

    def close_all(self) -> None:
        self._stopped.set()
        for pool_id in list(self._pools):
            self.close(pool_id)

    def _forget(self, pool_id: str) -> None:
        for key, (_, reply) in list(self._created.items()):
            if reply.pool_id == pool_id:
                self._created.pop(key, None)

    def _end_leases(self) -> None:
        while not self._stopped.wait(0.5):
            now = time.monotonic()
            for pool_id, pool in list(self._pools.items()):
                if now > pool.expires and not pool.lock.locked():
                    self.close(pool_id)


def build(request, catalog: Catalog) -> tuple[Pool, pool_pb2.CreatePoolReply]:
    """Checks every field of the request, starts the workers, and describes the pool."""
    if request.backend not in ("", "metaworld"):
        raise invalid(f"unknown backend '{request.backend}'", ["metaworld"])
    if request.options:
        raise invalid(f"unknown option '{next(iter(request.options))}': metaworld has none")
    if request.reward_version not in ("", "v1", "v2"):
        raise invalid(f"unknown reward version '{request.reward_version}'", ["v1", "v2"])
    if not 1 <= request.num_slots <= LIMITS["max_slots"]:
        raise exhausted(
            f"{request.num_slots} slots asked for, 1 to {LIMITS['max_slots']} are allowed"
        )
    if not request.task_ids:
        raise invalid("task_ids is empty: name the tasks that slots may take")
    if request.workers > MAX_WORKERS:
        raise exhausted(f"{request.workers} workers asked for, at most {MAX_WORKERS} are allowed")
    if request.autoreset not in _AUTORESET:
        raise invalid(f"unknown autoreset mode {request.autoreset}")
    entries = [catalog.task(task) for task in dict.fromkeys(request.task_ids)]
    cloud = _cloud(request.cloud)
    state_size = max(entry["state_size"] for entry in entries)
    at_step = streams.choose(list(request.step_streams), "step", request.hide_goal)
    at_reset = streams.choose(list(request.reset_streams), "reset", request.hide_goal)

    def sized(chosen):
        return [(s.name, s.dtype, streams.shape_of(s, state_size, cloud["points"])) for s in chosen]

    workers = min(request.workers or os.cpu_count() or 1, request.num_slots)
    layout = Layout.of(
        request.num_slots,
        LIMITS["max_chunk_steps"],
        ("actions", "<f4", (ACTION_SIZE,)),
        sized(at_step),
        sized(at_reset),
    )
    opening = {
        "layout": layout.arrays,
        "autoreset": _AUTORESET[request.autoreset],
        "want_final": request.want_final_observation,
        "terminate_on_success": request.terminate_on_success,
        "hide_goal": request.hide_goal,
        "reward_version": request.reward_version or "v2",
        "state_size": state_size,
        "cloud": cloud,
        "seed": request.seed,
        "action_size": ACTION_SIZE,
        "lease_seconds": request.lease_seconds or DEFAULT_LEASE_SECONDS,
        "tasks": [entry["task_id"] for entry in entries],
    }
    horizon = max(entry["horizon"] for entry in entries)
    pool = Pool(uuid.uuid4().hex, opening, request.num_slots, workers, horizon)
    reply = pool_pb2.CreatePoolReply(
        state=pool_pb2.CreatePoolReply.READY,
        pool_id=pool.pool_id,
        num_slots=request.num_slots,
        workers=workers,
        action=action_spec(entries[0]),
        streams=[
            streams.spec_of(
                stream,
                streams.shape_of(stream, state_size, cloud["points"]),
                len(cloud["cameras"]),
            )
            for stream in streams.STREAMS.values()
            if not (request.hide_goal and stream.name == "goal")
        ],
        step_streams=request.step_streams,
        reset_streams=request.reset_streams,
        tasks=[task_spec(entry) for entry in entries],
        cloud_cameras=[cameras.message(camera) for camera in cloud["cameras"]],
        autoreset=request.autoreset,
        lease_seconds=opening["lease_seconds"],
        partial_reset=True,
        step_seconds=1 / entries[0]["rate_hz"],
    )
    return pool, reply


def _cloud(spec) -> dict:
    points = spec.max_points or DEFAULT_CLOUD_POINTS
    if points > LIMITS["max_cloud_points"]:
        raise exhausted(f"{points} cloud points asked for, at most {LIMITS['max_cloud_points']}")
    chosen = [cameras.parse(camera) for camera in spec.cameras] or [cameras.DEFAULT]
    return {"points": points, "whole_scene": spec.whole_scene, "cameras": chosen}
