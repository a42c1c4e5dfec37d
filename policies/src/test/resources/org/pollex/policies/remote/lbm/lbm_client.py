"""lbm_eval's interface from its description, independent of the project's .proto.

lbm_client.py encode SEED: a random request of a step, as hex.
lbm_client.py drive TARGET: two clients that step in turn; prints a JSON object of what they got.
"""
import json
import random
import sys
import uuid

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

PACKAGE = "lbm_policy_interface"
SCALARS = {"double": 1, "float": 2, "int32": 5, "bool": 8, "string": 9, "bytes": 12, "uint32": 13}
# name: fields as number name type; * stands for repeated.
MESSAGES = {
    "GetPolicyMetadataRequest": "1 client_identifier string",
    "GetPolicyMetadataResponse": "1 success bool, 2 policy_metadata PolicyMetadata",
    "PolicyResetRequest": "1 client_identifier string, 2 seed uint32",
    "PolicyResetResponse": "1 success bool",
    "PolicyStepRequest": "1 client_identifier string, 2 observation MultiarmObservation",
    "PolicyStepResponse": "1 success bool, 2 action PosesAndGrippers",
    "PolicyMetadata": "1 name string, 2 skill_type string, 3 checkpoint_path string,"
    " 4 git_repo string, 5 git_sha string, 6 raw_policy_config string,"
    " 7 is_language_conditioned bool",
    "MultiarmObservation": "1 robot PosesAndGrippersActualAndDesired, 2 visuo *CameraImageSet,"
    " 3 version double, 4 use_language_instruction bool, 5 language_instruction string",
    "PosesAndGrippersActualAndDesired": "1 actual PosesAndGrippers, 2 desired PosesAndGrippers,"
    " 3 version double",
    "PosesAndGrippers": "1 pose_status *RobotPoseStatus, 2 gripper_status *RobotGripperStatus,"
    " 3 timestamp_data Time, 4 timestamp_sent Time, 5 timestamp_received Time",
    "RobotPoseStatus": "1 robot_name string, 2 pose RigidTransform, 3 wrench *double,"
    " 4 external_wrench *double, 5 joint_position *double, 6 joint_velocity *double,"
    " 7 joint_torque *double, 8 joint_torque_external *double",
    "RobotGripperStatus": "1 gripper_name string, 2 gripper_position double",
    "RigidTransform": "1 translation *double, 2 rotation *double",
    "CameraImageSet": "1 camera_serial string, 2 has_rgb bool, 3 has_depth bool, 4 has_label bool,"
    " 5 camera_rgb CameraImage, 6 camera_depth CameraImage, 7 camera_label CameraImage",
    "CameraImage": "1 image Image, 2 info CameraInfo, 3 pose RigidTransform",
    "CameraInfo": "1 height int32, 2 width int32, 3 distortion_model string, 4 k *float,"
    " 5 header Header",
    "Image": "1 height int32, 2 width int32, 3 channels int32, 4 data bytes, 5 dtype ImageDtype,"
    " 6 compression ImageCompression",
    "Header": "1 stamp Time",
    "Time": "1 sec int32, 2 nanosec uint32",
}
ENUMS = {
    "ImageDtype": ["DTYPE_UINT8", "DTYPE_INT8", "DTYPE_UINT16", "DTYPE_INT16"],
    "ImageCompression": ["C_NONE", "C_JPG", "C_PNG"],
}


def classes():
    file = descriptor_pb2.FileDescriptorProto(name="lbm.proto", package=PACKAGE, syntax="proto3")
    for name, values in ENUMS.items():
        enum = file.enum_type.add(name=name)
        for number, value in enumerate(values):
            enum.value.add(name=value, number=number)
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for field in fields.split(", "):
            number, field_name, kind = field.split()
            repeated = kind.startswith("*")
            kind = kind.lstrip("*")
            added = message.field.add(
                name=field_name, number=int(number), label=3 if repeated else 1
            )
            if kind in SCALARS:
                added.type = SCALARS[kind]
            else:
                added.type = 14 if kind in ENUMS else 11
                added.type_name = f".{PACKAGE}.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {
        name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{PACKAGE}.{name}"))
        for name in MESSAGES
    }


M = classes()


def random_message(cls, rng, depth=0):
    message = cls()
    for field in cls.DESCRIPTOR.fields:
        if rng.random() < 0.2:
            continue
        repeated = field.is_repeated
        values = [random_value(field, rng, depth) for _ in range(rng.randint(1, 3))]
        if field.message_type is not None:
            if repeated:
                getattr(message, field.name).extend(values)
            else:
                getattr(message, field.name).CopyFrom(values[0])
        elif repeated:
            getattr(message, field.name).extend(values)
        else:
            setattr(message, field.name, values[0])
    return message


def random_value(field, rng, depth):
    if field.message_type is not None:
        return random_message(M[field.message_type.name], rng, depth + 1)
    if field.enum_type is not None:
        return rng.randrange(len(ENUMS[field.enum_type.name]))
    return {
        "double": lambda: rng.choice([rng.gauss(0, 1), -0.0, 1e300]),
        "float": lambda: float(rng.randint(-9, 9)) / 8,
        "int32": lambda: rng.choice([-1, 0, 480, 2**31 - 1]),
        "uint32": lambda: rng.choice([0, 7, 2**32 - 1]),
        "bool": lambda: rng.random() < 0.5,
        "string": lambda: rng.choice(["", "right::panda", "öffne die Tür"]),
        "bytes": lambda: rng.randbytes(rng.randint(0, 40)),
    }[{v: k for k, v in SCALARS.items()}[field.type]]()


def observation(x, told):
    message = M["MultiarmObservation"](
        version=20241212, use_language_instruction=bool(told), language_instruction=told
    )
    for part in (message.robot.actual, message.robot.desired):
        for side, y in (("left", 0.3), ("right", -0.3)):
            pose = part.pose_status.add(robot_name=f"{side}::panda").pose
            pose.translation.extend([x, y, 0.4])
            pose.rotation.extend([1, 0, 0, 0, -1, 0, 0, 0, -1])
            part.gripper_status.add(gripper_name=f"{side}::panda_hand", gripper_position=0.1)
    for name in ("scene_right_0", "wrist_left_plus"):
        camera = message.visuo.add(camera_serial=name, has_rgb=True)
        camera.camera_rgb.image.height, camera.camera_rgb.image.width = 48, 64
        camera.camera_rgb.image.channels = 3
        camera.camera_rgb.image.data = bytes(48 * 64 * 3)
    return message


def numbers(action):
    return [
        [s.robot_name, *s.pose.translation, *s.pose.rotation] for s in action.pose_status
    ] + [[g.gripper_name, g.gripper_position] for g in action.gripper_status]


def drive(target):
    import grpc

    def call(service, method, request, reply):
        # A channel of its own for each call, as lbm_eval does.
        bound = 30 << 20
        options = [("grpc.max_send_message_length", bound), ("grpc.max_receive_message_length", bound)]
        with grpc.insecure_channel(target, options=options) as channel:
            return channel.unary_unary(
                f"/{PACKAGE}.{service}/{method}",
                request_serializer=lambda m: m.SerializeToString(),
                response_deserializer=M[reply].FromString,
            )(request, wait_for_ready=True, timeout=20)

    def reset(client, seed):
        request = M["PolicyResetRequest"](client_identifier=client, seed=seed)
        return call("PolicyResetService", "PolicyReset", request, "PolicyResetResponse").success

    def step(client, x, told=""):
        request = M["PolicyStepRequest"](client_identifier=client, observation=observation(x, told))
        return call("PolicyStepService", "PolicyStep", request, "PolicyStepResponse")

    first, second, third = (str(uuid.UUID(int=i)) for i in (1, 2, 3))
    metadata = call(
        "GetPolicyMetadataService",
        "GetPolicyMetadata",
        M["GetPolicyMetadataRequest"](client_identifier=first),
        "GetPolicyMetadataResponse",
    )
    result = {"name": metadata.policy_metadata.name, "metadata": metadata.success}
    result["never_reset"] = step(third, 0.1).success
    result["resets"] = [reset(first, 5), reset(second, 9), reset(third, 2**32 - 1)]
    turns = {first: [], second: []}
    for i in range(12):
        for client in (first, second):
            turns[client].append(numbers(step(client, 0.01 * i).action))
    result["first"], result["second"] = turns[first], turns[second]
    reset(first, 9)
    result["again"] = [numbers(step(first, 0.01 * i).action) for i in range(12)]
    empty = M["PolicyStepRequest"](client_identifier=first)
    result["empty"] = call("PolicyStepService", "PolicyStep", empty, "PolicyStepResponse").success
    print(json.dumps(result))


if sys.argv[1] == "encode":
    print(random_message(M["PolicyStepRequest"], random.Random(int(sys.argv[2]))).SerializeToString().hex())
else:
    drive(sys.argv[2])
