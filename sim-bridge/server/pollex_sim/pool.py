"""A pool: slots, the worker processes that own them, and the promise of exactly-once.

Every call that changes the pool goes through ``_once``. When a worker dies in the middle of a call,
the other workers' results stay in shared memory; the retry of the same seq only makes up for the
dead one, whose slots are rebuilt from their ``History`` first.
"""

import os
import struct
import threading
import time
from dataclasses import dataclass, field

import numpy as np

from . import channel as frames
from .balance import Balance
from .blocks import Layout, create_file, map_file
from .errors import SimError, invalid, precondition, unavailable
from .history import History
from .process import WorkerDied, WorkerProcess

LOST = 3


@dataclass
class Pending:
    """A call that a worker's death interrupted: its frames, and the replies that arrived."""

    request: object
    frames: dict[int, tuple]
    home: np.ndarray
    replies: dict[int, tuple] = field(default_factory=dict)


class Pool:
    """``opening`` describes the pool to its workers (see ``pools.build``)."""

    def __init__(self, pool_id: str, opening: dict, slots: int, workers: int, horizon: int):
        self.pool_id = pool_id
        self.opening = opening
        self.slots = slots
        self.lock = threading.Lock()
        self.closed = False
        layout = Layout(tuple((n, d, tuple(s)) for n, d, s in opening["layout"]))
        self._memory = create_file(layout.size())
        self.arrays = layout.map(map_file(self._memory))
        self.workers = [WorkerProcess(self._memory, opening) for _ in range(workers)]
        self.balance = Balance(slots, workers)
        self.history = History(slots, horizon, opening["action_size"])
        # Slots that must be reset before they can be stepped, and why.
        self.blocked: dict[int, str] = dict.fromkeys(range(slots), "has not been reset yet")
        self.snapshots: dict[str, tuple[list[int], list[bytes]]] = {}
        self.seq = 0
        self._last: tuple[object, object] | None = None
        self._pending: Pending | None = None
        self._lost: list[dict] = []
        self.touch()

    def touch(self) -> None:
        self.expires = time.monotonic() + self.opening["lease_seconds"]

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
            if request.seq == self.seq and self._last is not None:
                if self._last[0] == request:
                    return self._last[1]
                raise precondition(f"seq {request.seq} has been used for another request")
            if request.seq != self.seq + 1:
                raise precondition(f"seq {request.seq} given, {self.seq + 1} expected")
            if self._pending is not None and self._pending.request != request:
                raise precondition(
                    f"seq {request.seq} was interrupted by a worker's death: retry that request"
                )
            self._heal()
            reply = run()
            self.seq += 1
            self._last = (request, reply)
            return reply

    def _check_open(self) -> None:
        if self.closed:
            raise precondition(f"pool {self.pool_id} has been closed")
        self.touch()

    def _dispatch(self, timeout: float) -> dict[int, tuple]:
        """Sends the pending call's frames to the workers that have not answered it yet.

        Returns all replies (meta, blob); leaves the call pending when a worker dies.
        """
        pending, deaths, refusal = self._pending, [], None
        waiting = [worker for worker in pending.frames if worker not in pending.replies]
        sent = []
        for index in waiting:
            try:
                self.workers[index].send(*pending.frames[index])
                sent.append(index)
            except WorkerDied as death:
                deaths.append(str(death))
        for index in sent:
            try:
                pending.replies[index] = self.workers[index].receive(timeout)
            except WorkerDied as death:
                deaths.append(str(death))
            except SimError as error:
                refusal = error
        if refusal is not None:
            self._pending = None
            raise refusal
        if deaths:
            raise unavailable(
                f"{'; '.join(deaths)}; retry seq {pending.request.seq}: its slots are rebuilt first"
            )
        self._pending = None
        return pending.replies

    def _heal(self) -> None:
        """Replaces dead workers and rebuilds their slots as they were before the pending call."""
        for index, worker in enumerate(self.workers):
            if not worker.alive:
                worker.close()
                if self._pending is not None:
                    self._pending.replies.pop(index, None)
                self.workers[index] = WorkerProcess(self._memory, self.opening)
                self._rebuild(index)

    def _rebuild(self, index: int) -> None:
        mine = np.flatnonzero(self.balance.home == index).tolist()
        known = [slot for slot in mine if self.history.conditions[slot] is not None]
        items = [self.history.everything(slot) for slot in known]
        meta, _ = self._ask(index, frames.RESET, {"release": [], "slots": items}, 60 + len(items))
        for error in meta["errors"]:
            error |= {"code": LOST, "message": "not rebuilt: " + error["message"]}
            self._lost.append(error)
            self.blocked[error["slot"]] = "was lost with its worker"

    def _ask(self, worker: int, kind: int, meta: dict, timeout: float = 60.0):
        """One question outside of seq; the caller may simply ask again."""
        try:
            self.workers[worker].send(kind, meta)
            return self.workers[worker].receive(timeout)
        except WorkerDied as death:
            raise unavailable(f"{death}; retry. Dies again? See the server's log") from death

    # -- reset ------------------------------------------------------------------------------

    def reset(self, request, slots: list[int], conditions: list[dict] | None, make_reply):
        """``conditions``: one per slot, or None to repeat each slot's last one."""

        def run():
            begin = time.perf_counter_ns()
            chosen = conditions or [self._last_condition(slot) for slot in slots]
            if self._pending is None:
                home = self.balance.assign(slots, [c["task"] for c in chosen])
                self._pending = Pending(request, self._reset_frames(slots, chosen, home), home)
            home = self._pending.home
            replies = self._dispatch(60.0 + len(slots))
            self.balance.home = home
            for slot, condition in zip(slots, chosen, strict=True):
                self.history.begin(slot, condition)
                self.blocked.pop(slot, None)
            return make_reply(self._errors(replies), time.perf_counter_ns() - begin)

        return self._once(request, run)

    def restore(self, request, slots: list[int], states: list[bytes], tasks: list[str], make_reply):
        beginnings = [
            {"task": task, "snapshot": state.hex()}
            for task, state in zip(tasks, states, strict=True)
        ]
        return self.reset(request, slots, beginnings, make_reply)

    def _last_condition(self, slot: int) -> dict:
        condition = self.history.conditions[slot]
        if condition is None:
            raise precondition(f"slot {slot} had no initial condition yet: send conditions")
        return condition

    def _reset_frames(self, slots, conditions, home) -> dict[int, tuple]:
        work = {}
        for worker in range(len(self.workers)):
            items = [
                self.history.beginning(slot, condition)
                for slot, condition in zip(slots, conditions, strict=True)
                if home[slot] == worker
            ]
            leaving = [s for s in slots if self.balance.home[s] == worker != home[s]]
            if items or leaving:
                work[worker] = (frames.RESET, {"release": leaving, "slots": items})
        return work

    # -- step -------------------------------------------------------------------------------

    def step(self, request, slots: list[int], actions: np.ndarray, flags: int, make_reply):
        """``actions`` [k, n, A]; ``flags``: 1 stop at success, 2 streams of the last step only."""

        def run():
            begin = time.perf_counter_ns()
            if self.blocked:
                self._refuse_blocked(slots)
            count, index = len(actions), np.array(slots, "<u4")
            self.arrays["actions"][:count, slots] = actions
            if self._pending is None:
                work = self._step_frames(count, flags, index)
                self._pending = Pending(request, work, self.balance.home)
            replies = self._dispatch(60.0 + 0.05 * count * len(slots))
            eventful = any(meta for meta, _ in replies.values())
            if eventful:
                self._record_events(index, actions)
            else:
                self.history.append(index, actions)
            errors = self._errors(replies)
            tasks = [c and c["task"] for c in self.history.conditions]
            self.balance.learn(self.seq, tasks, self.arrays["step_ns"])
            return make_reply(errors, time.perf_counter_ns() - begin, eventful)

        return self._once(request, run)

    def _refuse_blocked(self, slots) -> None:
        waiting = [slot for slot in slots if slot in self.blocked]
        if waiting:
            why = "; ".join(f"slot {slot} {self.blocked[slot]}" for slot in waiting[:4])
            raise precondition(f"{why}: reset {'them' if len(waiting) > 1 else 'it'} first")

    def _step_frames(self, count: int, flags: int, index: np.ndarray) -> dict[int, tuple]:
        head, homes = struct.pack("<II", count, flags), self.balance.home[index]
        return {
            worker: (frames.STEP, None, head + index[homes == worker].tobytes())
            for worker in range(len(self.workers))
            if (homes == worker).any()
        }

    def _record_events(self, index: np.ndarray, actions: np.ndarray) -> None:
        """As ``History.append`` where slots stopped early, ended, or were auto-reset."""
        for i, slot in enumerate(index.tolist()):
            self.history.append_one(slot, actions[: self.arrays["steps"][slot], i])
            if (number := int(self.arrays["scheduled"][slot])) >= 0:
                self.history.began_by_itself(slot, number)
            elif self.opening["autoreset"] == "none" and self.arrays["ended"][slot]:
                self.blocked[slot] = "has ended its episode"

    def _errors(self, replies: dict[int, tuple]) -> list[dict]:
        """All slots' errors in order; those slots are blocked until they are reset."""
        errors, self._lost = self._lost, []
        for meta, _ in replies.values():
            errors = errors + (meta["errors"] if meta else [])
        for error in errors:
            self.blocked[error["slot"]] = f"had an error ({error['message']})"
        return sorted(errors, key=lambda e: (e["slot"], e["chunk_step"]))

    # -- the rest ---------------------------------------------------------------------------

    def schedule(self, slots: list[int], meta: dict) -> None:
        with self.lock:
            self._check_open()
            self._heal()
            for worker in range(len(self.workers)):
                mine = [slot for slot in slots if self.balance.home[slot] == worker]
                if mine:
                    self._ask(worker, frames.CALL, {"name": "schedule", **meta, "slots": mine})
            self.history.schedule(slots, meta)

    def collect(self, kind: int, slots: list[int], meta: dict, timeout: float) -> list[tuple]:
        """Asks the owners of ``slots``; (description or None, blob) per item, in slot order."""
        with self.lock:
            self._check_open()
            for slot in slots:
                if self.history.conditions[slot] is None:
                    raise precondition(f"slot {slot} has not been reset yet: reset it first")
            if self._pending is not None:
                raise precondition("a call was interrupted by a worker's death: retry it first")
            self._heal()
            results = []
            for slot in slots:
                worker = int(self.balance.home[slot])
                answer, blob = self._ask(worker, kind, {**meta, "slots": [slot]}, timeout)
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
