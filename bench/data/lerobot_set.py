"""Lets LeRobot write a data set, for the measurement of training windows.

    lerobot_set.py FOLDER video|image EPISODES STEPS SEED

30 numbers of state, 7 of action and one 84 by 84 RGB camera with a moving square and sensor noise, at 20 Hz.
"""

import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
import numpy as np
from lerobot.datasets.lerobot_dataset import LeRobotDataset

SIDE = 84


def main():
    folder, kind = sys.argv[1], sys.argv[2]
    episodes, steps, seed = (int(a) for a in sys.argv[3:6])
    rng = np.random.default_rng(seed)
    features = {
        "observation.state": {"dtype": "float32", "shape": (30,), "names": None},
        "action": {"dtype": "float32", "shape": (7,), "names": None},
        "observation.images.front": {
            "dtype": kind,
            "shape": (SIDE, SIDE, 3),
            "names": ["height", "width", "channels"],
        },
    }
    data = LeRobotDataset.create("local/set", 20, features, root=folder, use_videos=kind == "video")
    rows, columns = np.mgrid[0:SIDE, 0:SIDE]
    for k in range(episodes):
        state = np.cumsum(rng.normal(scale=0.01, size=(steps, 30)), 0).astype("f4")
        for t in range(steps):
            picture = np.stack([columns + k, rows + t, np.full_like(rows, 96)], -1)
            y, x = (3 * t + k) % (SIDE - 12), (2 * t + 5 * k) % (SIDE - 12)
            picture[y : y + 12, x : x + 12] = (220, 40, 30)
            picture = picture + rng.integers(0, 4, picture.shape)
            data.add_frame(
                {
                    "observation.state": state[t],
                    "action": state[t, :7],
                    "observation.images.front": picture.astype("u1"),
                    "task": "push the square",
                }
            )
        data.save_episode()
    data.finalize()


main()
