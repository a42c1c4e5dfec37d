"""How each slot came to where it is: enough to rebuild it bit by bit in another process."""

import numpy as np


class History:
    """Per slot the initial condition (or snapshot), every action since, and its reset schedule."""

    def __init__(self, slots: int, horizon: int, action_size: int):
        self.conditions: list[dict | None] = [None] * slots
        # One more than the horizon: with NEXT_STEP a step follows that only resets.
        self._actions = np.zeros((slots, horizon + 1, action_size), np.float32)
        self._lengths = np.zeros(slots, int)
        self._rows = np.arange(slots)
        self._schedules: dict[int, tuple[dict, int]] = {}

    def begin(self, slot: int, condition: dict) -> None:
        self.conditions[slot] = condition
        self._lengths[slot] = 0

    def append(self, slots: list[int] | slice, actions: np.ndarray) -> None:
        """``actions`` [k, n, A], all of which were executed."""
        lengths, rows = self._lengths[slots], self._rows[slots]
        for k, block in enumerate(actions):
            self._actions[rows, lengths + k] = block
        self._lengths[slots] += len(actions)

    def append_one(self, slot: int, actions: np.ndarray) -> None:
        """``actions`` [k, A] of a slot that did not execute as many as the others."""
        begin = self._lengths[slot]
        self._actions[slot, begin : begin + len(actions)] = actions
        self._lengths[slot] += len(actions)

    def schedule(self, slots: list[int], meta: dict) -> None:
        for slot in slots:
            self._schedules.pop(slot, None)
            if meta["conditions"]:
                self._schedules[slot] = (meta, 0)

    def began_by_itself(self, slot: int, number: int) -> None:
        """The slot was auto-reset to condition ``number`` of its schedule, or to its last one."""
        if slot in self._schedules:
            meta, taken = self._schedules[slot]
            self.conditions[slot] = meta["conditions"][number]
            self._schedules[slot] = (meta, taken + 1)
        self._lengths[slot] = 0

    def beginning(self, slot: int, condition: dict) -> dict:
        """How a worker is told to begin a slot that it may never have owned before."""
        item = {"slot": slot, "condition": condition}
        if slot in self._schedules:
            meta, taken = self._schedules[slot]
            item["schedule"] = {**meta, "taken": taken}
        return item

    def everything(self, slot: int) -> dict:
        """How a worker is told to rebuild a slot as it is."""
        log = self._actions[slot, : self._lengths[slot]].tobytes().hex()
        return self.beginning(slot, self.conditions[slot]) | {"log": log}
