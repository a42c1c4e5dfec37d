"""CycloneDDS with ROS 2's names, for the tests of interoperability.

Usage: cyclone_peer.py DOMAIN. Says READY on standard output, then answers one command a line with
one line of JSON, until its standard input ends.
"""

import json
import os
import sys
import threading
import time
from dataclasses import dataclass

os.environ.setdefault(
    "CYCLONEDDS_URI",
    "<CycloneDDS><Domain><General><Interfaces>"
    '<NetworkInterface name="lo" multicast="true"/>'
    "</Interfaces></General></Domain></CycloneDDS>",
)

from cyclonedds.core import Policy, Qos  # noqa: E402
from cyclonedds.domain import DomainParticipant  # noqa: E402
from cyclonedds.idl import IdlStruct  # noqa: E402
from cyclonedds.idl.annotations import final  # noqa: E402
from cyclonedds.idl.types import float64, int32, int64, sequence, uint8, uint32, uint64  # noqa: E402
from cyclonedds.pub import DataWriter  # noqa: E402
from cyclonedds.sub import DataReader  # noqa: E402
from cyclonedds.topic import Topic  # noqa: E402
from cyclonedds.util import duration  # noqa: E402


@dataclass
@final
class Time_(IdlStruct, typename="builtin_interfaces::msg::dds_::Time_"):
    sec: int32
    nanosec: uint32


@dataclass
@final
class Header_(IdlStruct, typename="std_msgs::msg::dds_::Header_"):
    stamp: Time_
    frame_id: str


@dataclass
@final
class JointState_(IdlStruct, typename="sensor_msgs::msg::dds_::JointState_"):
    header: Header_
    name: sequence[str]
    position: sequence[float64]
    velocity: sequence[float64]
    effort: sequence[float64]


@dataclass
@final
class String_(IdlStruct, typename="std_msgs::msg::dds_::String_"):
    data: str


@dataclass
@final
class Image_(IdlStruct, typename="sensor_msgs::msg::dds_::Image_"):
    header: Header_
    height: uint32
    width: uint32
    encoding: str
    is_bigendian: uint8
    step: uint32
    data: sequence[uint8]


# rmw_cyclonedds puts the client's number and the request's in front of each.
@dataclass
@final
class Request_(IdlStruct, typename="std_srvs::srv::dds_::SetBool_Request_"):
    client: uint64
    number: int64
    data: bool


@dataclass
@final
class Response_(IdlStruct, typename="std_srvs::srv::dds_::SetBool_Response_"):
    client: uint64
    number: int64
    success: bool
    message: str


domain = DomainParticipant(int(sys.argv[1]))
reliable = Qos(Policy.Reliability.Reliable(duration(seconds=1)), Policy.History.KeepLast(100))
everything = Qos(Policy.Reliability.Reliable(duration(seconds=10)), Policy.History.KeepAll)
best_effort = Qos(Policy.Reliability.BestEffort, Policy.History.KeepLast(100))
latched = Qos(
    Policy.Reliability.Reliable(duration(seconds=1)),
    Policy.Durability.TransientLocal,
    Policy.History.KeepLast(1),
)


def writer(name, kind, qos):
    return DataWriter(domain, Topic(domain, name, kind), qos=qos)


def reader(name, kind, qos):
    return DataReader(domain, Topic(domain, name, kind), qos=qos)


seen = {"joints": 0, "lost": 0, "best_effort": 0, "images": 0}
joints_in = reader("rt/joints", JointState_, everything)
joints_out = writer("rt/joints_back", JointState_, everything)
fast_in = reader("rt/joints_best_effort", JointState_, best_effort)
images_in = reader("rt/images", Image_, reliable)
images_out = writer("rt/images_from_cyclone", Image_, reliable)
requests = reader("rq/cyclone_switchRequest", Request_, reliable)
replies = writer("rr/cyclone_switchReply", Response_, reliable)
latched_out = writer("rt/latched_from_cyclone", String_, latched)
latched_out.write(String_(data="kept by cyclone"))
modest = writer("rt/modest", String_, best_effort)


def samples(source):
    return [s for s in source.take(1000) if s.sample_info.valid_data]


def serve():
    last = None
    while True:
        for sample in samples(joints_in):
            number = int(sample.position[0])
            seen["joints"] += 1
            if last is not None and number != last + 1:
                seen["lost"] += 1
            last = number
            joints_out.write(sample)
        seen["best_effort"] += len(samples(fast_in))
        seen["images"] += len(samples(images_in))
        for request in samples(requests):
            replies.write(
                Response_(
                    client=request.client,
                    number=request.number,
                    success=request.data,
                    message="cyclone",
                )
            )
        time.sleep(0.0005)


threading.Thread(target=serve, daemon=True).start()


def command(words):
    if words[0] == "seen":
        return seen
    if words[0] == "latched":
        late = reader("rt/latched", String_, latched)
        time.sleep(1.0)
        return [s.data for s in samples(late)]
    if words[0] == "call":
        asks = writer("rq/switchRequest", Request_, reliable)
        answers = reader("rr/switchReply", Response_, reliable)
        time.sleep(1.0)
        good = 0
        for i in range(int(words[1])):
            asks.write(Request_(client=77, number=i + 1, data=i % 2 == 0))
            end = time.time() + 2
            answer = None
            while answer is None and time.time() < end:
                answer = next((a for a in samples(answers) if a.number == i + 1), None)
                time.sleep(0.0002)
            good += answer is not None and answer.client == 77 and answer.success == (i % 2 == 0)
        return good
    if words[0] == "images":
        header = Header_(stamp=Time_(sec=0, nanosec=0), frame_id="")
        image = Image_(header, 1, 1, "", 0, 1, [7] * int(words[1]))
        for _ in range(int(words[2])):
            images_out.write(image)
            time.sleep(1 / 30)
        return int(words[2])
    return "unknown"


print("READY", flush=True)
for line in sys.stdin:
    print(json.dumps(command(line.split())), flush=True)
os._exit(0)
