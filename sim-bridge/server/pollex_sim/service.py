"""The RPCs of sim.v1: messages in, messages out; the work is done by pools and the helper."""

import functools
import os
import sys
import threading
import traceback

import grpc
from pollex.sim.v1 import catalog_pb2, pool_pb2, simulation_pb2_grpc, step_pb2

from . import __version__, cameras, channel, replies, wire
from .catalog import Catalog, task_spec
from .errors import SimError, aborted, exhausted, invalid, not_found
from .helper import Helper
from .limits import LIMITS, MAX_CONDITIONS
from .pool import Pool, check_slots
from .pools import Pools
from .sampling import condition, sample
from .states import describe_state

MAX_STREAMS = 8
STOP_AT_SUCCESS, ONLY_LAST = 1, 2
FEATURES = ("expert", "snapshot", "cloud", "chunk", "stream", "lane", "autoreset", "render")


def rpc(method):
    """Turns a SimError into its status, and anything else into INTERNAL with the log's help."""

    @functools.wraps(method)
    def call(self, request, context):
        try:
            return method(self, request, context)
        except SimError as error:
            context.abort(error.code, error.message)
        except Exception as error:
            if not context.is_active():
                raise
            print(traceback.format_exc(), file=sys.stderr, flush=True)
            context.abort(grpc.StatusCode.INTERNAL, f"{type(error).__name__}: {error}")

    return call


class Simulation(simulation_pb2_grpc.SimulationServicer):
    def __init__(self):
        self.helper = Helper()
        self._catalog: Catalog | None = None
        self._catalog_lock = threading.Lock()
        self.pools = Pools(self.catalog)
        self._open_streams = threading.Semaphore(MAX_STREAMS)

    def catalog(self) -> Catalog:
        with self._catalog_lock:
            if self._catalog is None:
                self._catalog = Catalog(self.helper)
            return self._catalog

    def close(self) -> None:
        self.pools.close_all()
        self.helper.close()

    # -- what there is ----------------------------------------------------------------------

    @rpc
    def GetServerInfo(self, request, context):
        catalog = self.catalog()
        fingerprint = self.helper.call("fingerprint") if request.want_physics_fingerprint else ""
        gl = self.helper.call("gl")
        return catalog_pb2.GetServerInfoReply(
            api_version="sim.v1",
            server_version=__version__,
            packages=catalog.packages,
            backends=["metaworld"],
            asset_hash=catalog.asset_hash,
            physics_fingerprint=fingerprint,
            cores=os.cpu_count() or 1,
            gl_backend=gl["name"],
            gl_hint=gl["hint"],
            limits=catalog_pb2.Limits(**LIMITS),
            features=FEATURES,
            pid=os.getpid(),
        )

    @rpc
    def ListTasks(self, request, context):
        catalog = self.catalog()
        _check_backend(request.backend)
        chosen = [catalog.task(task) for task in request.task_ids] or catalog.tasks.values()
        if request.benchmark:
            known = {name for entry in catalog.tasks.values() for name, _, _ in entry["benchmarks"]}
            if request.benchmark not in known:
                raise invalid(f"unknown benchmark '{request.benchmark}'", sorted(known))
            chosen = [e for e in chosen if request.benchmark in {b[0] for b in e["benchmarks"]}]
        return catalog_pb2.ListTasksReply(tasks=[task_spec(entry) for entry in chosen])

    @rpc
    def SampleTasks(self, request, context):
        _check_backend(request.backend)
        return sample(request, self.catalog(), self.helper)

    # -- pools ------------------------------------------------------------------------------

    @rpc
    def CreatePool(self, request, context):
        return self.pools.create(request)

    @rpc
    def ClosePool(self, request, context):
        self.pools.close(request.pool_id)
        return pool_pb2.ClosePoolReply()

    @rpc
    def KeepAlive(self, request, context):
        pool = self.pools.get(request.pool_id)
        pool.touch()
        return pool_pb2.KeepAliveReply(lease_seconds=pool.opening["lease_seconds"])

    @rpc
    def ScheduleResets(self, request, context):
        pool = self.pools.get(request.pool_id)
        meta = {
            "conditions": self._conditions(pool, request.conditions),
            "random": request.order == pool_pb2.ScheduleResetsRequest.RANDOM,
            "seed": pool.opening["seed"],
        }
        pool.schedule(check_slots(request.slots, pool.slots), meta)
        return pool_pb2.ScheduleResetsReply()

    def _conditions(self, pool: Pool, messages) -> list[dict]:
        if len(messages) > MAX_CONDITIONS:
            raise exhausted(f"at most {MAX_CONDITIONS} conditions at once")
        for message in messages:
            _check_in_pool(self.catalog().task(message.task_id), pool)
        return [self.catalog().check(message) for message in messages]

    # -- moving -----------------------------------------------------------------------------

    @rpc
    def Reset(self, request, context):
        pool = self.pools.get(request.pool_id)
        slots = check_slots(request.slots, pool.slots)
        conditions = None
        if request.conditions:
            if len(request.conditions) != len(slots):
                raise invalid(f"{len(request.conditions)} conditions for {len(slots)} slots")
            conditions = self._conditions(pool, request.conditions)

        def reply(errors, ns):
            return step_pb2.ResetReply(
                seq=request.seq,
                streams=replies.streams(pool, "reset", slots),
                errors=replies.errors(errors),
                server_ns=ns,
            )

        return pool.reset(request, slots, conditions, reply)

    @rpc
    def Step(self, request, context):
        return self.step(request)

    def step(self, request):
        pool = self.pools.get(request.pool_id)
        slots = check_slots(request.slots, pool.slots)
        block = wire.actions(request.actions, (len(slots), pool.opening["action_size"]))

        def reply(errors, ns, eventful):
            return replies.step(request.seq, pool, slots, errors, ns, eventful)

        return pool.step(request, slots, block[None], 0, reply)

    def StepStream(self, requests, context):
        if not self._open_streams.acquire(blocking=False):
            context.abort(
                grpc.StatusCode.RESOURCE_EXHAUSTED, f"{MAX_STREAMS} streams are open already"
            )
        try:
            for request in requests:
                yield self.step(request)
        except SimError as error:
            context.abort(error.code, error.message)
        finally:
            self._open_streams.release()

    @rpc
    def StepChunk(self, request, context):
        return self.step_chunk(request)

    def step_chunk(self, request):
        pool = self.pools.get(request.pool_id)
        slots = check_slots(request.slots, pool.slots)
        count = request.actions.shape[0] if request.actions.shape else 0
        if not 1 <= count <= LIMITS["max_chunk_steps"]:
            raise invalid(f"{count} steps in a chunk, 1 to {LIMITS['max_chunk_steps']} are allowed")
        block = wire.actions(request.actions, (count, len(slots), pool.opening["action_size"]))
        flags = STOP_AT_SUCCESS * request.stop_at_success | ONLY_LAST * request.only_last

        def reply(errors, ns, eventful):
            return replies.chunk(request, pool, slots, errors, ns, eventful)

        return pool.step(request, slots, block, flags, reply)

    # -- snapshots and images ---------------------------------------------------------------

    @rpc
    def Snapshot(self, request, context):
        pool = self.pools.get(request.pool_id)
        slots = check_slots(request.slots, pool.slots)
        full = len(pool.snapshots) >= LIMITS["max_snapshots_per_pool"]
        if request.snapshot_id and request.snapshot_id not in pool.snapshots and full:
            raise exhausted(f"{len(pool.snapshots)} snapshots are kept: drop one")
        states = [blob for _, blob in pool.collect(channel.SAVE, slots, {}, 0.1)]
        if request.snapshot_id:
            pool.snapshots[request.snapshot_id] = (slots, states)
        return step_pb2.SnapshotReply(states=states if request.want_states else [])

    @rpc
    def Restore(self, request, context):
        pool = self.pools.get(request.pool_id)
        kind = request.WhichOneof("source")
        if kind == "snapshot_id":
            if request.snapshot_id not in pool.snapshots:
                raise not_found(f"no snapshot '{request.snapshot_id}' in this pool")
            own, states = pool.snapshots[request.snapshot_id]
            slots = check_slots(request.slots, pool.slots) if request.slots else own
        elif kind == "states":
            states = list(request.states.states)
            slots = check_slots(request.slots, pool.slots)
        else:
            raise invalid("no source: set snapshot_id or states")
        if len(states) != len(slots):
            raise invalid(f"{len(states)} states for {len(slots)} slots")
        identity, tasks = self._identity(pool), []
        for state in states:
            try:
                task, origin, values = describe_state(state)
            except ValueError as error:
                raise invalid(f"unreadable state: {error}") from error
            if origin != identity:
                raise aborted(f"the snapshot is from ({origin}), this pool is ({identity})")
            _check_in_pool(self.catalog().task(task), pool)
            self.catalog().check(condition("snapshot", task, values))
            tasks.append(task)

        def reply(errors, ns):
            found = replies.errors(errors)
            return step_pb2.RestoreReply(seq=request.seq, errors=found, server_ns=ns)

        return pool.restore(request, slots, states, tasks, reply)

    def _identity(self, pool: Pool) -> str:
        catalog = self.catalog()
        parts = [f"{name}={number}" for name, number in catalog.packages.items()]
        parts.append(f"reward={pool.opening['reward_version']}")
        parts.append(f"hide_goal={pool.opening['hide_goal']}")
        return " ".join([*parts, "assets=" + catalog.asset_hash])

    @rpc
    def DropSnapshot(self, request, context):
        pool = self.pools.get(request.pool_id)
        if pool.snapshots.pop(request.snapshot_id, None) is None:
            raise not_found(f"no snapshot '{request.snapshot_id}' in this pool")
        return step_pb2.DropSnapshotReply()

    @rpc
    def Render(self, request, context):
        pool = self.pools.get(request.pool_id)
        slots = check_slots(request.slots, pool.slots)
        names = step_pb2.RenderChannel.Name
        meta = {
            "cameras": [cameras.parse(camera) for camera in request.cameras],
            "channels": [names(channel_) for channel_ in request.channels],
            "markers": request.markers,
            "shadows": request.shadows,
            "rotate_180": request.rotate_180,
        }
        if not meta["cameras"] or not meta["channels"]:
            raise invalid("cameras or channels is empty: name at least one of each")
        if "RENDER_CHANNEL_UNSPECIFIED" in meta["channels"]:
            raise invalid("unknown channel", ["RGB", "DEPTH", "SEGMENTATION"])
        pixels = sum(c["width"] * c["height"] for c in meta["cameras"]) * len(meta["channels"])
        if pixels * len(slots) * 4 > LIMITS["max_message_bytes"]:
            raise exhausted("more pixels than one message holds: ask for fewer slots at a time")
        reply = step_pb2.RenderReply()
        for described, blob in pool.collect(channel.RENDER, slots, meta, 120):
            reply.images.append(replies.image(described, blob))
        return reply


def _check_backend(name: str) -> None:
    if name not in ("", "metaworld"):
        raise invalid(f"unknown backend '{name}'", ["metaworld"])


def _check_in_pool(entry: dict, pool: Pool) -> None:
    allowed = pool.opening["tasks"]
    if entry["task_id"] not in allowed:
        raise invalid(f"task '{entry['task_id']}' is not in this pool", allowed)
