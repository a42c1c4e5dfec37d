"""The slots that one worker owns: how they begin, step, end, and go on by themselves."""

import struct
import sys
import time
import traceback
from collections import OrderedDict

import numpy as np

from .blocks import OUTCOME, Layout
from .errors import precondition
from .metaworld_v3 import backend

# Environments without a slot that are kept for their task, about 25 MB each.
IDLE_ENVIRONMENTS = 40

PHYSICS_WARNING, ENV_RAISED = 1, 2
STOP_AT_SUCCESS, ONLY_LAST = 1, 2


class Slot:
    """What one slot is doing: its episode and how it goes on by itself."""

    def __init__(self):
        self.episode = None
        self.condition = None
        self.schedule = None
        self.over = False


class Slots:
    """``opening``: the pool's description; ``memory``: the block it shares with the front."""

    def __init__(self, opening: dict, memory):
        self.options = opening
        layout = Layout(tuple((n, d, tuple(s)) for n, d, s in opening["layout"]))
        self.arrays = layout.map(memory)
        self.actions = self.arrays["actions"]
        self.step_outputs = self._outputs("step")
        self.final_outputs = self._outputs("final")
        self.reset_outputs = self._outputs("reset")
        self.cloud_outputs = {
            name.removeprefix("reset/"): array
            for name, array in self.arrays.items()
            if name.startswith("reset/cloud_")
        }
        self.slots: dict[int, Slot] = {}
        self.idle: OrderedDict[str, list] = OrderedDict()
        self.same_step = opening["autoreset"] == "same_step"
        self.next_step = opening["autoreset"] == "next_step"
        self.want_final = opening["want_final"]
        self.end_on_success = opening["terminate_on_success"]

    def _outputs(self, phase: str):
        """(array, name of the episode's read method) per delivered stream; clouds apart."""
        prefix = phase + "/"
        return [
            (array, "read_" + name.removeprefix(prefix))
            for name, array in self.arrays.items()
            if name.startswith(prefix) and not name.removeprefix(prefix).startswith("cloud_")
        ]

    # -- reset ------------------------------------------------------------------------------

    def reset(self, meta: dict) -> dict:
        for index in meta["release"]:
            self._release(index)
        errors = []
        for item in meta["slots"]:
            slot = self.slots.setdefault(item["slot"], Slot())
            if "schedule" in item:
                slot.schedule = Schedule(item["schedule"], item["slot"])
            try:
                self._begin(item["slot"], slot, item["condition"])
                for array, read in self.reset_outputs:
                    array[item["slot"]] = getattr(slot.episode, read)()
                self._cloud(item["slot"], slot.episode)
                for action in self._replayed(item):
                    _, truncated, success = slot.episode.step(action)
                    slot.over = truncated or (success and self.end_on_success)
            except Exception as error:
                errors.append(self._failed(item["slot"], slot, error, 0))
        return {"errors": errors}

    def _replayed(self, item: dict) -> np.ndarray:
        """Actions to repeat after the beginning, when a dead worker's slot is rebuilt."""
        log = bytes.fromhex(item.get("log", ""))
        return np.frombuffer(log, "<f4").reshape(-1, self.actions.shape[2])

    def _begin(self, index: int, slot: Slot, condition: dict) -> None:
        """``condition`` has task and parameters, or snapshot (hex)."""
        task = condition["task"]
        if slot.episode is None or slot.episode.task != task:
            self._release(index)
            slot.episode = self._environment(task)
        slot.condition, slot.over = condition, False
        if "snapshot" in condition:
            slot.episode.restore(bytes.fromhex(condition["snapshot"]))
            slot.over = slot.episode.over
        else:
            slot.episode.begin(np.array(condition["parameters"], float))

    def _environment(self, task: str):
        kept = self.idle.get(task)
        if not kept:
            return backend.open_episode(task, self.options)
        episode = kept.pop()
        self._forget_empty(task)
        return episode

    def _forget_empty(self, task: str) -> None:
        """No task stays listed without environments: the oldest one listed is closed first."""
        if not self.idle[task]:
            del self.idle[task]

    def _release(self, index: int) -> None:
        slot = self.slots.get(index)
        if slot is None or slot.episode is None:
            return
        task = slot.episode.task
        self.idle.setdefault(task, []).append(slot.episode)
        self.idle.move_to_end(task)
        slot.episode = None
        while sum(map(len, self.idle.values())) > IDLE_ENVIRONMENTS:
            oldest = next(iter(self.idle))
            self.idle[oldest].pop().close()
            self._forget_empty(oldest)

    def _cloud(self, index: int, episode) -> None:
        if self.cloud_outputs:
            seen = episode.cast_cloud(self.options["cloud"])
            for name, array in self.cloud_outputs.items():
                array[index] = seen[name]

    # -- step -------------------------------------------------------------------------------

    def step(self, blob: bytes) -> dict | None:
        """``blob``: steps k, flags (1 stop at success, 2 only last), then slot indices, all u32."""
        count, flags = struct.unpack_from("<II", blob)
        slots = np.frombuffer(blob, "<u4", offset=8).tolist()
        errors: list[dict] = []
        eventful = False
        for index in slots:
            began = time.perf_counter_ns()
            eventful |= self._run(
                index, count, bool(flags & STOP_AT_SUCCESS), bool(flags & ONLY_LAST), errors
            )
            self.arrays["step_ns"][index] = (time.perf_counter_ns() - began) // count
        return {"errors": errors} if eventful else None

    def _run(self, index, count, stop_at_success, only_last, errors) -> bool:
        """Steps one slot; tells whether anything but ``count`` ordinary steps happened."""
        arrays, slot = self.arrays, self.slots[index]
        arrays["scheduled"][index] = -1
        arrays["ended"][index] = 0
        if self.next_step and slot.over:
            self._step_into_next(index, slot, errors)
            self._clear_after(index, 1, count, only_last)
            return True
        k, over = 0, False
        while k < count:
            try:
                reward, truncated, success = slot.episode.step(self.actions[k, index])
                warning = slot.episode.warning()
            except Exception as error:
                errors.append(self._failed(index, slot, error, k))
                if only_last:
                    self._forget_streams(index)
                break
            arrays["reward"][k, index] = reward
            arrays["truncated"][k, index] = truncated
            arrays["success"][k, index] = success
            terminated = success and self.end_on_success
            arrays["terminated"][k, index] = terminated
            over = truncated or terminated
            row = 0 if only_last else k
            k += 1
            if warning:
                slot.over = True
                errors.append(self._error(index, PHYSICS_WARNING, warning, k - 1))
                self._write(self.step_outputs, row, index, slot.episode)
                break
            if over and self.same_step:
                self._step_over(index, slot, row, errors)
                break
            if not only_last or over or k == count or (stop_at_success and success):
                self._write(self.step_outputs, row, index, slot.episode)
            if over:
                slot.over = True
                arrays["ended"][index] = 1
                break
            if stop_at_success and success:
                break
        self._clear_after(index, k, count, only_last)
        return k < count or over or slot.over

    def _write(self, outputs, row, index, episode) -> None:
        for array, read in outputs:
            array[row, index] = getattr(episode, read)()

    def _forget_streams(self, index) -> None:
        for array, _ in self.step_outputs:
            array[0, index] = 0

    def _clear_after(self, index, executed, count, only_last) -> None:
        """Zeroes the rows of steps that did not happen."""
        arrays = self.arrays
        arrays["steps"][index] = executed
        if executed == count:
            return
        for name in OUTCOME:
            arrays[name][executed:count, index] = 0
        if not only_last:
            for array, _ in self.step_outputs:
                array[executed:count, index] = 0

    def _step_over(self, index, slot, row, errors) -> None:
        """SAME_STEP: keeps the last observation, begins the next episode, delivers its first."""
        self.arrays["ended"][index] = 1
        if self.want_final:
            for array, read in self.final_outputs:
                array[index] = getattr(slot.episode, read)()
        self._next_episode(index, slot, row, errors)

    def _step_into_next(self, index, slot, errors) -> None:
        """NEXT_STEP: this step only resets."""
        for name in OUTCOME:
            self.arrays[name][0, index] = 0
        self._next_episode(index, slot, 0, errors)

    def _next_episode(self, index, slot, row, errors) -> None:
        condition, number = slot.condition, 0
        if slot.schedule:
            number, condition = slot.schedule.next()
        self.arrays["scheduled"][index] = number
        try:
            self._begin(index, slot, condition)
            self._write(self.step_outputs, row, index, slot.episode)
        except Exception as error:
            errors.append(self._failed(index, slot, error, row))

    # -- the rest ---------------------------------------------------------------------------

    def schedule(self, meta: dict) -> None:
        for index in meta["slots"]:
            slot = self.slots.setdefault(index, Slot())
            slot.schedule = Schedule(meta, index) if meta["conditions"] else None

    def save(self, meta: dict) -> tuple[dict, bytes]:
        blobs = [self._episode(index).save() for index in meta["slots"]]
        return {"sizes": [len(b) for b in blobs]}, b"".join(blobs)

    def render(self, meta: dict) -> tuple[dict, bytes]:
        described, blobs = [], []
        for index in meta["slots"]:
            for image, pixels in self._episode(index).render(meta):
                described.append({"slot": index, **image})
                blobs.append(pixels)
        return {"images": described, "sizes": [len(b) for b in blobs]}, b"".join(blobs)

    def _episode(self, index: int):
        episode = self.slots[index].episode
        if episode is None:
            raise precondition(f"slot {index} has had an error: reset it first")
        return episode

    def _failed(self, index, slot, error, k) -> dict:
        """The environment raised: it is thrown away, the slot waits for a reset."""
        print(traceback.format_exc(), file=sys.stderr, flush=True)
        if slot.episode is not None:
            slot.episode.close()
        slot.episode, slot.over = None, True
        return self._error(index, ENV_RAISED, f"{type(error).__name__}: {error}", k)

    @staticmethod
    def _error(index, code, message, k) -> dict:
        return {"slot": index, "code": code, "message": message, "chunk_step": k}


class Schedule:
    """Which initial condition follows in a slot that resets itself."""

    def __init__(self, meta: dict, index: int):
        self.conditions = meta["conditions"]
        self.cursor = -1
        self.generator = np.random.default_rng([meta["seed"], index]) if meta["random"] else None
        for _ in range(meta.get("taken", 0)):
            self.next()

    def next(self) -> tuple[int, dict]:
        if self.generator is not None:
            self.cursor = int(self.generator.integers(len(self.conditions)))
        else:
            self.cursor = (self.cursor + 1) % len(self.conditions)
        return self.cursor, self.conditions[self.cursor]
