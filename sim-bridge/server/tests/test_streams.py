"""Streams mean what their specs say; clouds show what one camera sees."""

import numpy as np
import pytest
from client import array, condition, draw, named
from pollex.sim.v1 import types_pb2

FREE = "ee_pos ee_quat tcp_pos gripper command_pos arm_qpos".split()
ALL = [*FREE, *"state39 goal object_poses expert_action info integration_state prev_obs".split()]
CLOUD = ["cloud_points", "cloud_labels", "object_poses", "cloud_viewpoint"]
FREE_OBJECTS = "push-v3 pick-place-v3 sweep-v3 push-back-v3 hand-insert-v3 soccer-v3".split()


def test_shapes_and_relations(server, stub):
    pool = server.pool(["coffee-push-v3", "stick-pull-v3"], 2, step=ALL, reset=ALL)
    specs = {spec.name: spec for spec in pool.spec.streams}
    first = named(pool.reset(draw(stub, ["coffee-push-v3", "stick-pull-v3"])).streams)
    action = np.array([[1, 0, 0, -1], [0, -1, 0.5, 1]], "f4")
    for streams in (first, named(pool.step(action).streams)):
        assert list(streams) == ALL
        for name, value in streams.items():
            assert value.shape == (2, *specs[name].shape)
            assert np.isfinite(value[:, [0, 2]] if name == "object_poses" else value).all()
        state = streams["state39"]
        assert (streams["ee_pos"] == state[:, :3]).all()
        assert (streams["gripper"][:, 0] == state[:, 3]).all()
        assert (streams["prev_obs"] == state[:, :18]).all()
        assert np.allclose(np.linalg.norm(streams["ee_quat"], axis=1), 1)
        assert (streams["goal"] == streams["object_poses"][:, 2, :3]).all()
    after = named(pool.step(np.zeros((2, 4))).streams)
    assert np.allclose(
        after["command_pos"], first["command_pos"] + action[:, :3] * np.float32(0.01)
    )
    assert (first["info"] == 0).all()
    pool.close()


def test_a_hidden_goal_stays_hidden(server, stub):
    (start,) = draw(stub, ["push-v3"])
    streams = ["state39", "expert_action"]
    open_, masked = (
        server.pool(["push-v3"], 1, step=streams, reset=streams, hide_goal=hide)
        for hide in (False, True)
    )
    seen = [named(pool.reset([start]).streams) for pool in (open_, masked)]
    for _ in range(30):
        assert (seen[1]["state39"][:, 36:] == 0).all() and (seen[0]["state39"][:, 36:] != 0).any()
        assert (seen[0]["state39"][:, :36] == seen[1]["state39"][:, :36]).all()
        assert (seen[0]["expert_action"] == seen[1]["expert_action"]).all()
        action = seen[0]["expert_action"].clip(-1, 1)
        seen = [named(pool.step(action).streams) for pool in (open_, masked)]
    open_.close(), masked.close()


@pytest.fixture(scope="module")
def clouds(server, tasks, conditions):
    """Per task: points, labels, object poses."""
    pool = server.pool(list(tasks), len(tasks), workers=2, step=[], reset=CLOUD)
    assert len(pool.spec.cloud_cameras) == 1
    reply = named(pool.reset(conditions).streams)
    pool.close()
    return {task: [reply[name][i] for name in CLOUD] for i, task in enumerate(tasks)}


def test_every_task_has_a_cloud(clouds, tasks):
    for task, (points, labels, *_) in clouds.items():
        padding = np.isnan(points).any(1)
        assert (padding == (labels == 0)).all(), task
        target = np.isin(labels, (1, 3)).sum()
        assert target >= 60, (task, target)
        assert (labels == 2).any() == bool(tasks[task].goal_body), task
        assert (labels == 3).any() == (tasks[task].moved_body != tasks[task].target_body), task


def test_the_viewpoint_is_where_the_declared_camera_stands(server, stub):
    pool = server.pool(["door-open-v3"], 1, step=[], reset=["cloud_viewpoint"])
    declared = pool.spec.cloud_cameras[0].x_wc
    viewpoint = named(pool.reset(draw(stub, ["door-open-v3"])).streams)["cloud_viewpoint"]
    assert viewpoint[0].tolist() == [declared.x, declared.y, declared.z]
    pool.close()
    hand = types_pb2.CameraSpec(name="hand", model_camera="gripperPOV", width=160, height=120)
    riding = server.pool(["door-open-v3"], 1, step=[], reset=CLOUD, cloud={"cameras": [hand]})
    seen = named(riding.reset(draw(stub, ["door-open-v3"])).streams)["cloud_viewpoint"][0]
    assert np.isfinite(seen).all() and seen.tolist() != viewpoint[0].tolist()
    riding.close()


def test_centroids_are_near_the_pose_oracle(clouds):
    for task in FREE_OBJECTS:
        points, labels, poses, _ = clouds[task]
        centroid = points[labels == 1].mean(0)
        assert np.linalg.norm(centroid[:2] - poses[0, :2]) < 0.02, task


def test_clouds_do_not_show_the_goal_marker(server):
    pool = server.pool(["push-v3"], 2, step=[], reset=CLOUD[:2])
    starts = [condition("push-v3", [0.0, 0.6, 0.02, x, 0.85, 0.015]) for x in (-0.1, 0.1)]
    points, labels = named(pool.reset(starts).streams).values()
    assert points[0].tobytes() == points[1].tobytes() and (labels[0] == labels[1]).all()
    pool.close()


def test_a_camera_of_ones_own(server, tasks, stub):
    (start,) = draw(stub, ["door-open-v3"])
    above = types_pb2.CameraSpec(
        name="above",
        x_wc=types_pb2.Pose(x=0, y=0.6, z=1.5, qw=1),
        fovy_degrees=60,
        width=200,
        height=200,
    )
    second = types_pb2.CameraSpec(name="corner", model_camera="corner", width=160, height=120)
    alone = {"cameras": [above], "max_points": 8192}
    one = server.pool(["door-open-v3"], 1, step=[], reset=CLOUD, cloud=alone)
    two = {"cameras": [above, second], "max_points": 8192}
    both = server.pool(["door-open-v3"], 1, step=[], reset=CLOUD, cloud=two)
    points, labels, _, viewpoint = (a[0] for a in named(one.reset([start]).streams).values())
    assert viewpoint.tolist() == [0, 0.6, 1.5]
    _, fused, _, nowhere = (a[0] for a in named(both.reset([start]).streams).values())
    assert np.isnan(nowhere).all()
    assert (fused > 0).sum() > (labels > 0).sum() > 100
    visible = points[labels > 0]
    assert np.abs(visible[:, 0] / (1.5 - visible[:, 2])).max() < np.tan(np.radians(30)) + 0.01
    described = {s.name: s.description for s in both.spec.streams}
    assert "fused from 2 views" in described["cloud_points"]
    assert "fused" not in {s.name: s.description for s in one.spec.streams}["cloud_points"]
    one.close(), both.close()


@pytest.mark.parametrize("task", ["drawer-open-v3", "button-press-v3", "pick-place-v3"])
def test_experts_succeed(server, stub, task):
    pool = server.pool([task], 4, workers=2, step=["expert_action"], reset=["expert_action"])
    actions = named(pool.reset(draw(stub, [task], count=4, seed=2)).streams)["expert_action"]
    won = np.zeros(4, bool)
    for _ in range(200):
        reply = pool.step(actions.clip(-1, 1))
        actions = named(reply.streams)["expert_action"]
        won |= array(reply.success).astype(bool)
        if won.all():
            break
    assert won.all()
    pool.close()
