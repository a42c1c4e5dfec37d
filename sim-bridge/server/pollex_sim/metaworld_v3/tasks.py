"""What the benchmark's source does not say in a machine-readable way, one row per task.

``moved`` is the part that success is about, by body name or, for bodies without a name, by
``joint:NAME``; ``target`` the top-level body that carries it; ``fixture`` the top-level body that
shows where the goal is, or None. ``tests/test_catalog.py`` checks every row against the models.
"""

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


def _fixture_task(instruction, description, moved, target, success):
    return Facts(instruction, description, moved, target, None, 0.0, success, "easy")


def _object_task(
    instruction, description, moved, success, difficulty, separation=0.15, fixture=None
):
    return Facts(instruction, description, moved, moved, fixture, separation, success, difficulty)


_BUTTON = ("button", "box")
_LEVER = ("handle_link", "box")

FACTS = {
    "assembly-v3": _object_task(
        "pick up the wrench and put its ring over the peg",
        "a ring-headed wrench lies on the table; its ring must be dropped over an upright peg",
        "RoundNut",
        "ring within 0.02 m of the peg in xy and below the peg's top",
        "hard",
        0.10,
        "peg",
    ),
    "basketball-v3": _object_task(
        "put the ball through the hoop",
        "lift a ball and drop it through a hoop on a backboard",
        "bsktball",
        "weighted (1, 1, 2) distance of ball and hoop <= 0.08 m",
        "medium",
        fixture="basket_goal",
    ),
    "bin-picking-v3": _object_task(
        "move the block from the left bin to the right bin",
        "move a small block from the left bin into the right bin",
        "obj",
        "distance to the goal bin <= 0.05 m",
        "medium",
        0.0,
        "bin_goal",
    ),
    "box-close-v3": _object_task(
        "put the lid on the box",
        "grasp the lid by its handle and seat it on an open box",
        "boxbodytop",
        "distance of lid and goal < 0.08 m",
        "medium",
        0.25,
        "boxbody",
    ),
    "button-press-topdown-v3": _fixture_task(
        "press the button from above",
        "push a button on top of a box straight down",
        *_BUTTON,
        "vertical distance to the hole <= 0.024 m",
    ),
    "button-press-topdown-wall-v3": _fixture_task(
        "reach over the wall and press the button from above",
        "push a button on top of a box straight down; a wall stands in front of the box",
        *_BUTTON,
        "vertical distance to the hole <= 0.024 m",
    ),
    "button-press-v3": _fixture_task(
        "press the button from the front",
        "push a button on the near side of a box, along +y",
        *_BUTTON,
        "distance to the hole along y <= 0.02 m",
    ),
    "button-press-wall-v3": _fixture_task(
        "go around the wall and press the button",
        "push a button on the near side of a box; a wall stands between arm and button",
        *_BUTTON,
        "distance to the hole along y <= 0.03 m",
    ),
    "coffee-button-v3": _fixture_task(
        "press the button on the coffee machine",
        "press the start button of a coffee machine",
        "cmbutton",
        "coffee_machine",
        "distance to the pressed position along y <= 0.02 m",
    ),
    "coffee-pull-v3": _object_task(
        "pull the mug away from the coffee machine",
        "drag a mug out from under the machine to a mark",
        "obj",
        "distance of mug and goal <= 0.07 m",
        "medium",
    ),
    "coffee-push-v3": _object_task(
        "push the mug under the coffee machine",
        "slide a mug under the machine's spout",
        "obj",
        "distance of mug and goal <= 0.07 m",
        "medium",
        fixture="coffee_machine",
    ),
    "dial-turn-v3": _fixture_task(
        "turn the dial",
        "rotate a dial by pushing its tab round",
        "joint:knob_Joint_1",
        "dial",
        "distance of tab and goal <= 0.07 m",
    ),
    "disassemble-v3": _object_task(
        "take the wrench off the peg",
        "lift the wrench's ring clear of the peg",
        "RoundNut",
        "wrench more than 0.15 m above its start",
        "very hard",
        0.10,
        "peg",
    ),
    "door-close-v3": _fixture_task(
        "close the door",
        "push an open door shut",
        "door_link",
        "door",
        "distance of handle and goal <= 0.08 m",
    ),
    "door-lock-v3": _fixture_task(
        "lock the door",
        "rotate a lock lever downwards",
        "lock_link",
        "door",
        "vertical distance of lever and goal <= 0.02 m",
    ),
    "door-open-v3": _fixture_task(
        "open the door",
        "pull a door open by its handle",
        "door_link",
        "door",
        "distance of handle and goal along x <= 0.08 m",
    ),
    "door-unlock-v3": _fixture_task(
        "unlock the door",
        "rotate a lock lever to the right",
        "lock_link",
        "door",
        "distance of lever and goal along x <= 0.02 m",
    ),
    "hand-insert-v3": _object_task(
        "put the block into the hole",
        "carry or drag a block into a hole in the table",
        "obj",
        "distance of block and goal <= 0.05 m",
        "hard",
    ),
    "drawer-close-v3": _fixture_task(
        "close the drawer",
        "push a fully open drawer shut",
        "drawer_link",
        "drawer",
        "distance of handle and goal <= 0.065 m",
    ),
    "drawer-open-v3": _fixture_task(
        "open the drawer",
        "pull a drawer out by its handle",
        "drawer_link",
        "drawer",
        "distance of handle and goal <= 0.03 m",
    ),
    "faucet-open-v3": _fixture_task(
        "turn the faucet on",
        "rotate the faucet's handle towards +x",
        "faucet_link2",
        "faucetBase",
        "distance of handle and goal <= 0.07 m",
    ),
    "faucet-close-v3": _fixture_task(
        "turn the faucet off",
        "rotate the faucet's handle towards -x",
        "faucet_link2",
        "faucetBase",
        "distance of handle and goal <= 0.07 m",
    ),
    "hammer-v3": _object_task(
        "hit the nail with the hammer",
        "grasp a hammer and drive a nail into a block",
        "hammerbody",
        "nail driven in by more than 0.09 m",
        "medium",
        0.0,
        "box",
    ),
    "handle-press-side-v3": _fixture_task(
        "push the side handle down",
        "press down a handle that faces sideways",
        *_LEVER,
        "vertical distance of handle and goal <= 0.02 m",
    ),
    "handle-press-v3": _fixture_task(
        "push the handle down",
        "press down a handle that faces the robot",
        *_LEVER,
        "vertical distance of handle and goal <= 0.02 m",
    ),
    "handle-pull-side-v3": _fixture_task(
        "pull the side handle up",
        "lift a handle that faces sideways",
        *_LEVER,
        "distance of handle and goal <= 0.08 m",
    ),
    "handle-pull-v3": _fixture_task(
        "pull the handle up",
        "lift a handle that faces the robot",
        *_LEVER,
        "vertical distance of handle and goal <= 0.05 m",
    ),
    "lever-pull-v3": _fixture_task(
        "lift the lever up",
        "raise a lever through 90 degrees",
        "lever_link1",
        "lever",
        "error of the lever's angle <= pi/24",
    ),
    "pick-place-wall-v3": _object_task(
        "carry the puck over the wall to the goal",
        "carry a puck over a wall to a goal in the air",
        "obj",
        "distance of puck and goal <= 0.07 m",
        "very hard",
    ),
    "pick-out-of-hole-v3": _object_task(
        "take the puck out of the hole",
        "extract a puck from a hole and lift it to a goal in the air",
        "obj",
        "distance of puck and goal <= 0.07 m",
        "hard",
    ),
    "pick-place-v3": _object_task(
        "pick up the puck and bring it to the goal",
        "pick up a puck and bring it to a goal in the air",
        "obj",
        "distance of puck and goal <= 0.07 m",
        "hard",
    ),
    "plate-slide-v3": Facts(
        "slide the plate into the cabinet",
        "slide a plate forward into a cabinet",
        "joint:goal_slidex",
        "puck_channel",
        "puck_goal",
        0.0,
        "distance of plate and goal <= 0.07 m",
        "easy",
    ),
    "plate-slide-side-v3": Facts(
        "slide the plate sideways into the cabinet",
        "slide a plate sideways into a cabinet",
        "joint:goal_slidex",
        "puck_channel",
        None,
        0.0,
        "distance of plate and goal <= 0.07 m",
        "easy",
    ),
    "plate-slide-back-v3": Facts(
        "slide the plate out of the cabinet",
        "drag a plate out of the cabinet, to a mark",
        "joint:goal_slidex",
        "puck_channel",
        None,
        0.0,
        "distance of plate and goal <= 0.07 m",
        "easy",
    ),
    "plate-slide-back-side-v3": Facts(
        "slide the plate sideways out of the cabinet",
        "drag a plate sideways out of the cabinet, to a mark",
        "joint:goal_slidex",
        "puck_channel",
        None,
        0.0,
        "distance of plate and goal <= 0.07 m",
        "easy",
    ),
    "peg-insert-side-v3": _object_task(
        "insert the peg into the side hole",
        "grasp a peg and insert it horizontally in a hole",
        "peg",
        "weighted (1, 2, 2) distance of the peg's head and the hole <= 0.07 m",
        "medium",
        0.10,
        "box",
    ),
    "peg-unplug-side-v3": _object_task(
        "unplug the peg",
        "pull a horizontal plug out of its socket",
        "plug1",
        "distance of plug and goal <= 0.07 m",
        "easy",
        0.0,
        "box",
    ),
    "soccer-v3": _object_task(
        "push the ball into the goal",
        "push a ball into a goal net",
        "soccer_ball",
        "weighted (3, 1, 1) distance of ball and goal <= 0.07 m",
        "medium",
        fixture="goal_whole",
    ),
    "stick-push-v3": _object_task(
        "use the stick to push the container",
        "grasp a stick and push a thermos with it",
        "stick",
        "distance of thermos and goal <= 0.12 m while the stick is held",
        "very hard",
        0.10,
        "object",
    ),
    "stick-pull-v3": _object_task(
        "use the stick to pull the container",
        "hook a stick in the thermos's handle and pull",
        "stick",
        "distance of the thermos's handle and goal <= 0.12 m with the stick through the handle",
        "very hard",
        0.10,
        "object",
    ),
    "push-v3": _object_task(
        "push the puck to the goal",
        "slide a puck to a mark on the table",
        "obj",
        "distance of puck and goal <= 0.05 m",
        "hard",
    ),
    "push-wall-v3": _object_task(
        "push the puck around the wall to the goal",
        "slide a puck around a wall to a mark",
        "obj",
        "distance of puck and goal <= 0.07 m",
        "medium",
    ),
    "push-back-v3": _object_task(
        "pull the puck back to the goal",
        "slide a puck towards the robot to a mark",
        "obj",
        "distance of puck and goal <= 0.07 m",
        "hard",
    ),
    "reach-v3": _object_task(
        "move the gripper to the goal",
        "move the gripper to a point; the puck is a distractor",
        "obj",
        "distance of finger tips and goal <= 0.05 m",
        "easy",
    ),
    "reach-wall-v3": _object_task(
        "move the gripper around the wall to the goal",
        "move the gripper round a wall to a point; the puck is a distractor",
        "obj",
        "distance of finger tips and goal <= 0.05 m",
        "easy",
    ),
    "shelf-place-v3": _object_task(
        "put the block on the shelf",
        "place a small block on a shelf",
        "obj",
        "distance of block and goal <= 0.07 m",
        "very hard",
        0.10,
        "shelf",
    ),
    "sweep-into-v3": _object_task(
        "sweep the block into the hole",
        "sweep a block into a hole in the table",
        "obj",
        "distance of block and goal <= 0.05 m",
        "medium",
        fixture="tablelink",
    ),
    "sweep-v3": _object_task(
        "sweep the block off the table",
        "sweep a block off the table's edge at +x",
        "obj",
        "distance of block and goal <= 0.05 m",
        "medium",
        0.0,
    ),
    "window-open-v3": _fixture_task(
        "open the window",
        "slide a window towards +x",
        "windowb_a",
        "window",
        "distance of handle and goal along x <= 0.05 m",
    ),
    "window-close-v3": _fixture_task(
        "close the window",
        "slide a window towards -x",
        "windowb_a",
        "window",
        "distance of handle and goal along x <= 0.05 m",
    ),
}
