"""Lets LeRobot write the left arm of two_arms.py's recording, for the lint's proof.

usage: lerobot_arm.py arms.hdf5 FOLDER EPISODES

Needs lerobot 0.4.4, h5py, numpy. No pictures, float32, LeRobot's own names and stamps.
"""

import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
import h5py
from lerobot.datasets.lerobot_dataset import LeRobotDataset

STREAMS = ("qpos", "ee_pos", "ee_quat", "tcp_pos", "gripper")
JOINTS = 7


def main():
    source, folder, episodes = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with h5py.File(source) as file:
        demos = [file["data"]["demo_%d" % k] for k in range(episodes)]
        widths = {n: demos[0]["obs/left_" + n].shape[1] for n in STREAMS}
        features = {
            "observation." + n: {"dtype": "float32", "shape": (w,), "names": None} for n, w in widths.items()
        }
        features["action"] = {"dtype": "float32", "shape": (JOINTS,), "names": None}
        data = LeRobotDataset.create("local/arm", 20, features, root=folder, use_videos=False)
        for k, demo in enumerate(demos):
            rows = {"observation." + n: demo["obs/left_" + n][:].astype("f4") for n in STREAMS}
            rows["action"] = demo["actions"][:, :JOINTS].astype("f4")
            for t in range(len(rows["action"])):
                data.add_frame({key: values[t] for key, values in rows.items()} | {"task": "reach the points"})
            data.save_episode()
        data.finalize()


main()
