"""A real ROS 2 node for the tests of interoperability: rclpy on Fast DDS.

Usage: rclpy_peer.py DOMAIN. Says READY on standard output, then answers one command a line with one
line of JSON, until its standard input ends.
"""

import json
import os
import sys
import threading
import time

os.environ["ROS_DOMAIN_ID"] = sys.argv[1]
os.environ["ROS_LOG_DIR"] = os.environ.get("TMPDIR", "/tmp")

import rclpy  # noqa: E402
from rcl_interfaces.srv import GetParameters, SetParameters  # noqa: E402
from rcl_interfaces.msg import Parameter, ParameterType, ParameterValue  # noqa: E402
from rclpy.action import ActionClient, ActionServer, CancelResponse  # noqa: E402
from rclpy.callback_groups import ReentrantCallbackGroup  # noqa: E402
from rclpy.executors import MultiThreadedExecutor  # noqa: E402
from rclpy.qos import DurabilityPolicy, HistoryPolicy, QoSProfile, ReliabilityPolicy  # noqa: E402
from sensor_msgs.msg import Image, JointState  # noqa: E402
from std_msgs.msg import String  # noqa: E402
from std_srvs.srv import SetBool  # noqa: E402
from test_msgs.action import Fibonacci  # noqa: E402

rclpy.init()
node = rclpy.create_node("peer", namespace="/py")
group = ReentrantCallbackGroup()
reliable = QoSProfile(depth=100)
latched = QoSProfile(depth=1, durability=DurabilityPolicy.TRANSIENT_LOCAL)
everything = QoSProfile(depth=0, history=HistoryPolicy.KEEP_ALL)
seen = {"images": 0, "bytes": 0, "latched": [], "joints": 0, "lost": 0, "best_effort": 0}
last_joint = [None]


def on_string(message):
    out_string.publish(String(data="echo " + message.data))


def on_joints(message):
    seen["joints"] += 1
    number = int(message.position[0])
    if last_joint[0] is not None and number != last_joint[0] + 1:
        seen["lost"] += number - last_joint[0] - 1
    last_joint[0] = number
    out_joints.publish(message)


def on_image(message):
    seen["images"] += 1
    seen["bytes"] += len(message.data)


def on_switch(request, response):
    response.success = request.data
    response.message = "py " + str(request.data)
    return response


def fibonacci(goal):
    sequence = [0, 1]
    for i in range(1, goal.request.order):
        if goal.is_cancel_requested:
            goal.canceled()
            return Fibonacci.Result(sequence=sequence)
        sequence.append(sequence[i] + sequence[i - 1])
        goal.publish_feedback(Fibonacci.Feedback(sequence=sequence))
        time.sleep(0.01)
    goal.succeed()
    return Fibonacci.Result(sequence=sequence)


out_string = node.create_publisher(String, "/from_py", reliable)
out_joints = node.create_publisher(JointState, "/joints_back", everything)
node.create_subscription(String, "/to_py", on_string, reliable, callback_group=group)
node.create_subscription(JointState, "/joints", on_joints, everything)
node.create_subscription(Image, "/images", on_image, reliable)
node.create_subscription(
    JointState,
    "/joints_best_effort",
    lambda m: seen.__setitem__("best_effort", seen["best_effort"] + 1),
    QoSProfile(depth=100, reliability=ReliabilityPolicy.BEST_EFFORT),
)
node.create_publisher(String, "/latched_from_py", latched).publish(String(data="kept by py"))
node.create_service(SetBool, "/py_switch", on_switch)
ActionServer(
    node,
    Fibonacci,
    "/py_fibonacci",
    fibonacci,
    callback_group=group,
    cancel_callback=lambda goal: CancelResponse.ACCEPT,
)
node.declare_parameter("gain", 1.5)
images = node.create_publisher(Image, "/images_from_py", reliable)

executor = MultiThreadedExecutor(4)
executor.add_node(node)
threading.Thread(target=executor.spin, daemon=True).start()


def wait(future, seconds=10.0):
    end = time.time() + seconds
    while not future.done() and time.time() < end:
        time.sleep(0.002)
    return future.result()


def call(service_type, name, request):
    client = node.create_client(service_type, name)
    if not client.wait_for_service(10.0):
        return None
    return wait(client.call_async(request))


def command(words):
    if words[0] == "seen":
        return seen
    if words[0] == "latched":
        node.create_subscription(
            String, "/latched", lambda m: seen["latched"].append(m.data), latched
        )
        time.sleep(1.0)
        return seen["latched"]
    if words[0] == "call":
        client = node.create_client(SetBool, "/switch")
        if not client.wait_for_service(10.0):
            return None
        answers = []
        for i in range(int(words[1])):
            answer = wait(client.call_async(SetBool.Request(data=i % 2 == 0)))
            answers.append(answer is not None and answer.success == (i % 2 == 0))
        return sum(answers)
    if words[0] == "fibonacci":
        client = ActionClient(node, Fibonacci, "/fibonacci")
        if not client.wait_for_server(10.0):
            return None
        feedback = []
        goal = wait(
            client.send_goal_async(
                Fibonacci.Goal(order=int(words[1])),
                feedback_callback=lambda f: feedback.append(len(f.feedback.sequence)),
            )
        )
        if not goal.accepted:
            return "refused"
        if words[2] == "cancel":
            wait(goal.cancel_goal_async())
        result = wait(goal.get_result_async())
        return [result.status, list(result.result.sequence)[-1], len(feedback)]
    if words[0] == "parameters":
        value = call(GetParameters, "/pollex/get_parameters", GetParameters.Request(names=["rate"]))
        change = Parameter(
            name="rate",
            value=ParameterValue(type=ParameterType.PARAMETER_DOUBLE, double_value=7.5),
        )
        done = call(
            SetParameters, "/pollex/set_parameters", SetParameters.Request(parameters=[change])
        )
        return [value.values[0].double_value, done.results[0].successful]
    if words[0] == "graph":
        return {
            "nodes": sorted(
                ns.rstrip("/") + "/" + n for n, ns in node.get_node_names_and_namespaces()
            ),
            "publishers": sorted(
                t for t, _ in node.get_publisher_names_and_types_by_node("pollex", "/")
            ),
            "services": sorted(
                s for s, _ in node.get_service_names_and_types_by_node("pollex", "/")
            ),
            "hash": str(node.get_publishers_info_by_topic("/joints")[0].topic_type_hash),
        }
    if words[0] == "images":
        payload = bytes(int(words[1]))
        for _ in range(int(words[2])):
            images.publish(Image(data=payload, height=1, width=len(payload), step=len(payload)))
            time.sleep(1 / 30)
        return int(words[2])
    return "unknown"


print("READY", flush=True)
for line in sys.stdin:
    print(json.dumps(command(line.split())), flush=True)
os._exit(0)
