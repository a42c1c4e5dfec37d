"""Reads a file with robomimic's own SequenceDataset and compares every window with h5py's values."""

import json
import sys

import h5py
import numpy as np
import robomimic
import robomimic.utils.obs_utils as obs_utils
from robomimic.utils.dataset import SequenceDataset

path, keys = sys.argv[1], sys.argv[2].split(",")
obs_utils.initialize_obs_utils_with_obs_specs({"obs": {"low_dim": keys}})
windows = 0
with h5py.File(path, "r") as file:
    for cache in (None, "low_dim"):
        for mask in (None, sys.argv[3]):
            dataset = SequenceDataset(
                hdf5_path=path,
                obs_keys=keys,
                dataset_keys=["actions", "rewards", "dones"],
                frame_stack=2,
                seq_length=16,
                pad_frame_stack=True,
                pad_seq_length=True,
                hdf5_cache_mode=cache,
                load_next_obs=False,
                filter_by_attribute=mask,
                hdf5_use_swmr=False,
            )
            at = 0
            for name in dataset.demos:
                demo = file["data/" + name]
                steps = int(demo.attrs["num_samples"])
                for t in range(steps):
                    window = dataset[at]
                    at += 1
                    rows = np.clip(np.arange(t - 1, t + 16), 0, steps - 1)
                    assert np.array_equal(window["actions"], demo["actions"][()][rows], equal_nan=True), (name, t)
                    for key in keys:
                        expected = demo["obs/" + key][()][rows]
                        assert np.array_equal(window["obs"][key], expected, equal_nan=True), (name, t, key)
                    windows += 1
            assert at == len(dataset)
    environment = json.loads(file["data"].attrs["env_args"])
print(json.dumps({"windows": windows, "version": robomimic.__version__, "env": environment["env_name"]}))
