"""One slot's environment, and every stream that can be read from it.

The streams that are not part of the benchmark's own observation are read from a scratch copy of the
state when an episode begins, because the benchmark leaves some kinematics stale there (the window
of window-close by 0.2 m); after a step the live data is up to date.
"""

from functools import cached_property

import mujoco
import numpy as np
from metaworld.env_dict import ALL_V3_ENVIRONMENTS
from metaworld.policies import ENV_POLICY_MAP

from . import cloud
from .lean import INFO_KEYS, lean
from .scene import Scene
from .tasks import FACTS

STATE = mujoco.mjtState.mjSTATE_INTEGRATION


class Episode:
    """An environment of one task that lives through many episodes."""

    def __init__(self, task: str, reward_version: str, hide_goal: bool, state_size: int = 0):
        self.task = task
        self.env = lean(ALL_V3_ENVIRONMENTS[task])(reward_function_version=reward_version)
        self.env.prepare(hide_goal)
        self.model, self.data = self.env.model, self.env.data
        self.scene = Scene.of(self.model, FACTS[task])
        self.expert = ENV_POLICY_MAP[task]()
        self.horizon = self.env.max_path_length
        self.state39 = np.zeros(39)
        self.info: dict = {}
        self._kinematics = self.data
        hand = self.data.body("hand")
        self._ee_pos, self._ee_quat = hand.xpos, hand.xquat
        self._arm = [self.model.joint(f"right_j{i}").qposadr[0] for i in range(7)]
        size = mujoco.mj_stateSize(self.model, STATE)
        self._padded_state = np.zeros(max(size, state_size))
        self._state = self._padded_state[:size]
        self._warnings = self.data.warning.number
        self._no_warnings = bytes(self._warnings.nbytes)

    @cached_property
    def scratch(self) -> mujoco.MjData:
        return mujoco.MjData(self.model)

    def close(self) -> None:
        """Frees the memory of model and state, some 25 MB; the episode is of no use afterwards."""
        self.data.forget()

    def begin(self, rand_vec: np.ndarray) -> None:
        self.rand_vec = rand_vec
        self.state39 = self.env.start(rand_vec)
        self.info = {}
        self.refresh()

    def refresh(self) -> None:
        """Recomputes kinematics of the present state without touching the environment's own."""
        scratch = self.scratch
        scratch.qpos[:] = self.data.qpos
        scratch.mocap_pos[:] = self.data.mocap_pos
        scratch.mocap_quat[:] = self.data.mocap_quat
        mujoco.mj_kinematics(self.model, scratch)
        mujoco.mj_camlight(self.model, scratch)
        self._kinematics = scratch

    def step(self, action: np.ndarray) -> tuple[float, bool, bool]:
        """Steps with ``action`` f32 [4]; returns reward, truncated, success."""
        self._kinematics = self.data
        self.state39, reward, self.info = self.env.advance(action)
        return (
            float(reward),
            self.env.curr_path_length >= self.horizon,
            bool(self.info["success"]),
        )

    def warning(self) -> str | None:
        """What MuJoCo has warned of since the last reset, if anything."""
        if self._warnings.tobytes() == self._no_warnings:
            return None
        kinds = np.nonzero(self._warnings)[0]
        return "MuJoCo: " + ", ".join(mujoco.mjtWarning(int(k)).name[7:] for k in kinds)

    def read_state39(self):
        return self.state39

    def read_ee_pos(self):
        return self._ee_pos

    def read_ee_quat(self):
        return self._ee_quat

    def read_tcp_pos(self):
        return self.env.tcp_center

    def read_gripper(self):
        return self.state39[3]

    def read_command_pos(self):
        return self.env._mocap_pos

    def read_arm_qpos(self):
        return self.data.qpos[self._arm]

    def read_goal(self):
        return self.env._get_pos_goal()

    def read_object_poses(self):
        poses = np.full((3, 7), np.nan)
        data, scene = self._kinematics, self.scene
        poses[0, :3], poses[0, 3:] = data.xpos[scene.moved], data.xquat[scene.moved]
        if scene.fixture is not None:
            poses[1, :3], poses[1, 3:] = data.xpos[scene.fixture], data.xquat[scene.fixture]
        poses[2, :3], poses[2, 3:] = self.env._get_pos_goal(), (1, 0, 0, 0)
        return poses

    def read_expert_action(self):
        """What the scripted expert would do; it always sees the goal.

        It gets a copy, because some experts write into the observation that they are given.
        """
        observation = self.state39.copy()
        if self.env._partially_observable:
            observation[36:] = self.env._get_pos_goal()
            if self.env.curr_path_length:
                space = self.env.goal_space
                observation[36:] = observation[36:].clip(space.low, space.high)
        return self.expert.get_action(observation)

    def read_info(self):
        if not self.info:
            return 0.0
        return [float(self.info[key] or 0.0) for key in INFO_KEYS]

    def read_integration_state(self):
        """Zero-padded to the pool's longest state."""
        mujoco.mj_getState(self.model, self.data, self._state, STATE)
        return self._padded_state

    def read_prev_obs(self):
        return self.env._prev_obs

    def cast_cloud(self, spec: dict) -> dict[str, np.ndarray]:
        """The cloud streams by name; ``spec`` has cameras, points (rows), whole_scene."""
        self.refresh()
        cameras = [cloud.Camera.of(c, self.model, self.scratch) for c in spec["cameras"]]
        points = np.empty((spec["points"], 3), np.float32)
        labels = np.empty(spec["points"], np.uint8)
        cloud.cast(
            self.model, self.scratch, self.scene, cameras, spec["whole_scene"], points, labels
        )
        alone = cameras[0].position if len(cameras) == 1 else np.full(3, np.nan)
        return {"cloud_points": points, "cloud_labels": labels, "cloud_viewpoint": alone}
