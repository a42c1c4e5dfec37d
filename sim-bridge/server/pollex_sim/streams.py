"""The named streams of the Meta-World back end."""

from dataclasses import dataclass

from pollex.sim.v1 import types_pb2 as t

from .errors import invalid

DTYPES = {"<f4": t.DTYPE_F32, "<f8": t.DTYPE_F64, "|u1": t.DTYPE_U8}


@dataclass(frozen=True)
class Stream:
    """``shape`` is for one slot; "S" and "P" stand for the pool's state size and cloud size."""

    name: str
    dtype: str
    shape: tuple
    unit: str
    frame: str
    privilege: int
    description: str
    quaternion: int = t.QUATERNION_ORDER_NONE
    reset_only: bool = False
    elements: tuple[str, ...] = ()


_FREE, _GOAL, _SECRET = t.PRIVILEGE_NONE, t.PRIVILEGE_GOAL, t.PRIVILEGE_SIMULATOR
_XYZ = ("x", "y", "z")
_INFO = (
    "success",
    "near_object",
    "grasp_success",
    "grasp_reward",
    "in_place_reward",
    "obj_to_target",
    "unscaled_reward",
)
_JOINTS = tuple(f"right_j{i}" for i in range(7))

STREAMS = {
    stream.name: stream
    for stream in (
        Stream(
            "state39",
            "<f8",
            (39,),
            "mixed",
            "world",
            _SECRET,
            "the benchmark's own observation",
            t.QUATERNION_ORDER_MIXED,
        ),
        Stream("ee_pos", "<f8", (3,), "m", "world", _FREE, "body hand", elements=_XYZ),
        Stream(
            "ee_quat",
            "<f8",
            (4,),
            "1",
            "world",
            _FREE,
            "orientation of body hand",
            t.QUATERNION_ORDER_WXYZ,
            elements=("w", *_XYZ),
        ),
        Stream(
            "tcp_pos",
            "<f8",
            (3,),
            "m",
            "world",
            _FREE,
            "midpoint of the finger tips",
            elements=_XYZ,
        ),
        Stream(
            "gripper", "<f8", (1,), "1", "", _FREE, "finger distance / 0.1 m: 1 open, 0.29 closed"
        ),
        Stream(
            "command_pos",
            "<f8",
            (3,),
            "m",
            "world",
            _FREE,
            "commanded hand position",
            elements=_XYZ,
        ),
        Stream("arm_qpos", "<f8", (7,), "rad", "", _FREE, "arm joints", elements=_JOINTS),
        Stream("goal", "<f8", (3,), "m", "world", _GOAL, "goal point", elements=_XYZ),
        Stream(
            "object_poses",
            "<f8",
            (3, 7),
            "m m m 1 1 1 1",
            "world",
            _SECRET,
            "moved part, goal fixture (NaN if the task has none), goal point",
            t.QUATERNION_ORDER_WXYZ,
            elements=(*_XYZ, "qw", "qx", "qy", "qz"),
        ),
        Stream(
            "expert_action",
            "<f4",
            (4,),
            "1",
            "",
            _SECRET,
            "what the scripted expert would do now, not clipped; it always sees the goal",
            elements=("dx", "dy", "dz", "gripper"),
        ),
        Stream(
            "info", "<f8", (7,), "mixed", "", _SECRET, "reward terms; 0 at reset", elements=_INFO
        ),
        Stream(
            "integration_state",
            "<f8",
            ("S",),
            "mixed",
            "",
            _SECRET,
            "MuJoCo's mjSTATE_INTEGRATION, zero-padded to the longest of the pool's tasks",
        ),
        Stream(
            "prev_obs",
            "<f8",
            (18,),
            "mixed",
            "world",
            _SECRET,
            "frame that the next state39 stacks",
        ),
        Stream(
            "cloud_points",
            "<f4",
            ("P", 3),
            "m",
            "world",
            _FREE,
            "points that the declared cameras see, NaN-padded",
            reset_only=True,
            elements=_XYZ,
        ),
        Stream(
            "cloud_labels",
            "|u1",
            ("P",),
            "1",
            "",
            _FREE,
            "per point: 0 padding, 1 target object, 2 goal fixture, 3 moved part's own geometry",
            reset_only=True,
        ),
        Stream(
            "cloud_viewpoint",
            "<f8",
            (3,),
            "m",
            "world",
            _FREE,
            "optical centre of the declared camera that sees the cloud; NaN if it has several",
            reset_only=True,
            elements=_XYZ,
        ),
    )
}


def choose(names, phase: str, hide_goal: bool) -> list[Stream]:
    """The streams of these names in this order, or INVALID_ARGUMENT that lists the valid ones."""
    allowed = [
        name
        for name, stream in STREAMS.items()
        if not (stream.reset_only and phase == "step") and not (hide_goal and name == "goal")
    ]
    for name in names:
        if name not in allowed:
            raise invalid(f"no stream '{name}' at {phase}", allowed)
    if len(set(names)) < len(names):
        raise invalid(f"{phase}_streams names a stream twice: {', '.join(names)}")
    return [STREAMS[name] for name in names]


def shape_of(stream: Stream, state_size: int, cloud_points: int) -> tuple[int, ...]:
    sizes = {"S": state_size, "P": cloud_points}
    return tuple(sizes.get(length, length) for length in stream.shape)


def spec_of(stream: Stream, shape: tuple[int, ...], cameras: int) -> t.StreamSpec:
    fused = f" (fused from {cameras} views)" if stream.reset_only and cameras > 1 else ""
    return t.StreamSpec(
        name=stream.name,
        dtype=DTYPES[stream.dtype],
        shape=shape,
        unit=stream.unit,
        frame=stream.frame,
        quaternion_order=stream.quaternion,
        privilege=stream.privilege,
        reset_only=stream.reset_only,
        description=stream.description + fused,
        element_names=stream.elements,
    )
