"""Segmented point clouds by ray casting: no OpenGL, only rays that can hit what is of interest.

What is seen is what a depth camera at the declared pose would see of the scene without robot and
markers: the first surface along the ray through each pixel centre.
"""

import math

import mujoco
import numpy as np

from .scene import (
    COLLISION_GROUP,
    LABEL_FIXTURE,
    LABEL_MOVED,
    LABEL_OTHER,
    LABEL_TARGET,
    Scene,
)

FAR = 10.0
TARGET_LABELS = (LABEL_TARGET, LABEL_MOVED)
LABELS = (LABEL_OTHER, LABEL_TARGET, LABEL_FIXTURE, LABEL_MOVED)
# Rays cast per camera and label group; beyond that only every second, third, ... pixel is cast.
RAY_BUDGET = 4000


class Camera:
    """A resolved pinhole camera: ``R_WC`` [3, 3], ``p_WC`` [3], looks along -z of C."""

    def __init__(self, rotation: np.ndarray, position: np.ndarray, fovy: float, width, height):
        self.rotation, self.position = rotation, position
        self.width, self.height = width, height
        self.focal = 0.5 * height / math.tan(math.radians(fovy) / 2)

    @staticmethod
    def of(spec: dict, model: mujoco.MjModel, data: mujoco.MjData) -> "Camera":
        """From a camera description (see ``cameras.py``); a model camera may ride on the robot."""
        if name := spec["model_camera"]:
            index = model.camera(name).id
            rotation, position = data.cam_xmat[index].reshape(3, 3), data.cam_xpos[index]
            fovy = float(model.cam_fovy[index])
        else:
            rotation = np.empty(9)
            mujoco.mju_quat2Mat(rotation, np.array(spec["pose"][3:]))
            rotation, position, fovy = (
                rotation.reshape(3, 3),
                np.array(spec["pose"][:3]),
                spec["fovy"],
            )
        return Camera(rotation.copy(), position.copy(), fovy, spec["width"], spec["height"])

    def directions(self, columns: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """Unit vectors in W through the centres of pixels, [n, 3]."""
        in_camera = np.empty((len(columns), 3))
        in_camera[:, 0] = (columns - (self.width - 1) / 2) / self.focal
        in_camera[:, 1] = ((self.height - 1) / 2 - rows) / self.focal
        in_camera[:, 2] = -1.0
        in_world = in_camera @ self.rotation.T
        return in_world / np.linalg.norm(in_world, axis=1, keepdims=True)

    def pixels_of_boxes(self, corners: np.ndarray) -> np.ndarray:
        """Mask [height, width] of pixels whose rays may hit a box; ``corners`` [n, 8, 3] in W."""
        mask = np.zeros((self.height, self.width), bool)
        in_camera = (corners - self.position) @ self.rotation
        depth = -in_camera[..., 2]
        if np.any(depth < 0.01):
            return np.ones_like(mask)
        columns = (self.width - 1) / 2 + self.focal * in_camera[..., 0] / depth
        rows = (self.height - 1) / 2 - self.focal * in_camera[..., 1] / depth
        edges = np.stack(
            [rows.min(1) - 1, rows.max(1) + 2, columns.min(1) - 1, columns.max(1) + 2], axis=1
        )
        for top, bottom, left, right in np.maximum(edges, 0).astype(int):
            mask[top:bottom, left:right] = True
        return mask


_SIGNS = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)])


def box_corners(model, data, geoms: np.ndarray) -> np.ndarray:
    """Corners [n, 8, 3] in W of the boxes that contain the geoms of a mask."""
    centre, half = model.geom_aabb[geoms, None, :3], model.geom_aabb[geoms, None, 3:]
    rotations = data.geom_xmat[geoms].reshape(-1, 3, 3)
    return (
        np.einsum("gij,gkj->gki", rotations, centre + half * _SIGNS) + data.geom_xpos[geoms, None]
    )


def cast(model, data, scene: Scene, cameras: list[Camera], whole: bool, points, labels) -> None:
    """Fills ``points`` f32 [P, 3] (world, metres, NaN-padded) and ``labels`` u8 [P].

    ``data`` must hold the kinematics of the state (``mj_kinematics``).
    """
    groups = [LABELS] if whole else [TARGET_LABELS, (LABEL_FIXTURE,)]
    clouds = [_cast_group(model, data, scene, cameras, group) for group in groups]
    points[:], labels[:] = np.nan, 0
    row = 0
    for seen, named in _shared(clouds, len(points)):
        points[row : row + len(seen)], labels[row : row + len(seen)] = seen, named
        row += len(seen)


def _shared(clouds, rows: int):
    """Thins the clouds out evenly so that together they fit; each keeps at least its fair share."""
    counts = [len(seen) for seen, _ in clouds]
    fair = rows // len(clouds)
    for index, (seen, named) in enumerate(clouds):
        others = sum(counts) - counts[index]
        quota = max(fair, rows - others)
        if len(seen) > quota:
            keep = np.linspace(0, len(seen) - 1, quota).round().astype(int)
            seen, named = seen[keep], named[keep]
        yield seen, named


def _cast_group(model, data, scene: Scene, cameras: list[Camera], group: tuple[int, ...]):
    """Points [n, 3] and labels [n] of all cameras whose label is in ``group``."""
    visible = (model.geom_group < COLLISION_GROUP) & ~scene.robot
    wanted = visible & np.isin(scene.labels, group)
    everything = LABEL_OTHER in group
    seen, named = [np.empty((0, 3))], [np.empty(0, np.uint8)]
    for camera in cameras:
        if everything:
            mask = np.ones((camera.height, camera.width), bool)
        else:
            mask = camera.pixels_of_boxes(box_corners(model, data, wanted))
        stride = max(1, math.ceil(math.sqrt(mask.sum() / RAY_BUDGET)))
        rows, columns = np.nonzero(mask[::stride, ::stride])
        if len(rows) == 0:
            continue
        directions = camera.directions(columns * stride, rows * stride)
        geoms, distances = np.full(len(rows), -1, np.int32), np.full(len(rows), -1.0)
        _multi_ray(model, data, scene.robot, camera.position, directions, geoms, distances)
        labels = scene.labels[geoms]
        keep = (geoms >= 0) & np.isin(labels, group)
        seen.append(camera.position + directions[keep] * distances[keep, None])
        named.append(labels[keep])
    return np.concatenate(seen), np.concatenate(named)


def _multi_ray(model, data, robot, origin, directions, geoms, distances) -> None:
    """Casts against visible geometry; the robot is moved to the skipped group meanwhile."""
    groups = model.geom_group.copy()
    model.geom_group[robot] = COLLISION_GROUP
    try:
        mujoco.mj_multiRay(
            m=model,
            d=data,
            pnt=origin,
            vec=directions.ravel(),
            geomgroup=np.array([1, 1, 1, 1, 0, 0], np.uint8),
            flg_static=1,
            bodyexclude=-1,
            geomid=geoms,
            dist=distances,
            nray=len(directions),
            cutoff=FAR,
        )
    finally:
        model.geom_group[:] = groups
