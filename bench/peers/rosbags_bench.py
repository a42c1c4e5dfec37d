"""rosbags on JointState messages of 7 joints: make|measure FOLDER MESSAGES; messages a CPU second as JSON."""

import json
import pathlib
import shutil
import sys
import time

import numpy as np
from rosbags.rosbag1 import Reader as Reader1
from rosbags.rosbag1 import Writer as Writer1
from rosbags.rosbag2 import Reader, StoragePlugin, Writer
from rosbags.typesys import Stores, get_typestore

MODE, FOLDER, MESSAGES = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
ROS2, ROS1 = get_typestore(Stores.ROS2_JAZZY), get_typestore(Stores.ROS1_NOETIC)
TYPE = "sensor_msgs/msg/JointState"
NAMES = [f"joint{i}" for i in range(7)]
Q = np.random.default_rng(0).normal(size=(1000, 7))


def message(store, i):
    header = store.types["std_msgs/msg/Header"]
    stamp = store.types["builtin_interfaces/msg/Time"](i // 1000, i % 1000 * 1000000)
    q = Q[i % 1000]
    first = (i,) if store is ROS1 else ()
    return store.types[TYPE](header(*first, stamp, "base"), NAMES, q, q, q)


def write(path, plugin):
    shutil.rmtree(path, ignore_errors=True)
    with Writer(path, version=9, storage_plugin=plugin) as out:
        topic = out.add_connection("/joint_states", TYPE, typestore=ROS2)
        for i in range(MESSAGES):
            out.write(topic, i * 1000000, ROS2.serialize_cdr(message(ROS2, i), TYPE))


def write1(path):
    path.unlink(missing_ok=True)
    with Writer1(path) as out:
        topic = out.add_connection("/joint_states", TYPE, typestore=ROS1)
        for i in range(MESSAGES):
            out.write(topic, i * 1000000 + 10**9, ROS1.serialize_ros1(message(ROS1, i), TYPE))


def read(path):
    with Reader(path) as bag:
        assert MESSAGES == sum(ROS2.deserialize_cdr(d, c.msgtype) is not None for c, _, d in bag.messages())


def read1(path):
    with Reader1(path) as bag:
        assert MESSAGES == sum(ROS1.deserialize_ros1(d, c.msgtype) is not None for c, _, d in bag.messages())


def rate(work, *arguments):
    begin = time.process_time()
    work(*arguments)
    return MESSAGES / (time.process_time() - begin)


if MODE == "make":
    write(FOLDER / "sqlite", StoragePlugin.SQLITE3)
    write1(FOLDER / "peer.bag")
    print("{}")
else:
    print(
        json.dumps(
            {
                "mcap_write": rate(write, FOLDER / "mcap", StoragePlugin.MCAP),
                "mcap_read": rate(read, FOLDER / "mcap"),
                "sqlite_read": rate(read, FOLDER / "sqlite"),
                "ros1_read": rate(read1, FOLDER / "peer.bag"),
            }
        )
    )
