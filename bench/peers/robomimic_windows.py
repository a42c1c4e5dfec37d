"""Shuffled training windows with robomimic's SequenceDataset and torch's DataLoader, timed.

    robomimic_windows.py CACHE FILE BATCHES low|image

CACHE is "none", "low_dim" or "all" (hdf5_cache_mode). frame_stack 2 and seq_length 16; robomimic
gives every observation for all 17 steps. Prints one JSON object: windows, wall seconds, CPU
seconds, and the process's largest resident memory in MB.
"""

import contextlib
import itertools
import json
import os
import resource
import sys
import time

import robomimic.utils.obs_utils as obs_utils
import torch
from robomimic.utils.dataset import SequenceDataset

LOW = ["joint_pos", "eef_pos", "eef_quat", "gripper", "object"]
BATCH = 64


def main():
    cache, path, batches, kind = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    cameras = ["agentview_image"] if kind == "image" else []
    torch.set_num_threads(1)
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        obs_utils.initialize_obs_utils_with_obs_specs([{"obs": {"low_dim": LOW, "rgb": cameras}}])
        data = SequenceDataset(
            path,
            obs_keys=LOW + cameras,
            dataset_keys=["actions"],
            frame_stack=2,
            seq_length=16,
            load_next_obs=False,
            hdf5_cache_mode=None if cache == "none" else cache,
            hdf5_use_swmr=False,
        )
        loader = torch.utils.data.DataLoader(data, batch_size=BATCH, shuffle=True, drop_last=True)
        for _ in itertools.islice(loader, 2):
            pass
        wall, cpu = time.perf_counter(), time.process_time()
        count = sum(1 for _ in itertools.islice(loader, batches)) * BATCH
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        json.dumps(
            {"windows": count, "seconds": wall, "cpu_seconds": cpu, "resident_mb": resident}
        )
    )


main()
