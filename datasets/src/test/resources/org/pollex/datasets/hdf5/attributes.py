"""write FILE: a file with attributes of every kind where other tools put them. dump FILE: what h5py sees."""

import json
import sys

import h5py
import numpy as np


def plain(value):
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, np.ndarray):
        return [plain(v) for v in value]
    return value


def dump(path):
    found = {}
    with h5py.File(path, "r") as file:
        def visit(name, node):
            for key, value in node.attrs.items():
                found[name + "@" + key] = plain(value)
        visit("", file)
        file.visititems(visit)
    return found


if sys.argv[1] == "write":
    differing = int(sys.argv[3])
    with h5py.File(sys.argv[2], "w") as file:
        file.attrs["date"] = "2024-01-0%d" % differing
        file.attrs["collector"] = "Zoë"
        data = file.create_group("data")
        data.attrs["total"] = 5
        data.attrs["env_args"] = json.dumps(
            {"env_name": "Lift", "type": 1, "env_kwargs": {"hz": 20}, "env_lang": "lift it", "env_version": "1.%d" % differing}
        )
        data.attrs["repository_version"] = "1.4"
        demo = data.create_group("demo_0")
        demo.attrs["num_samples"] = 5
        demo.attrs["model_file"] = "<mujoco/>"
        demo.attrs["operator_id"] = 7
        demo.attrs["gain"] = 0.25
        demo.attrs["half"] = np.float32(0.1)
        demo.attrs["bounds"] = np.array([[1, 2], [3, 4]])
        demo.attrs["offsets"] = np.array([1.5, -2.5], dtype="f4")
        demo.attrs["counts"] = np.array([3, 4], dtype="i2")
        demo.attrs["tags"] = np.array(["a", "bcd", ""], dtype="S3")
        demo.create_dataset("actions", data=np.zeros((5, 7)))
        obs = demo.create_group("obs")
        obs.attrs["cameras"] = "agentview"
        pose = obs.create_dataset("pose", data=np.zeros((5, 7)))
        pose.attrs["sensor"] = "vicon"
        pose.attrs["unit"] = "m"
        file.create_group("notes").attrs["who"] = "me"
        mask = file.create_group("mask")
        mask.create_dataset("train", data=np.array(["demo_0"], dtype="S8")).attrs["ratio"] = 0.9
print(json.dumps(dump(sys.argv[2])))
