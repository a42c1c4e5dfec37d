"""Frames between the front process and a worker over a socket pair: kind, JSON, raw bytes.

The big arrays do not travel here but lie in shared memory (``blocks.py``); a step is one short
frame each way. A closed end reads as EOFError: that is how each side notices the other's death.
"""

import json
import socket
import struct

_HEADER = struct.Struct("<BII")

# Requests. STEP carries binary arguments only; the others JSON.
STEP, RESET, SAVE, RENDER, CALL, OPEN = range(1, 7)
# Replies.
DONE, REFUSED, FAILED = 100, 101, 102


class Channel:
    def __init__(self, sock: socket.socket):
        self._sock = sock
        self._buffer = bytearray()
        self._timeout = 0

    def send(self, kind: int, meta=None, blob: bytes = b"") -> None:
        text = b"" if meta is None else json.dumps(meta).encode()
        self._sock.sendall(_HEADER.pack(kind, len(text), len(blob)) + text + blob)

    def receive(self, timeout: int = 0) -> tuple[int, dict | list | None, bytes]:
        """The next frame; EOFError when the other side is gone, OSError when it is silent too long.

        ``timeout`` in seconds, best the same at most calls; 0 = wait for ever.
        """
        self._limit(timeout)
        self._fill(_HEADER.size)
        kind, texts, blobs = _HEADER.unpack_from(self._buffer)
        end = _HEADER.size + texts
        self._fill(end + blobs)
        meta = json.loads(self._buffer[_HEADER.size : end]) if texts else None
        blob = bytes(self._buffer[end : end + blobs])
        del self._buffer[: end + blobs]
        return kind, meta, blob

    def _limit(self, seconds: int) -> None:
        """By socket option, because ``settimeout`` costs two system calls more per frame."""
        if seconds != self._timeout:
            option = struct.pack("ll", seconds, 0)
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, option)
            self._timeout = seconds

    def _fill(self, size: int) -> None:
        while len(self._buffer) < size:
            try:
                chunk = self._sock.recv(1 << 13 if size < 1 << 13 else 1 << 20)
            except ConnectionError as error:
                raise EOFError from error
            if not chunk:
                raise EOFError
            self._buffer += chunk

    def close(self) -> None:
        self._sock.close()
