"""RGB, depth and label images through OpenGL, where it works.

The GL back end is chosen at the first image, not at import: a worker that never renders needs none.
A context holds meshes and textures of one scene; it is kept for the environments of that scene.
"""

import importlib
import os
from collections import OrderedDict

import mujoco
import numpy as np

from ..errors import precondition
from .cloud import Camera
from .scene import Scene

HINT = "install the Debian package libosmesa6 (software rendering), or a GPU driver with EGL"
CONTEXTS = 4
_contexts: OrderedDict = OrderedDict()
_chosen: str | None = None


def gl_backend() -> dict:
    """{"name": "egl" or "osmesa" or "", "hint": what to install if there is none}."""
    global _chosen
    if _chosen is None:
        asked = os.environ.get("POLLEX_SIM_GL")
        for name in [asked] if asked else ["egl", "osmesa"]:
            try:
                os.environ["PYOPENGL_PLATFORM"] = name
                context = _module(name).GLContext(16, 16)
                context.make_current()
                context.free()
                _chosen = name
                break
            except Exception:
                _forget_opengl()
        else:
            _chosen = ""
    return {"name": _chosen, "hint": "" if _chosen else HINT}


def _module(name: str):
    return importlib.import_module(f"mujoco.{name}")


def _forget_opengl() -> None:
    """PyOpenGL fixes its platform at import; another try needs a fresh import."""
    import sys

    for name in [n for n in sys.modules if n == "OpenGL" or n.startswith("OpenGL.")]:
        del sys.modules[name]
    for name in ("mujoco.egl", "mujoco.osmesa", "mujoco.egl.egl_ext"):
        sys.modules.pop(name, None)


class _Context:
    def __init__(self, model: mujoco.MjModel, width: int, height: int):
        model.vis.global_.offwidth, model.vis.global_.offheight = width, height
        self.gl = _module(_chosen).GLContext(width, height)
        self.gl.make_current()
        self.mjr = mujoco.MjrContext(model, mujoco.mjtFontScale.mjFONTSCALE_100.value)
        mujoco.mjr_setBuffer(mujoco.mjtFramebuffer.mjFB_OFFSCREEN.value, self.mjr)

    def free(self) -> None:
        self.gl.make_current()
        self.mjr.free()
        self.gl.free()


def _context(episode, width: int, height: int) -> _Context:
    key = (episode.env.fullpath, width, height)
    if key not in _contexts:
        while len(_contexts) >= CONTEXTS:
            _contexts.popitem(last=False)[1].free()
        _contexts[key] = _Context(episode.model, width, height)
    _contexts.move_to_end(key)
    _contexts[key].gl.make_current()
    return _contexts[key]


def render(episode, request: dict):
    """Yields (description, pixel bytes) per camera and channel of ``request``."""
    backend = gl_backend()
    if not backend["name"]:
        raise precondition(f"no OpenGL here, so nothing can be rendered: {backend['hint']}")
    episode.refresh()
    for spec in request["cameras"]:
        width, height = spec["width"], spec["height"]
        camera = Camera.of(spec, episode.model, episode.scratch)
        context = _context(episode, width, height)
        view = _scene_view(episode, camera, height, request)
        for channel in request["channels"]:
            pixels = _draw(episode.scene, context, view, width, height, channel, episode.model)
            if request["rotate_180"]:
                pixels = np.ascontiguousarray(pixels[::-1, ::-1])
            yield _describe(spec, camera, channel, request["rotate_180"]), pixels.tobytes()


def _scene_view(episode, camera: Camera, height: int, request: dict) -> mujoco.MjvScene:
    option = mujoco.MjvOption()
    if not request["markers"]:
        option.sitegroup[:] = 0
    view = mujoco.MjvScene(episode.model, maxgeom=2000)
    view.flags[mujoco.mjtRndFlag.mjRND_SHADOW] = request["shadows"]
    view.flags[mujoco.mjtRndFlag.mjRND_REFLECTION] = request["shadows"]
    data, free = episode.scratch, mujoco.MjvCamera()
    mujoco.mjv_updateScene(
        episode.model,
        data,
        option,
        None,
        free,
        mujoco.mjtCatBit.mjCAT_ALL.value,
        view,
    )
    near = episode.model.vis.map.znear * episode.model.stat.extent
    top = near * (height / 2) / camera.focal
    for eye in view.camera:
        eye.pos = camera.position
        eye.forward = -camera.rotation[:, 2]
        eye.up = camera.rotation[:, 1]
        eye.frustum_center = 0
        eye.frustum_bottom, eye.frustum_top = -top, top
        eye.frustum_near = near
        eye.frustum_far = episode.model.vis.map.zfar * episode.model.stat.extent
    return view


def _draw(scene: Scene, context, view, width, height, channel, model) -> np.ndarray:
    rectangle = mujoco.MjrRect(0, 0, width, height)
    segmenting = channel == "SEGMENTATION"
    view.flags[mujoco.mjtRndFlag.mjRND_SEGMENT] = segmenting
    view.flags[mujoco.mjtRndFlag.mjRND_IDCOLOR] = segmenting
    mujoco.mjr_render(rectangle, view, context.mjr)
    if channel == "DEPTH":
        depth = np.empty((height, width), np.float32)
        mujoco.mjr_readPixels(None, depth, rectangle, context.mjr)
        near = model.vis.map.znear * model.stat.extent
        far = model.vis.map.zfar * model.stat.extent
        return np.flipud(near / (1 - depth * (1 - near / far))).astype(np.float32)
    pixels = np.empty((height, width, 3), np.uint8)
    mujoco.mjr_readPixels(pixels, None, rectangle, context.mjr)
    pixels = np.ascontiguousarray(np.flipud(pixels))
    return _labels(scene, view, pixels) if segmenting else pixels


def _labels(scene: Scene, view, pixels: np.ndarray) -> np.ndarray:
    """Labels of the cloud from the colours by which MuJoCo numbers what it drew."""
    drawn = np.zeros(view.ngeom + 1, np.uint8)
    for index in range(view.ngeom):
        geom = view.geoms[index]
        if geom.objtype == mujoco.mjtObj.mjOBJ_GEOM and geom.segid >= 0:
            drawn[geom.segid + 1] = scene.labels[geom.objid]
    wide = pixels.astype(np.uint32)
    numbers = wide[..., 0] | wide[..., 1] << 8 | wide[..., 2] << 16
    return drawn[np.minimum(numbers, view.ngeom)]


def _describe(spec: dict, camera: Camera, channel: str, rotated: bool) -> dict:
    centre_x, centre_y = (camera.width - 1) / 2, (camera.height - 1) / 2
    rotation = camera.rotation * (np.array((-1, -1, 1)) if rotated else 1)
    quaternion = np.empty(4)
    mujoco.mju_mat2Quat(quaternion, rotation.ravel())
    return {
        "camera": spec["name"],
        "channel": channel,
        "shape": [camera.height, camera.width] + [3] * (channel == "RGB"),
        "k": [camera.focal, 0, centre_x, 0, camera.focal, centre_y, 0, 0, 1],
        "pose": [*camera.position.tolist(), *quaternion.tolist()],
        "rotated_180": rotated,
    }
