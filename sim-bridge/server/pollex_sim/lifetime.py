"""Nobody outlives whom they serve.

The front watches its parent; each worker watches the front through a pipe that only the front holds
open, so that even ``kill -9`` is noticed at once. PR_SET_PDEATHSIG is not used: it fires when the
*thread* that started the child ends, which a Java program's pool thread may do at any time.
"""

import os
import select
import subprocess
import threading
import time
from collections.abc import Callable


def watch_pipe(descriptor: int) -> None:
    """Ends this process as soon as the other end of the pipe is closed."""

    def wait() -> None:
        try:
            while os.read(descriptor, 1):
                pass
        finally:
            os._exit(1)

    threading.Thread(target=wait, daemon=True, name="watch-front").start()


def watch_parent(pid: int, gone: Callable[[], None]) -> None:
    """Calls ``gone`` from a thread of its own when process ``pid`` has ended."""

    def wait() -> None:
        try:
            select.select([os.pidfd_open(pid)], [], [])
        except (AttributeError, OSError):
            while _alive(pid):
                time.sleep(0.2)
        gone()

    threading.Thread(target=wait, daemon=True, name="watch-parent").start()


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


# Waits for the end of its standard input, then removes the socket if it is still the same file,
# with its lane, and the private folder that a client made for it.
_JANITOR = """
read -r _
now=$(ls -di "$1" 2>/dev/null) && [ "${now%% *}" = "$2" ] && rm -f "$1" "$1.lane"
case "$1" in */pollex-sim-*/sim.sock) rmdir "${1%/*}" ;; esac
"""


def remove_when_gone(socket_path: str) -> subprocess.Popen:
    """Starts a shell that removes ``socket_path`` when this process ends, however it ends."""
    inode = str(os.stat(socket_path).st_ino)
    return subprocess.Popen(
        ["/bin/sh", "-c", _JANITOR, "pollex-sim-janitor", socket_path, inode],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
