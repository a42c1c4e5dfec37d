"""Random training windows with LeRobot's own library, timed.

    lerobot_windows.py FOLDER none|0|2 WINDOWS

2 observations and 16 actions a window (delta_timestamps). "none" indexes the data set, a number is that of torch's
DataLoader's workers, batches of 16. Prints one JSON object: windows, wall seconds, CPU seconds of all its processes.
"""

import contextlib
import itertools
import json
import os
import random
import sys
import time

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
from lerobot.datasets.lerobot_dataset import LeRobotDataset

BATCH = 16


def cpu():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main():
    folder, workers, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    torch.set_num_threads(1)
    fps = 20
    stamps = {
        "observation.state": [-1 / fps, 0],
        "observation.images.front": [-1 / fps, 0],
        "action": [i / fps for i in range(16)],
    }
    with contextlib.redirect_stdout(sys.stderr):
        data = LeRobotDataset("local/set", root=folder, delta_timestamps=stamps)
        if workers == "none":
            rng = random.Random(0)
            for _ in range(5):
                data[rng.randrange(len(data))]
            begin, used = time.perf_counter(), cpu()
            for _ in range(count):
                data[rng.randrange(len(data))]
        else:
            # Nothing is decoded before the workers are forked: an open decoder would break them.
            loader = torch.utils.data.DataLoader(
                data, batch_size=BATCH, shuffle=True, num_workers=int(workers), drop_last=True
            )
            count = min(count // BATCH, len(loader) - 2)
            batches = iter(loader)
            next(batches)
            begin, used = time.perf_counter(), cpu()
            for _ in itertools.islice(batches, count):
                pass
            count *= BATCH
        seconds = time.perf_counter() - begin
        del data
        if workers != "none":
            del batches, loader
    print(json.dumps({"windows": count, "seconds": seconds, "cpu_seconds": cpu() - used}))


main()
