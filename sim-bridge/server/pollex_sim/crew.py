"""A pool's worker processes: frames out, replies in, and new processes in place of dead ones.

When a worker dies in the middle of a call, the other workers' replies are kept with the pending
call (and their results lie in shared memory); the retry only makes up for the dead one.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .errors import SimError, unavailable
from .process import WorkerDied, WorkerProcess


@dataclass
class Pending:
    """A call under way: its frames, who owns which slot meanwhile, and the replies so far."""

    request: object
    frames: dict[int, tuple]
    home: np.ndarray
    replies: dict[int, tuple]


class Crew:
    """``start`` makes a worker; ``rebuild`` is told which one has just replaced a dead one."""

    def __init__(
        self, start: Callable[[], WorkerProcess], count: int, rebuild: Callable[[int], None]
    ):
        self._start, self._rebuild = start, rebuild
        self._workers = [start() for _ in range(count)]
        self.pending: Pending | None = None

    def __len__(self) -> int:
        return len(self._workers)

    def close(self) -> None:
        for worker in self._workers:
            worker.close()

    def expect(self, request, frames: dict[int, tuple], home: np.ndarray) -> None:
        """Makes this the pending call; replies that an interrupted attempt got are kept."""
        replies = self.pending.replies if self.pending is not None else {}
        self.pending = Pending(request, frames, home, replies)

    def dispatch(self, seconds: float) -> dict[int, tuple]:
        """Sends the pending call's frames to the workers that have not answered it yet.

        ``seconds``: what the work may take at most on a busy machine. Returns all replies (meta,
        blob); leaves the call pending when a worker dies.
        """
        pending, deaths, refusal = self.pending, [], None
        waiting = [worker for worker in pending.frames if worker not in pending.replies]
        sent = []
        for index in waiting:
            try:
                self._workers[index].send(*pending.frames[index])
                sent.append(index)
            except WorkerDied as death:
                deaths.append(str(death))
        for index in sent:
            try:
                pending.replies[index] = self._workers[index].receive(seconds)
            except WorkerDied as death:
                deaths.append(str(death))
            except SimError as error:
                refusal = error
        if refusal is not None:
            self.pending = None
            raise refusal
        if deaths:
            raise unavailable(
                f"{'; '.join(deaths)}; retry seq {pending.request.seq}: its slots are rebuilt first"
            )
        self.pending = None
        return pending.replies

    def heal(self) -> None:
        """Replaces dead workers; their slots become as they were before the pending call."""
        for index, worker in enumerate(self._workers):
            if not worker.alive:
                worker.close()
                if self.pending is not None:
                    self.pending.replies.pop(index, None)
                self._workers[index] = self._start()
                self._rebuild(index)

    def ask(self, worker: int, kind: int, meta: dict, seconds: float = 0.0):
        """One question outside of seq; the caller may simply ask again."""
        try:
            self._workers[worker].send(kind, meta)
            return self._workers[worker].receive(seconds)
        except WorkerDied as death:
            raise unavailable(f"{death}; retry. Dies again? See the server's log") from death
