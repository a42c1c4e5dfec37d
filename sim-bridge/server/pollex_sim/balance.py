"""Which worker owns which slot: dear tasks are spread, so that no worker waits long for another."""

import numpy as np

# Nanoseconds assumed for a step of a task that has not been measured yet.
UNKNOWN = 1e5
# A task's cost is looked at every so many calls.
EVERY = 64


class Balance:
    def __init__(self, slots: int, workers: int):
        self.home = np.arange(slots) % workers
        self.workers = workers
        self._cost: dict[str, float] = {}

    def assign(self, slots: list[int], tasks: list[str]) -> np.ndarray:
        """Owners after a reset of ``slots`` to ``tasks``.

        Only when all slots begin anew are they dealt out, the dearest first; otherwise every slot
        stays where its environments are.
        """
        home = self.home.copy()
        if len(slots) < len(home) or self.workers == 1:
            return home
        costs = [self._cost.get(task, UNKNOWN) for task in tasks]
        load, count = np.zeros(self.workers), np.zeros(self.workers, int)
        capacity = -(-len(home) // self.workers) + 1
        for i in sorted(range(len(slots)), key=lambda i: (-costs[i], slots[i])):
            worker = int(np.argmin(np.where(count < capacity, load, np.inf)))
            home[slots[i]] = worker
            load[worker] += costs[i]
            count[worker] += 1
        return home

    def learn(self, call: int, conditions: list[dict | None], step_ns: np.ndarray) -> None:
        """Now and then takes over what the last step of each slot's task has cost."""
        if call % EVERY != 1:
            return
        for condition, nanoseconds in zip(conditions, step_ns.tolist(), strict=True):
            if condition is not None and nanoseconds > 0:
                task = condition["task"]
                old = self._cost.get(task, float(nanoseconds))
                self._cost[task] = 0.7 * old + 0.3 * nanoseconds
