"""Errors that become gRPC statuses: what was given, what is allowed, what to do next."""

import difflib
from typing import Iterable

import grpc


class SimError(Exception):
    """A refusal with its gRPC status code."""

    def __init__(self, code: grpc.StatusCode, message: str):
        super().__init__(message)
        self.code = code
        self.message = message


def invalid(message: str, allowed: Iterable[str] = ()) -> SimError:
    """INVALID_ARGUMENT that lists what is allowed, nearest names first when there are many."""
    names = list(allowed)
    if names:
        wrong = message.split("'")[1] if message.count("'") >= 2 else ""
        near = difflib.get_close_matches(wrong, names, 3)
        message += "; nearest: " + ", ".join(near) if near and len(names) > 12 else ""
        if not near or len(names) <= 12:
            message += "; allowed: " + ", ".join(names)
    return SimError(grpc.StatusCode.INVALID_ARGUMENT, message)


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
