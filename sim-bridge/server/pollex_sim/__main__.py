"""``python -m pollex_sim serve`` and ``prepare``."""

import argparse
import os
import sys


def main() -> int:
    parser = argparse.ArgumentParser(prog="pollex_sim", description=__doc__)
    parser.add_argument(
        "--cache", metavar="DIR", help="compiled models and goals; default $POLLEX_SIM_CACHE"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve sim.v1 until the parent ends or SIGTERM")
    where = serve.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "--socket", metavar="unix:PATH", help="Unix socket, readable by this user only"
    )
    where.add_argument(
        "--port", type=int, metavar="N", help="port on the loopback interface, 0 = any"
    )
    serve.add_argument("--parent-pid", type=int, metavar="PID", help="end when this process ends")
    serve.add_argument("--ready-file", metavar="FILE", help="also write the ready line here")
    commands.add_parser("prepare", help="fill the cache: compile all models, derive the catalogue")
    arguments = parser.parse_args()
    if arguments.cache:
        os.environ["POLLEX_SIM_CACHE"] = os.path.abspath(arguments.cache)
    if arguments.command == "prepare":
        return prepare()
    if arguments.port is not None and not 0 <= arguments.port <= 65535:
        parser.error(f"port {arguments.port} given, 0 to 65535 are allowed")
    from . import server

    path = arguments.socket.removeprefix("unix:") if arguments.socket else None
    try:
        return server.serve(path, arguments.port, arguments.parent_pid, arguments.ready_file)
    except server.CannotListen as error:
        print(f"pollex_sim: {error}", file=sys.stderr)
        return 1


def prepare() -> int:
    from .catalog import Catalog
    from .helper import Helper

    helper = Helper()
    try:
        catalog = Catalog(helper)
    finally:
        helper.close()
    print(f"{len(catalog.tasks)} tasks are ready", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
