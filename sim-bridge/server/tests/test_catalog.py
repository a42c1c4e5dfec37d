"""The catalogue agrees with the package and with the compiled scenes."""

import grpc
import numpy as np
import pytest
from client import Server, array, draw
from grpc_health.v1 import health_pb2, health_pb2_grpc
from pollex.sim.v1 import catalog_pb2, step_pb2

FIXTURES = (
    "button-press button-press-topdown button-press-topdown-wall button-press-wall coffee-button"
    " dial-turn door-close door-lock door-open door-unlock drawer-close drawer-open faucet-close"
    " faucet-open handle-press handle-press-side handle-pull handle-pull-side lever-pull"
    " window-close window-open"
).split()
# Tasks whose goal no visible geometry shows.
UNSEEN = (
    "coffee-pull hand-insert pick-out-of-hole pick-place pick-place-wall plate-slide-back"
    " plate-slide-back-side push push-back push-wall reach reach-wall"
).split()


def test_fifty_tasks_in_the_official_order(tasks):
    assert len(tasks) == 50
    assert [t.index for t in tasks.values()] == list(range(50))
    assert list(tasks)[:2] == ["assembly-v3", "basketball-v3"] and list(tasks)[43] == "reach-v3"
    assert all(t.instruction and t.description and t.success_predicate for t in tasks.values())
    assert len({t.instruction for t in tasks.values()}) == 50
    assert len({t.scene_hash for t in tasks.values()}) >= 36


def test_kinds(tasks):
    assert {t.task_id[:-3] for t in tasks.values() if t.fixture_task} == set(FIXTURES)
    hidden = {t.task_id[:-3] for t in tasks.values() if not t.goal_visible_in_scene}
    assert set(UNSEEN) <= hidden


def test_limits(tasks):
    lows = {t.task_id: (t.command_low[1], t.command_low[2]) for t in tasks.values()}
    assert lows["reach-v3"] == (0.4, 0.05) and lows["door-lock-v3"][1] == -0.15
    assert lows["bin-picking-v3"][1] == 0.07 and lows["stick-pull-v3"][0] == 0.35
    for task in tasks.values():
        assert task.horizon == 500 and task.action.rate_hz == 80
        assert list(task.action.scale) == [0.01, 0.01, 0.01, 1.0]
        assert len(task.parameters.names) == len(task.parameters.low) == len(task.parameters.high)


def test_benchmarks(stub, tasks, refused):
    mt10 = stub.ListTasks(catalog_pb2.ListTasksRequest(benchmark="MT10")).tasks
    assert len(mt10) == 10
    places = {b.benchmark: b.index for t in mt10 for b in t.benchmarks if t.task_id == "reach-v3"}
    assert places["MT10"] == 0 and places["MT50"] == 43
    with refused("INVALID_ARGUMENT", "MT9", "MT10"):
        stub.ListTasks(catalog_pb2.ListTasksRequest(benchmark="MT9"))
    with refused("INVALID_ARGUMENT", "push-v2", "push-v3"):
        stub.ListTasks(catalog_pb2.ListTasksRequest(task_ids=["push-v2"]))


def test_server_info(stub):
    ask = catalog_pb2.GetServerInfoRequest(want_physics_fingerprint=True)
    info = stub.GetServerInfo(ask)
    assert info.api_version == "sim.v1" and info.packages["metaworld"] == "3.1.1"
    assert len(info.physics_fingerprint) == len(info.asset_hash) == 64
    assert stub.GetServerInfo(ask) == info
    assert bool(info.gl_backend) != bool(info.gl_hint)
    assert not stub.GetServerInfo(catalog_pb2.GetServerInfoRequest()).physics_fingerprint


def test_health(server):
    health = health_pb2_grpc.HealthStub(server.channel)
    for name in ("", "pollex.sim.v1.Simulation"):
        reply = health.Check(health_pb2.HealthCheckRequest(service=name))
        assert reply.status == health_pb2.HealthCheckResponse.SERVING


def test_images(server, stub, refused):
    """Where OpenGL works: what is drawn agrees with the camera."""
    pool = server.pool(["drawer-open-v3"], 1)
    pool.reset(draw(stub, ["drawer-open-v3"]))
    request = step_pb2.RenderRequest(
        pool_id=pool.pool_id,
        cameras=[{"name": "c", "model_camera": "corner4", "width": 160, "height": 120}],
        channels=["RGB", "DEPTH", "SEGMENTATION"],
    )
    if not stub.GetServerInfo(catalog_pb2.GetServerInfoRequest()).gl_backend:
        pytest.skip("no OpenGL here")
    rgb, depth, labels = (array(image.pixels) for image in stub.Render(request).images)
    assert rgb.shape == (120, 160, 3) and rgb.std() > 10
    assert 0.1 < np.median(depth) < 3
    assert {1, 3} <= set(np.unique(labels))
    request.rotate_180 = True
    turned = stub.Render(request).images
    assert (array(turned[0].pixels) == rgb[::-1, ::-1]).all() and turned[0].rotated_180
    with refused("INVALID_ARGUMENT", "corner5", "corner4"):
        request.cameras[0].model_camera = "corner5"
        stub.Render(request)
    pool.close()


def test_images_without_opengl_are_refused(tmp_path, monkeypatch, refused):
    monkeypatch.setenv("POLLEX_SIM_GL", "none")
    server = Server(tmp_path)
    info = server.stub.GetServerInfo(catalog_pb2.GetServerInfoRequest())
    assert not info.gl_backend and "libosmesa6" in info.gl_hint
    pool = server.pool(["drawer-open-v3"], 1)
    pool.reset(draw(server.stub, ["drawer-open-v3"]))
    with refused("FAILED_PRECONDITION", "no OpenGL", "libosmesa6"):
        camera = {"name": "c", "model_camera": "corner4", "width": 16, "height": 16}
        asked = step_pb2.RenderRequest(pool_id=pool.pool_id, cameras=[camera], channels=["RGB"])
        server.stub.Render(asked)
    pool.step(np.zeros((1, 4)))
    server.close()


def test_nothing_listens_beyond_this_machine(server):
    assert server.ready["address"].startswith("unix:")
    assert server.ready["api"] == "sim.v1" and isinstance(grpc.__version__, str)
