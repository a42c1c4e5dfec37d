"""A policy of your own stack as an endpoint: python policy_endpoint.py PROTO_FOLDER PORT."""
import sys
from concurrent import futures

import grpc
import numpy as np

sys.path.append(sys.argv[1])  # policies/proto
messages, services = grpc.protos_and_services("pollex/policy/v1/policy.proto")


class Endpoint(services.PolicyHostServicer):
    def Describe(self, request, context):
        return messages.Description(name="towards-goal", streams=["ee_pos", "goal"])

    def Serve(self, turns, context):
        for turn in turns:
            reply = messages.TurnReply(number=turn.number)
            for seen in turn.observations:
                value = {s.name: np.frombuffer(s.data, s.dtype) for s in seen.streams}
                shift = np.clip(10 * (value["goal"] - value["ee_pos"]), -1, 1)
                action = np.append(shift, 0).astype("<f4")  # one step: x, y, z, gripper
                reply.decisions.add(session=seen.session, steps=1, actions=action.tobytes())
            for session in turn.ends:
                reply.notes.add(session=session, note=b'{"diagnostics": {"stack": "mine"}}')
            yield reply


server = grpc.server(futures.ThreadPoolExecutor(16))  # one thread for each session
services.add_PolicyHostServicer_to_server(Endpoint(), server)
print(server.add_insecure_port("127.0.0.1:" + sys.argv[2]), flush=True)
server.start()
server.wait_for_termination()
