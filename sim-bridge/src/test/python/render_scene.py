"""Writes what MuJoCo's own Python renderer sees of a scene, as raw RGB, rows from the top.

render_scene.py MJCF CAMERA WIDTH HEIGHT; the environment variable MUJOCO_GL chooses the OpenGL.
"""

import sys

import mujoco

model = mujoco.MjModel.from_xml_path(sys.argv[1])
data = mujoco.MjData(model)
mujoco.mj_forward(model, data)
option = mujoco.MjvOption()
option.sitegroup[:] = 0
with mujoco.Renderer(model, height=int(sys.argv[4]), width=int(sys.argv[3])) as renderer:
    renderer.update_scene(data, camera=sys.argv[2], scene_option=option)
    sys.stdout.buffer.write(renderer.render().tobytes())
