"""Which geometry of a scene belongs to the robot, the target, its moved part, the goal fixture."""

from dataclasses import dataclass

import mujoco
import numpy as np

from .facts import Facts

LABEL_OTHER, LABEL_TARGET, LABEL_FIXTURE, LABEL_MOVED = 0, 1, 2, 3
# Collision hulls are in group 4; what a camera sees is in groups 0 and 1.
COLLISION_GROUP = 4


@dataclass(frozen=True)
class Scene:
    """Body ids of one task, and per geom: label u8 and whether it belongs to the robot."""

    moved: int
    target: int
    fixture: int | None
    labels: np.ndarray
    robot: np.ndarray

    @staticmethod
    def of(model: mujoco.MjModel, facts: Facts) -> "Scene":
        moved = _body(model, facts.moved)
        target = model.body(facts.target).id
        fixture = model.body(facts.fixture).id if facts.fixture else None
        of_target = _within(model, target)
        of_moved = _within(model, moved)
        of_robot = _within(model, model.body("base").id) | _within(model, model.body("mocap").id)
        body_labels = np.zeros(model.nbody, np.uint8)
        body_labels[of_target] = LABEL_TARGET
        if target != moved:
            body_labels[of_moved] = LABEL_MOVED
        if fixture is not None:
            body_labels[_within(model, fixture)] = LABEL_FIXTURE
        return Scene(
            moved,
            target,
            fixture,
            body_labels[model.geom_bodyid],
            of_robot[model.geom_bodyid],
        )


def _body(model: mujoco.MjModel, name: str) -> int:
    if name.startswith("joint:"):
        return int(model.jnt_bodyid[model.joint(name.removeprefix("joint:")).id])
    return model.body(name).id


def _within(model: mujoco.MjModel, root: int) -> np.ndarray:
    """Mask over bodies: ``root`` and everything below it (parents come before children)."""
    inside = np.zeros(model.nbody, bool)
    inside[root] = True
    for body in range(root + 1, model.nbody):
        inside[body] = inside[model.body_parentid[body]]
    return inside
