"""Camera descriptions: checked here, resolved by the worker that has the model."""

import math

from pollex.sim.v1 import types_pb2

from .errors import exhausted, invalid
from .limits import LIMITS

MODEL_CAMERAS = (
    "topview",
    "corner",
    "corner2",
    "corner3",
    "corner4",
    "behindGripper",
    "gripperPOV",
)


def look_at(position, target) -> list[float]:
    """Pose x, y, z, qw, qx, qy, qz of a camera at ``position`` that looks at ``target``, z up."""
    back = _unit([p - t for p, t in zip(position, target, strict=True)])
    right = _unit([-back[1], back[0], 0.0])
    up = _cross(back, right)
    (a, b, c), (d, e, f), (g, h, i) = zip(right, up, back, strict=True)
    w = math.sqrt(max(0.0, 1 + a + e + i)) / 2
    x = math.copysign(math.sqrt(max(0.0, 1 + a - e - i)) / 2, h - f)
    y = math.copysign(math.sqrt(max(0.0, 1 - a + e - i)) / 2, c - g)
    z = math.copysign(math.sqrt(max(0.0, 1 - a - e + i)) / 2, d - b)
    return [*position, w, x, y, z]


def _unit(v):
    length = math.sqrt(sum(x * x for x in v))
    return [x / length for x in v]


def _cross(a, b):
    return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]


# Beside the robot's shoulder, about one metre from the middle of the workspace, tilted down by 40
# degrees: sees the fronts that face the robot, their right sides and tops.
DEFAULT = {
    "name": "cloud",
    "model_camera": "",
    "pose": look_at((0.45, 0.0, 0.75), (0.0, 0.68, 0.08)),
    "fovy": 50.0,
    "width": 480,
    "height": 360,
}


def parse(spec) -> dict:
    """A plain description from a CameraSpec message."""
    if not spec.name:
        raise invalid("a camera without a name")
    if not 0 < spec.width * spec.height <= LIMITS["max_image_pixels"]:
        raise exhausted(
            f"camera {spec.name!r} with {spec.width} x {spec.height} pixels, "
            f"1 to {LIMITS['max_image_pixels']} pixels are allowed"
        )
    if spec.model_camera:
        if spec.model_camera not in MODEL_CAMERAS:
            raise invalid(f"unknown model camera '{spec.model_camera}'", MODEL_CAMERAS)
        pose = []
    else:
        pose = _pose(spec)
    return {
        "name": spec.name,
        "model_camera": spec.model_camera,
        "pose": pose,
        "fovy": spec.fovy_degrees,
        "width": spec.width,
        "height": spec.height,
    }


def _pose(spec) -> list[float]:
    p = spec.x_wc
    pose = [p.x, p.y, p.z, p.qw, p.qx, p.qy, p.qz]
    norm = math.sqrt(sum(q * q for q in pose[3:]))
    if not all(map(math.isfinite, pose)) or abs(norm - 1) > 1e-6:
        raise invalid(f"camera {spec.name!r} has no pose with a unit quaternion; norm is {norm:g}")
    if not 0 < spec.fovy_degrees < 180:
        raise invalid(
            f"camera {spec.name!r} has fovy {spec.fovy_degrees:g}, between 0 and 180 needed"
        )
    return pose


def message(camera: dict) -> types_pb2.CameraSpec:
    """The inverse of ``parse``."""
    names = ("x", "y", "z", "qw", "qx", "qy", "qz")
    pose = dict(zip(names, camera["pose"], strict=False))
    return types_pb2.CameraSpec(
        name=camera["name"],
        model_camera=camera["model_camera"],
        x_wc=types_pb2.Pose(**pose) if pose else None,
        fovy_degrees=camera["fovy"],
        width=camera["width"],
        height=camera["height"],
    )
