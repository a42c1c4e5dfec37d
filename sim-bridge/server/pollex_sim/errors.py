"""Errors that become gRPC statuses: what was given, what is allowed, what to do next."""

import difflib
from collections.abc import Iterable

import grpc

# A list up to this length is given whole.
FEW = 20


class SimError(Exception):
    """A refusal with its gRPC status code."""

    def __init__(self, code: grpc.StatusCode, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


def invalid(message: str, allowed: Iterable[str] = ()) -> SimError:
    """INVALID_ARGUMENT that lists what is allowed, or of a long list what is nearest."""
    names = list(allowed)
    quoted = message.split("'")
    if len(names) > FEW and len(quoted) > 2:
        near = difflib.get_close_matches(quoted[1], names, 3)
        names = near or names
        message += "; nearest: " if near else "; allowed: "
    elif names:
        message += "; allowed: "
    return SimError(grpc.StatusCode.INVALID_ARGUMENT, message + ", ".join(names))


def precondition(message: str) -> SimError:
    return SimError(grpc.StatusCode.FAILED_PRECONDITION, message)


def not_found(message: str) -> SimError:
    return SimError(grpc.StatusCode.NOT_FOUND, message)


def exhausted(message: str) -> SimError:
    return SimError(grpc.StatusCode.RESOURCE_EXHAUSTED, message)


def unavailable(message: str) -> SimError:
    return SimError(grpc.StatusCode.UNAVAILABLE, message)


def aborted(message: str) -> SimError:
    return SimError(grpc.StatusCode.ABORTED, message)
