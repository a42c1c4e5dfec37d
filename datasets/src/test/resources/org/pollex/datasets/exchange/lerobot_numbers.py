"""Prints what LeRobot's own library reads from a data set: one JSON object, floats exact.

Usage: lerobot_numbers.py FOLDER. Needs lerobot 0.4.4 (codebase version v3.0).
"""
import json
import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"
import torch
from lerobot.datasets.lerobot_dataset import LeRobotDataset

data = LeRobotDataset("local/set", root=sys.argv[1])
columns = {}
for i in range(len(data)):
    for key, value in data[i].items():
        if key in data.meta.camera_keys:
            value = (value * 255).round().to(torch.uint8).permute(1, 2, 0)
        columns.setdefault(key, []).append(value.tolist() if hasattr(value, "tolist") else value)
lengths = [e["length"] for e in data.meta.episodes]
json.dump({"fps": data.fps, "lengths": lengths, "columns": columns}, sys.stdout)
