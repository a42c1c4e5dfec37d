"""Writes a Meta-World scene as a C program can load it: metaworld_model.py TASK MODEL STATE.

MODEL gets the compiled model in MuJoCo's binary format, with the edits that a reset makes; STATE the
doubles of mj_getState(mjSTATE_INTEGRATION) after a reset.
"""

import sys

import mujoco
import numpy
from metaworld.env_dict import ALL_V3_ENVIRONMENTS_GOAL_OBSERVABLE

task, model, state = sys.argv[1:]
environment = ALL_V3_ENVIRONMENTS_GOAL_OBSERVABLE[f"{task}-goal-observable"](seed=42)
environment.reset()
mujoco.mj_saveModel(environment.model, model)
kind = mujoco.mjtState.mjSTATE_INTEGRATION
numbers = numpy.empty(mujoco.mj_stateSize(environment.model, kind))
mujoco.mj_getState(environment.model, environment.data, numbers, kind)
numbers.astype("<f8").tofile(state)
