"""Prints what LeRobot's own library reads from the videos of a data set: the SHA-256 of each episode's pixels.

Usage: lerobot_pixels.py FOLDER. Needs lerobot 0.4.4 and torchcodec with a system FFmpeg.
"""
import hashlib
import json
import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"
import torch
from lerobot.datasets.lerobot_dataset import LeRobotDataset

data = LeRobotDataset("local/set", root=sys.argv[1])
digests = {}
at = 0
for episode in data.meta.episodes:
    hashes = {key: hashlib.sha256() for key in data.meta.camera_keys}
    for i in range(at, at + episode["length"]):
        item = data[i]
        for key, digest in hashes.items():
            digest.update((item[key] * 255).round().to(torch.uint8).permute(1, 2, 0).numpy().tobytes())
    at += episode["length"]
    for key, digest in hashes.items():
        digests.setdefault(key, []).append(digest.hexdigest())
json.dump(digests, sys.stdout)
