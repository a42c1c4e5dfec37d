"""A pool: slots, the worker processes that own them, and the promise of exactly-once.

Every call that changes the pool goes through ``_once``. When a worker dies in the middle of a call,
the retry of the same seq only makes up for the dead one, whose slots are rebuilt from their
``History`` first (see ``crew.py``).
"""

import os
import struct
import threading
import time

import numpy as np

from . import channel as frames
from .balance import Balance
from .blocks import OUTCOME, Layout, create_file, map_file
from .crew import Crew
from .errors import invalid, precondition
from .history import History
from .process import WorkerProcess

LOST = 3


class Pool:
    """``opening`` describes the pool to its workers (see ``pools.build``)."""

    def __init__(self, pool_id: str, opening: dict, slots: int, workers: int, horizon: int):
        self.pool_id = pool_id
        self.opening = opening
        self.slots = slots
        self._all = list(range(slots))
        self.lock = threading.Lock()
        self.closed = False
        layout = Layout(tuple((n, d, tuple(s)) for n, d, s in opening["layout"]))
        self._memory = create_file(layout.size())
        self.arrays = layout.map(map_file(self._memory))
        self.step_streams = [
            (name.removeprefix("step/"), array)
            for name, array in self.arrays.items()
            if name.startswith("step/")
        ]
        # Used by ``replies``: what is equal in all replies of one shape.
        self.outlines: dict[tuple, object] = {}
        self.crew = Crew(lambda: WorkerProcess(self._memory, opening), workers, self._rebuild)
        self.balance = Balance(slots, workers)
        self.history = History(slots, horizon, opening["action_size"])
        # Slots that must be reset before they can be stepped, and why.
        self.blocked: dict[int, str] = dict.fromkeys(range(slots), "has not been reset yet")
        self.snapshots: dict[str, tuple[list[int], list[bytes]]] = {}
        self.seq = 0
        self._last: tuple[object, object] | None = None
        # Slots that could not be rebuilt after a worker's death: told with the next step of each.
        self._lost: dict[int, dict] = {}
        self.touch()

    def touch(self) -> None:
        self.expires = time.monotonic() + self.opening["lease_seconds"]

    def close(self) -> None:
        with self.lock:
            if self.closed:
                return
            self.closed = True
            self.crew.close()
            self.arrays, self.step_streams = {}, []
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
            if self.crew.pending is not None and self.crew.pending.request != request:
                raise precondition(
                    f"seq {request.seq} was interrupted by a worker's death: retry that request"
                )
            self.crew.heal()
            reply = run()
            self.seq += 1
            self._last = (request, reply)
            return reply

    def _check_open(self) -> None:
        if self.closed:
            raise precondition(f"pool {self.pool_id} has been closed")
        self.touch()

    def _rebuild(self, index: int) -> None:
        mine = np.flatnonzero(self.balance.home == index).tolist()
        known = [slot for slot in mine if self.history.conditions[slot] is not None]
        items = [self.history.everything(slot) for slot in known]
        meta, _ = self.crew.ask(
            index, frames.RESET, {"release": [], "slots": items}, 5 * len(items)
        )
        for error in meta["errors"]:
            why = "its worker died and it could not be rebuilt: " + error["message"]
            self._lost[error["slot"]] = error | {"code": LOST, "message": why, "chunk_step": 0}
            self.blocked[error["slot"]] = "was lost with its worker"

    # -- reset ------------------------------------------------------------------------------

    def reset(self, request, slots: list[int], conditions: list[dict] | None, make_reply):
        """``conditions``: one per slot, or None to repeat each slot's last one."""

        def run():
            begin = time.perf_counter_ns()
            chosen = conditions or [self._last_condition(slot) for slot in slots]
            if self.crew.pending is None:
                home = self.balance.assign(slots, [c["task"] for c in chosen])
                self.crew.expect(request, self._reset_frames(slots, chosen, home), home)
            home = self.crew.pending.home
            replies = self.crew.dispatch(5 * len(slots))
            self.balance.home = home
            for slot, condition in zip(slots, chosen, strict=True):
                self.history.begin(slot, condition)
                self.blocked.pop(slot, None)
                self._lost.pop(slot, None)
            return make_reply(self._errors(slots, replies), time.perf_counter_ns() - begin)

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
        for worker in range(len(self.crew)):
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
            lost = [slot for slot in slots if slot in self._lost] if self._lost else []
            moving = [slot for slot in slots if slot not in lost] if lost else slots
            if self.blocked:
                self._refuse_blocked(moving)
            count = len(actions)
            self.arrays["actions"][:count, self.rows(slots)] = actions
            if self.crew.pending is None or lost:
                work = self._step_frames(count, flags, np.array(moving, "<u4"))
                self.crew.expect(request, work, self.balance.home)
            replies = self.crew.dispatch(0.05 * count * len(slots))
            for slot in lost:
                self._forget(slot, count)
            eventful = bool(lost) or any(meta for meta, _ in replies.values())
            if eventful:
                self._record_events(slots, actions)
            else:
                self.history.append(self.rows(slots), actions)
            errors = self._errors(slots, replies)
            self.balance.learn(self.seq, self.history.conditions, self.arrays["step_ns"])
            return make_reply(errors, time.perf_counter_ns() - begin, eventful)

        return self._once(request, run)

    def _refuse_blocked(self, slots) -> None:
        waiting = [slot for slot in slots if slot in self.blocked]
        if waiting:
            why = "; ".join(f"slot {slot} {self.blocked[slot]}" for slot in waiting[:4])
            raise precondition(f"{why}: reset {'them' if len(waiting) > 1 else 'it'} first")

    def _step_frames(self, count: int, flags: int, index: np.ndarray) -> dict[int, tuple]:
        head = struct.pack("<II", count, flags)
        if len(self.crew) == 1:
            return {0: (frames.STEP, None, head + index.tobytes())}
        homes = self.balance.home[index]
        return {
            worker: (frames.STEP, None, head + index[homes == worker].tobytes())
            for worker in range(len(self.crew))
            if (homes == worker).any()
        }

    def _forget(self, slot: int, count: int) -> None:
        """A lost slot executed nothing: its rows of the last call are cleared."""
        arrays = self.arrays
        for array in [a for _, a in self.step_streams] + [arrays[name] for name in OUTCOME]:
            array[:count, slot] = 0
        arrays["steps"][slot] = arrays["ended"][slot] = 0
        arrays["scheduled"][slot] = -1

    def _record_events(self, slots: list[int], actions: np.ndarray) -> None:
        """As ``History.append`` where slots stopped early, ended, or were auto-reset."""
        for i, slot in enumerate(slots):
            self.history.append_one(slot, actions[: self.arrays["steps"][slot], i])
            if (number := int(self.arrays["scheduled"][slot])) >= 0:
                self.history.began_by_itself(slot, number)
            elif self.opening["autoreset"] == "none" and self.arrays["ended"][slot]:
                self.blocked[slot] = "has ended its episode"

    def _errors(self, slots: list[int], replies: dict[int, tuple]) -> list[dict]:
        """The errors of ``slots`` in order; those slots are blocked until they are reset."""
        errors = [self._lost.pop(slot) for slot in slots if slot in self._lost]
        for meta, _ in replies.values():
            errors = errors + (meta["errors"] if meta else [])
        for error in errors:
            self.blocked[error["slot"]] = f"had an error ({error['message']})"
        return sorted(errors, key=lambda e: (e["slot"], e["chunk_step"]))

    def rows(self, slots: list[int]):
        """``slots`` as an index of an axis; a slice, which is faster, where all are meant."""
        return slice(None) if slots == self._all else slots

    # -- the rest ---------------------------------------------------------------------------

    def schedule(self, slots: list[int], meta: dict) -> None:
        with self.lock:
            self._check_open()
            self.crew.heal()
            for worker in range(len(self.crew)):
                mine = [slot for slot in slots if self.balance.home[slot] == worker]
                if mine:
                    self.crew.ask(worker, frames.CALL, {"name": "schedule", **meta, "slots": mine})
            self.history.schedule(slots, meta)

    def collect(self, kind: int, slots: list[int], meta: dict, seconds: float) -> list[tuple]:
        """Asks the owners of ``slots``; (description or None, blob) per item, in slot order.

        ``seconds``: what one slot may take at most.
        """
        with self.lock:
            self._check_open()
            for slot in slots:
                if self.history.conditions[slot] is None:
                    raise precondition(f"slot {slot} has not been reset yet: reset it first")
            if self.crew.pending is not None:
                raise precondition("a call was interrupted by a worker's death: retry it first")
            self.crew.heal()
            results = []
            for slot in slots:
                worker = int(self.balance.home[slot])
                answer, blob = self.crew.ask(worker, kind, {**meta, "slots": [slot]}, seconds)
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
