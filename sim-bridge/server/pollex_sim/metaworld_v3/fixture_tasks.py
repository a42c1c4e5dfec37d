"""Facts of the tasks where one fixture is all that moves between episodes."""

from .facts import fixture_task

_BUTTON = ("button", "box")
_LEVER = ("handle_link", "box")

FIXTURE_TASKS = {
    "button-press-topdown-v3": fixture_task(
        "press the button from above",
        "push a button on top of a box straight down",
        *_BUTTON,
        "vertical distance to the hole <= 0.024 m",
    ),
    "button-press-topdown-wall-v3": fixture_task(
        "reach over the wall and press the button from above",
        "push a button on top of a box straight down; a wall stands in front of the box",
        *_BUTTON,
        "vertical distance to the hole <= 0.024 m",
    ),
    "button-press-v3": fixture_task(
        "press the button from the front",
        "push a button on the near side of a box, along +y",
        *_BUTTON,
        "distance to the hole along y <= 0.02 m",
    ),
    "button-press-wall-v3": fixture_task(
        "go around the wall and press the button",
        "push a button on the near side of a box; a wall stands between arm and button",
        *_BUTTON,
        "distance to the hole along y <= 0.03 m",
    ),
    "coffee-button-v3": fixture_task(
        "press the button on the coffee machine",
        "press the start button of a coffee machine",
        "cmbutton",
        "coffee_machine",
        "distance to the pressed position along y <= 0.02 m",
    ),
    "dial-turn-v3": fixture_task(
        "turn the dial",
        "rotate a dial by pushing its tab round",
        "joint:knob_Joint_1",
        "dial",
        "distance of tab and goal <= 0.07 m",
    ),
    "door-close-v3": fixture_task(
        "close the door",
        "push an open door shut",
        "door_link",
        "door",
        "distance of handle and goal <= 0.08 m",
    ),
    "door-lock-v3": fixture_task(
        "lock the door",
        "rotate a lock lever downwards",
        "lock_link",
        "door",
        "vertical distance of lever and goal <= 0.02 m",
    ),
    "door-open-v3": fixture_task(
        "open the door",
        "pull a door open by its handle",
        "door_link",
        "door",
        "distance of handle and goal along x <= 0.08 m",
    ),
    "door-unlock-v3": fixture_task(
        "unlock the door",
        "rotate a lock lever to the right",
        "lock_link",
        "door",
        "distance of lever and goal along x <= 0.02 m",
    ),
    "drawer-close-v3": fixture_task(
        "close the drawer",
        "push a fully open drawer shut",
        "drawer_link",
        "drawer",
        "distance of handle and goal <= 0.065 m",
    ),
    "drawer-open-v3": fixture_task(
        "open the drawer",
        "pull a drawer out by its handle",
        "drawer_link",
        "drawer",
        "distance of handle and goal <= 0.03 m",
    ),
    "faucet-open-v3": fixture_task(
        "turn the faucet on",
        "rotate the faucet's handle towards +x",
        "faucet_link2",
        "faucetBase",
        "distance of handle and goal <= 0.07 m",
    ),
    "faucet-close-v3": fixture_task(
        "turn the faucet off",
        "rotate the faucet's handle towards -x",
        "faucet_link2",
        "faucetBase",
        "distance of handle and goal <= 0.07 m",
    ),
    "handle-press-side-v3": fixture_task(
        "push the side handle down",
        "press down a handle that faces sideways",
        *_LEVER,
        "vertical distance of handle and goal <= 0.02 m",
    ),
    "handle-press-v3": fixture_task(
        "push the handle down",
        "press down a handle that faces the robot",
        *_LEVER,
        "vertical distance of handle and goal <= 0.02 m",
    ),
    "handle-pull-side-v3": fixture_task(
        "pull the side handle up",
        "lift a handle that faces sideways",
        *_LEVER,
        "distance of handle and goal <= 0.08 m",
    ),
    "handle-pull-v3": fixture_task(
        "pull the handle up",
        "lift a handle that faces the robot",
        *_LEVER,
        "vertical distance of handle and goal <= 0.05 m",
    ),
    "lever-pull-v3": fixture_task(
        "lift the lever up",
        "raise a lever through 90 degrees",
        "lever_link1",
        "lever",
        "error of the lever's angle <= pi/24",
    ),
    "window-open-v3": fixture_task(
        "open the window",
        "slide a window towards +x",
        "windowb_a",
        "window",
        "distance of handle and goal along x <= 0.05 m",
    ),
    "window-close-v3": fixture_task(
        "close the window",
        "slide a window towards -x",
        "windowb_a",
        "window",
        "distance of handle and goal along x <= 0.05 m",
    ),
}
