"""The stock Meta-World environments with less Python around the same arithmetic.

More than half of a stock ``env.step`` is Python overhead: name look-ups, ``hstack`` and ``split``
of three numbers, a SciPy object per quaternion, a Python object per contact. ``lean(cls)`` derives
a class whose ``advance`` does the same floating-point operations in the same order without it.
``tests/test_bit_exact.py`` compares all 50 tasks with the stock classes, bit by bit.

Two helpers are looked up by the environments in their modules, so ``install`` replaces them there,
once per worker process: ``reward_utils.tolerance`` and ``Rotation``.
"""

import math
import sys
from functools import cache

import mujoco
import numpy as np
from metaworld.sawyer_xyz_env import SawyerXYZEnv
from metaworld.utils import reward_utils
from scipy.spatial.transform import Rotation

from .models import load_model

INFO_KEYS = (
    "success",
    "near_object",
    "grasp_success",
    "grasp_reward",
    "in_place_reward",
    "obj_to_target",
    "unscaled_reward",
)


class NamedData(mujoco.MjData):
    """MjData that keeps the view of each name; a view points into the same memory for life."""

    def __init__(self, model):
        super().__init__(model)
        look_up = mujoco.MjData
        self.body = cache(lambda name: look_up.body(self, name))
        self.site = cache(lambda name: look_up.site(self, name))
        self.geom = cache(lambda name: look_up.geom(self, name))
        self.joint = cache(lambda name: look_up.joint(self, name))

    def forget(self) -> None:
        """Lets go of the views: they hold this object alive in a way that Python cannot see."""
        del self.body, self.site, self.geom, self.joint


class Lean:
    """Mixin that goes in front of a stock environment class."""

    # Whether compiled models are worth disk space: not for a process that looks at each task once.
    keep_models = True

    def _initialize_simulation(self):
        model = load_model(self.fullpath, self.keep_models)
        model.vis.global_.offwidth = self.width
        model.vis.global_.offheight = self.height
        data = NamedData(model)
        self._hand = data.body("hand").xpos
        self._claws = data.body("rightclaw").xpos, data.body("leftclaw").xpos
        self._tips = (
            data.site("rightEndEffector").xpos,
            data.site("leftEndEffector").xpos,
        )
        self._mocap_pos, self._mocap_quat = data.mocap_pos[0], data.mocap_quat[0]
        self._pads = data.geom("leftpad_geom").id, data.geom("rightpad_geom").id
        self._first_pass = False
        return model, data

    def prepare(self, goal_hidden: bool) -> None:
        """What set_task does besides the numbers, and the constants of the step."""
        self._set_task_called = True
        self._freeze_rand_vec = True
        self._partially_observable = goal_hidden
        self.__dict__.pop("sawyer_observation_space", None)
        space = self.sawyer_observation_space
        self._low, self._high = space.low, space.high

    def start(self, rand_vec: np.ndarray) -> np.ndarray:
        """Begins the episode that ``rand_vec`` fixes; returns the first observation [39]."""
        self._last_rand_vec = rand_vec
        self._first_pass = True
        observation, _ = self.reset()
        return observation

    def advance(self, action: np.ndarray) -> tuple[np.ndarray, float, dict]:
        """One control step with ``action`` f32 [4]; returns observation [39], reward, info."""
        if self.curr_path_length >= self.max_path_length:
            raise ValueError("the episode is over, reset it first")
        delta = action[:3].clip(-1, 1) * self.action_scale
        self._mocap_pos[:] = (self._mocap_pos + delta).clip(self.mocap_low, self.mocap_high)
        self._mocap_quat[:] = (1, 0, 1, 0)
        self.data.ctrl[:] = (action[3], -action[3])
        mujoco.mj_step(self.model, self.data, nstep=self.frame_skip)
        self.curr_path_length += 1
        for name, position in self._target_site_config:
            self.data.site(name).xpos = position[:3]
        mujoco.mj_forward(self.model, self.data)
        observation = self._get_obs().clip(self._low, self._high)
        self._last_stable_obs = observation
        reward, info = self.evaluate_state(observation, action)
        return observation, reward, info

    def reset_model(self):
        """Stock ``reset`` runs this twice; only the second pass decides, see ``_reset_hand``."""
        observation = super().reset_model()
        self._first_pass = False
        return observation

    def _reset_hand(self, steps: int = 50) -> None:
        """Drives the hand home, except in the first pass, whose motion mj_resetData undoes."""
        if self._first_pass:
            self.init_tcp = self.tcp_center
            return
        for _ in range(steps):
            self._mocap_pos[:] = self.hand_init_pos
            self._mocap_quat[:] = (1, 0, 1, 0)
            self.data.ctrl[:] = (-1, 1)
            mujoco.mj_step(self.model, self.data, nstep=self.frame_skip)
        self.init_tcp = self.tcp_center

    @property
    def tcp_center(self):
        return (self._tips[0] + self._tips[1]) / 2.0

    def get_endeff_pos(self):
        return self._hand

    def _get_curr_obs_combined_no_goal(self):
        frame = np.zeros(18)
        frame[:3] = self._hand
        apart = self._claws[0] - self._claws[1]
        frame[3] = min(max(math.sqrt(apart.dot(apart)) / 0.1, 0.0), 1.0)
        positions, quaternions = self._get_pos_objects(), self._get_quat_objects()
        if len(positions) == 3:
            frame[4:7] = positions
            frame[7:11] = quaternions
        else:
            frame[4:7], frame[11:14] = positions[:3], positions[3:]
            frame[7:11] = quaternions[:4]
            frame[14:18] = quaternions[4:]
        return frame

    def _get_obs(self):
        observation = np.empty(39)
        frame = self._get_curr_obs_combined_no_goal()
        observation[:18] = frame
        observation[18:36] = self._prev_obs
        observation[36:] = 0.0 if self._partially_observable else self._get_pos_goal()
        self._prev_obs = frame
        return observation

    def touching_object(self, object_geom_id):
        count = self.data.ncon
        if count == 0:
            return False
        geoms = self.data.contact.geom.tolist()
        left, right = (
            [i for i, pair in enumerate(geoms) if pad in pair and object_geom_id in pair]
            for pad in self._pads
        )
        if not left or not right:
            return False
        address, force = self.data.contact.efc_address, self.data.efc_force
        return bool(
            sum(force[address[i]] for i in left) > 0 and sum(force[address[i]] for i in right) > 0
        )


@cache
def lean(stock: type[SawyerXYZEnv]) -> type:
    return type(stock.__name__, (Lean, stock), {"__module__": __name__})


def _tolerance(
    x,
    bounds=(0.0, 0.0),
    margin=0.0,
    sigmoid="gaussian",
    value_at_margin=0.1,
    _stock=reward_utils.tolerance,
):
    """The stock function for one number and the sigmoid that nearly all rewards use."""
    lower, upper = bounds
    if not (sigmoid == "long_tail" and margin > 0 and lower <= upper and isinstance(x, float)):
        return _stock(x, bounds, margin, sigmoid, value_at_margin)
    if lower <= x <= upper:
        return 1.0
    distance = ((lower - x) if x < lower else (x - upper)) / margin
    return float(1 / ((distance * math.sqrt(1 / value_at_margin - 1)) ** 2 + 1))


class _Quaternion:
    """``Rotation.from_matrix(m).as_quat()`` for one matrix that is orthogonal already."""

    __slots__ = ("_xyzw",)

    def __init__(self, xyzw):
        self._xyzw = xyzw

    def as_quat(self):
        return self._xyzw

    @staticmethod
    def from_matrix(matrix):
        (a, b, c), (d, e, f), (g, h, i) = rows = matrix.tolist()
        if (
            max(abs(a * d + b * e + c * f), abs(a * g + b * h + c * i), abs(d * g + e * h + f * i))
            > 1e-13
        ):
            return Rotation.from_matrix(matrix)
        decision = (a, e, i, a + e + i)
        largest = max(range(4), key=decision.__getitem__)
        if largest == 3:
            q = [h - f, c - g, d - b, 1 + decision[3]]
        else:
            j, k = (largest + 1) % 3, (largest + 2) % 3
            q = [0.0] * 4
            q[largest] = 1 - decision[3] + 2 * rows[largest][largest]
            q[j] = rows[j][largest] + rows[largest][j]
            q[k] = rows[k][largest] + rows[largest][k]
            q[3] = rows[k][j] - rows[j][k]
        norm = math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3])
        return _Quaternion(np.array([q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm]))


def install() -> None:
    """Puts the fast helpers where the environments look for them, in this process only."""
    reward_utils.tolerance = _tolerance
    for name, module in list(sys.modules.items()):
        if name.startswith("metaworld.envs.") and getattr(module, "Rotation", None) is Rotation:
            module.Rotation = _Quaternion
