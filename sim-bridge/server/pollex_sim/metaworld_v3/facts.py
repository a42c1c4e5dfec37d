"""The form of a task's facts, which ``fixture_tasks`` and ``object_tasks`` fill in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    instruction: str
    description: str
    moved: str
    target: str
    fixture: str | None
    # Smallest xy distance of object and goal that the environment accepts, metres.
    separation: float
    success: str
    difficulty: str


def fixture_task(instruction, description, moved, target, success):
    return Facts(instruction, description, moved, target, None, 0.0, success, "easy")


def object_task(
    instruction, description, moved, success, difficulty, separation=0.15, fixture=None
):
    return Facts(instruction, description, moved, moved, fixture, separation, success, difficulty)
