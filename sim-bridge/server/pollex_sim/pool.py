"""A pool: slots, the worker processes that own them, and the promise of exactly-once.

Every call that changes the pool goes through ``_once``. The front keeps per slot how it began (initial
condition or snapshot) and every action since, so that a slot whose worker died can be rebuilt
bit by bit. When a worker dies in the middle of a call, the other workers' results stay in shared
memory; the retry of the same seq only makes up for the dead one.
"""

import os
import struct
import threading
import time
from dataclasses import dataclass, field

import numpy as np

from . import channel as frames
from .blocks import Layout, create_file, map_file
from .errors import SimError, invalid, precondition, unavailable
from .process import WorkerDied, WorkerProcess

NEVER = 0


@dataclass
class Pending:
    """A call that a worker's death interrupted: its frames, and the replies that arrived."""

    request: object
    frames: dict[int, tuple]
    replies: dict[int, tuple] = field(default_factory=dict)


class Pool:
    def __init__(self, pool_id: str, opening: dict, slots: int, workers: int, horizon: int, lease: int):
        self.pool_id = pool_id
        self.slots = slots
        self.opening = opening
        self.lease_seconds = lease
        self.lock = threading.Lock()
        self.closed = False
        self.autoreset = opening["autoreset"]
        layout = Layout(tuple((n, d, tuple(s)) for n, d, s in opening["layout"]))
        self._memory = create_file(layout.size())
        self.arrays = layout.map(map_file(self._memory))
        self.workers = [WorkerProcess(self._memory, opening) for _ in range(workers)]
        self.home = np.arange(slots) % workers
        self.conditions: list[dict | None] = [None] * slots
        self.schedules: dict[int, tuple[dict, int]] = {}
        # One more than the horizon: with NEXT_STEP a step follows that only resets.
        self.log = np.zeros((slots, horizon + 1, opening["action_size"]), np.float32)
        self.log_length = np.zeros(slots, int)
        self.blocked: dict[int, str] = dict.fromkeys(range(slots), "has not been reset yet")
        self.task_cost: dict[str, float] = {}
        self.lost: list[dict] = []
        self.seq = 0
        self._last: tuple[object, object] | None = None
        self._pending: Pending | None = None
        self.snapshots: dict[str, list[bytes]] = {}
        self.touch()

    # -- life -------------------------------------------------------------------------------

    def touch(self) -> None:
        self.expires = time.monotonic() + self.lease_seconds

    def close(self) -> None:
        with self.lock:
            if self.closed:
                return
            self.closed = True
            for worker in self.workers:
                worker.close()
            self.arrays = {}
            os.close(self._memory)

    # -- exactly once -----------------------------------------------------------------------

    def _once(self, request, run):
        """Runs ``run()`` for a new seq, or returns the kept reply for the last one."""
        with self.lock:
            self._check_open()
            self.touch()
            if request.seq == self.seq and self._last is not None:
                if self._last[0] == request:
                    return self._last[1]
                raise precondition(f"seq {request.seq} has been used for another request")
            if request.seq != self.seq + 1:
                raise precondition(f"seq {request.seq} given, {self.seq + 1} expected")
            if self._pending is not None and self._pending.request != request:
                raise precondition(
                    f"seq {request.seq} was interrupted by a worker's death; retry that request first"
                )
            self._heal()
            reply = run()
            self.seq += 1
            self._last = (request, reply)
            return reply

    def _check_open(self) -> None:
        if self.closed:
            raise precondition(f"pool {self.pool_id} has been closed")

    def _dispatch(self, request, work: dict[int, tuple], timeout: float) -> dict[int, tuple]:
        """Sends one frame to each worker in ``work`` and returns their replies (meta, blob)."""
        if self._pending is None:
            self._pending = Pending(request, work)
        pending, deaths, refusal = self._pending, [], None
        waiting = [w for w in pending.frames if w not in pending.replies]
        for index in waiting:
            try:
                self.workers[index].send(*pending.frames[index])
            except WorkerDied as death:
                deaths.append((index, death))
        for index in waiting:
            if any(index == dead for dead, _ in deaths):
                continue
            try:
                pending.replies[index] = self.workers[index].receive(timeout)
            except WorkerDied as death:
                deaths.append((index, death))
            except SimError as error:
                refusal = error
        if refusal is not None:
            self._pending = None
            raise refusal
        if deaths:
            raise unavailable(
                "; ".join(str(death) for _, death in deaths)
                + f"; retry seq {request.seq}: its slots are rebuilt first"
            )
        self._pending = None
        return pending.replies

    def _heal(self) -> None:
        """Replaces dead workers and rebuilds their slots as they were before the pending call."""
        for index, worker in enumerate(self.workers):
            if worker.alive:
                continue
            worker.close()
            if self._pending is not None:
                self._pending.replies.pop(index, None)
            self.workers[index] = WorkerProcess(self._memory, self.opening)
            self._rebuild(index)

    def _rebuild(self, index: int) -> None:
        worker, items = self.workers[index], []
        for slot in np.flatnonzero(self.home == index).tolist():
            if self.conditions[slot] is not None:
                log = self.log[slot, : self.log_length[slot]].tobytes().hex()
                items.append(self._item(slot, self.conditions[slot]) | {"log": log})
        try:
            worker.send(frames.RESET, {"release": [], "slots": items})
            meta, _ = worker.receive(60 + len(items))
        except WorkerDied as death:
            raise unavailable(f"{death} again while its slots were rebuilt; see the server's log") from death
        for error in meta["errors"]:
            self.lost.append({**error, "code": 3, "message": "not rebuilt: " + error["message"]})
            self.blocked[error["slot"]] = "was lost with its worker"

    # -- reset ------------------------------------------------------------------------------

    def reset(self, request, slots: list[int], conditions: list[dict] | None, make_reply):
        def run():
            begin = time.perf_counter_ns()
            chosen = conditions
            if chosen is None:
                chosen = [self._known_condition(slot) for slot in slots]
            home = self._assign(slots, chosen)
            work = {}
            for worker in range(len(self.workers)):
                mine = [i for i, slot in enumerate(slots) if home[slot] == worker]
                gone = [s for s in slots if self.home[s] == worker and home[s] != worker]
                if mine or gone:
                    items = [self._item(slots[i], chosen[i]) for i in mine]
                    work[worker] = (frames.RESET, {"release": gone, "slots": items})
            errors = self._errors(self._dispatch(request, work, 60.0 + len(slots)))
            self._begin_anew(slots, chosen, home)
            self._block(errors)
            return make_reply(errors, time.perf_counter_ns() - begin)

        return self._once(request, run)

    def _item(self, slot: int, condition: dict) -> dict:
        """How a worker is told to begin a slot, which it may never have owned before."""
        item = {"slot": slot, "condition": condition}
        if slot in self.schedules:
            meta, taken = self.schedules[slot]
            item["schedule"] = {**meta, "taken": taken}
        return item

    def restore(self, request, slots: list[int], states: list[bytes], tasks: list[str], make_reply):
        conditions = [
            {"task": task, "snapshot": state.hex(), "parameters": []}
            for task, state in zip(tasks, states)
        ]
        return self.reset(request, slots, conditions, make_reply)

    def _known_condition(self, slot: int) -> dict:
        condition = self.conditions[slot]
        if condition is None:
            raise precondition(f"slot {slot} had no initial condition yet: send conditions")
        return condition

    def _assign(self, slots: list[int], conditions: list[dict]) -> np.ndarray:
        """Which worker owns which slot from now on.

        When all slots begin anew they are spread by what a step of their task costs, the dearest first;
        otherwise every slot stays where its environments are.
        """
        if self._pending is not None:
            return self._pending_home
        home = self.home.copy()
        if len(slots) == self.slots and len(self.workers) > 1:
            costs = [self.task_cost.get(c["task"], 1e5) for c in conditions]
            load = np.zeros(len(self.workers))
            capacity = -(-self.slots // len(self.workers)) + 1
            count = np.zeros(len(self.workers), int)
            for i in sorted(range(len(slots)), key=lambda i: (-costs[i], slots[i])):
                worker = int(np.argmin(np.where(count < capacity, load, np.inf)))
                home[slots[i]] = worker
                load[worker] += costs[i]
                count[worker] += 1
        self._pending_home = home
        return home

    def _begin_anew(self, slots, conditions, home) -> None:
        self.home = home
        for slot, condition in zip(slots, conditions):
            self.conditions[slot] = condition
            self.log_length[slot] = NEVER
            self.blocked.pop(slot, None)

    # -- step -------------------------------------------------------------------------------

    def step(self, request, slots: list[int], actions: np.ndarray, flags: int, make_reply):
        """``actions`` [k, n, A]; ``flags``: 1 stop at success, 2 streams of the last step only."""

        def run():
            begin = time.perf_counter_ns()
            if self.blocked:
                self._refuse_blocked(slots)
            count = len(actions)
            self.arrays["actions"][:count, slots] = actions
            head = struct.pack("<II", count, flags)
            homes = self.home[slots]
            index = np.array(slots, "<u4")
            work = {
                worker: (frames.STEP, None, head + index[homes == worker].tobytes())
                for worker in range(len(self.workers))
                if (homes == worker).any()
            }
            replies = self._dispatch(request, work, 60.0 + 0.05 * count * len(slots))
            errors = self._errors(replies)
            eventful = any(meta for meta, _ in replies.values())
            self._record(index, actions, eventful)
            self._block(errors)
            return make_reply(errors, time.perf_counter_ns() - begin, eventful)

        return self._once(request, run)

    def _refuse_blocked(self, slots) -> None:
        waiting = [slot for slot in slots if slot in self.blocked]
        if waiting:
            why = "; ".join(f"slot {slot} {self.blocked[slot]}" for slot in waiting[:4])
            raise precondition(f"{why}: reset {'them' if len(waiting) > 1 else 'it'} first")

    def _record(self, index: np.ndarray, actions: np.ndarray, eventful: bool) -> None:
        """Appends to the action logs; slots that began a new episode start an empty one."""
        count = len(actions)
        lengths = self.log_length[index]
        if not eventful:
            for k in range(count):
                self.log[index, lengths + k] = actions[k]
            self.log_length[index] = lengths + count
            return
        for i, slot in enumerate(index.tolist()):
            n = int(self.arrays["steps"][slot])
            self.log[slot, lengths[i] : lengths[i] + n] = actions[:n, i]
            self.log_length[slot] += n
            if (number := int(self.arrays["scheduled"][slot])) >= 0:
                self._began_by_itself(slot, number)
            elif self.autoreset == "none" and self.arrays["ended"][slot]:
                self.blocked[slot] = "has ended its episode"

    def _began_by_itself(self, slot: int, number: int) -> None:
        if slot in self.schedules:
            meta, taken = self.schedules[slot]
            self.conditions[slot] = meta["conditions"][number]
            self.schedules[slot] = (meta, taken + 1)
        self.log_length[slot] = NEVER

    def _errors(self, replies: dict[int, tuple]) -> list[dict]:
        errors, self.lost = self.lost, []
        for meta, _ in replies.values():
            if meta:
                errors = errors + meta["errors"]
        return sorted(errors, key=lambda e: (e["slot"], e["chunk_step"]))

    def _block(self, errors: list[dict]) -> None:
        for error in errors:
            self.blocked[error["slot"]] = f"had an error ({error['message']})"
        self._learn_costs()

    def _learn_costs(self) -> None:
        """Remembers about every 64th call what a step of each task costs."""
        if self.seq % 64 == 1:
            for slot, condition in enumerate(self.conditions):
                if condition is not None and self.arrays["step_ns"][slot] > 0:
                    old = self.task_cost.get(condition["task"], 0.0)
                    new = float(self.arrays["step_ns"][slot])
                    self.task_cost[condition["task"]] = 0.7 * old + 0.3 * new if old else new

    # -- the rest ---------------------------------------------------------------------------

    def schedule(self, slots: list[int], meta: dict) -> None:
        with self.lock:
            self._check_open()
            self.touch()
            self._heal()
            for worker in range(len(self.workers)):
                mine = [slot for slot in slots if self.home[slot] == worker]
                if mine:
                    self._ask(worker, frames.CALL, {"name": "schedule", **meta, "slots": mine})
            for slot in slots:
                self.schedules[slot] = (meta, 0)
                if not meta["conditions"]:
                    del self.schedules[slot]

    def _ask(self, worker: int, kind: int, meta: dict, timeout: float = 60.0):
        try:
            self.workers[worker].send(kind, meta)
            return self.workers[worker].receive(timeout)
        except WorkerDied as death:
            raise unavailable(f"{death}; retry") from death

    def collect(self, kind: int, slots: list[int], meta: dict, timeout: float):
        """Asks the owners of ``slots``; yields (item meta or None, blob) in the order of slots."""
        with self.lock:
            self._check_open()
            self.touch()
            for slot in slots:
                if self.conditions[slot] is None:
                    raise precondition(f"slot {slot} has not been reset yet: reset it first")
            if self._pending is not None:
                raise precondition("a call was interrupted by a worker's death: retry it first")
            self._heal()
            results = []
            for slot in slots:
                answer, blob = self._ask(int(self.home[slot]), kind, {**meta, "slots": [slot]}, timeout)
                at = 0
                for i, size in enumerate(answer["sizes"]):
                    described = answer["images"][i] if "images" in answer else None
                    results.append((described, blob[at : at + size]))
                    at += size
            return results


def check_slots(requested, total: int) -> list[int]:
    """The addressed slots in request order; all when none is named."""
    slots = list(requested)
    if not slots:
        return list(range(total))
    for slot in slots:
        if slot >= total:
            raise invalid(f"slot {slot} given, the pool has slots 0 to {total - 1}")
    if len(set(slots)) < len(slots):
        raise invalid(f"slots are named twice: {slots}")
    return slots
