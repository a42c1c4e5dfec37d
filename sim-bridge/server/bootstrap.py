"""Sets up the simulation server's virtual environment: ``python3 bootstrap.py FOLDER [--tests]``.

Needs nothing but a Python. Installs exactly the locked packages, generates the messages of sim.v1
from ``../proto``, and derives the task catalogue. Prints the environment's Python on standard
output; progress goes to standard error. A second call is instant; a killed one is done again; two
at once take turns.
Exit codes: 0 ready, 2 wrong usage, 3 something is missing on this machine (the message says what).
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys

OLDEST, TOO_NEW = (3, 10), (3, 14)
HERE = os.path.dirname(os.path.abspath(__file__))
PROTO = os.path.join(os.path.dirname(HERE), "proto")
# Marks a folder as ours from its first moment; the stamp says that it is finished.
MARK, STAMP = "pollex-environment", "pollex-ready.json"


class Missing(Exception):
    """Something that only the user can install."""


def main(arguments):
    folders = [a for a in arguments if not a.startswith("-")]
    options = set(arguments) - set(folders)
    if len(folders) != 1 or options - {"--tests"}:
        print(__doc__, file=sys.stderr)
        return 2
    folder, tests = os.path.abspath(folders[0]), "--tests" in options
    try:
        use_a_supported_python(arguments)
        print(set_up(folder, tests))
        return 0
    except Missing as missing:
        print("pollex: %s" % missing, file=sys.stderr)
        return 3


def use_a_supported_python(arguments):
    """Goes on in a Python that can be used, if this one cannot."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return
    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        other = shutil.which("python3.%d" % minor)
        if other and run_quietly([other, "-c", "import venv, ensurepip"]) == 0:
            os.execv(other, [other, os.path.abspath(__file__)] + arguments)
    raise Missing(
        "Python %d.%d given (%s), 3.10 to 3.13 needed: install one, for example the Debian packages"
        " python3 and python3-venv, and make it the first python3 on PATH"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )


def set_up(folder, tests):
    """Returns the path of the environment's Python."""
    python = os.path.join(folder, "bin", "python")
    wanted = fingerprint(tests)
    if ready(folder, wanted):
        return python
    try:
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        lock = open(folder + ".lock", "w")
    except OSError as error:
        reason = "cannot write to %s: %s" % (os.path.dirname(folder), error.strerror)
        raise Missing(reason) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready(folder, wanted):
            if not (tests and ready(folder, {"base": wanted["base"]})):
                build(folder, python)
            if tests:
                install(python, "requirements-test.lock")
            write_stamp(folder, wanted)
    return python


def protos():
    found = []
    for folder, _, names in os.walk(PROTO):
        found += [os.path.join(folder, name) for name in names if name.endswith(".proto")]
    return sorted(found)


def fingerprint(tests):
    """Everything that the environment is made from, per part so that --tests contains the rest."""
    base = hashlib.sha256(("%s %s" % (HERE, sys.version_info[:2])).encode())
    for path in [os.path.abspath(__file__), lock_path("requirements.lock")] + protos():
        base.update(content(path))
    parts = {"base": base.hexdigest()}
    if tests:
        path = lock_path("requirements-test.lock")
        parts["tests"] = hashlib.sha256(content(path)).hexdigest()
    return parts


def lock_path(name):
    return os.path.join(HERE, name)


def content(path):
    with open(path, "rb") as file:
        return file.read()


def ready(folder, wanted):
    try:
        with open(os.path.join(folder, STAMP)) as file:
            stamp = json.load(file)
        return all(stamp.get(part) == digest for part, digest in wanted.items())
    except (OSError, ValueError):
        return False


def write_stamp(folder, wanted):
    temporary = os.path.join(folder, STAMP + ".new")
    with open(temporary, "w") as file:
        json.dump(wanted, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, os.path.join(folder, STAMP))


def build(folder, python):
    say("setting up the simulation server in %s (about a minute)" % folder)
    if os.path.islink(folder):
        raise Missing("%s is a link to another folder, which is left alone: remove it" % folder)
    if os.path.exists(folder):
        ours = any(os.path.exists(os.path.join(folder, name)) for name in (MARK, "pyvenv.cfg"))
        if os.listdir(folder) and not ours:
            raise Missing("%s is not a virtual environment and not empty: give another" % folder)
        shutil.rmtree(folder)
    if run_quietly([sys.executable, "-c", "import venv, ensurepip"]) != 0:
        raise Missing(
            "%s cannot make virtual environments: install the Debian package python3-venv"
            % sys.executable
        )
    os.makedirs(folder)
    open(os.path.join(folder, MARK), "w").close()
    step([sys.executable, "-m", "venv", folder], "make the virtual environment")
    install(python, "requirements.lock")
    packages = subprocess.check_output(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    ).strip()
    generate = [python, "-m", "grpc_tools.protoc", "-I" + PROTO]
    generate += ["--python_out=" + packages, "--grpc_python_out=" + packages] + protos()
    step(generate, "generate the messages of sim.v1")
    with open(os.path.join(packages, "pollex_sim.pth"), "w") as file:
        file.write(HERE + "\n")
    step([python, "-m", "pollex_sim", "prepare"], "compile the scenes of Meta-World")


def install(python, lock):
    """Exactly what the lock names, checked by hash; whatever is there already stays."""
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-q"]
    pip += ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", lock_path(lock)]
    step(pip, "install the locked packages; check network and pip's configuration, then run again")


def step(command, what):
    """Runs a command whose output matters only if it fails."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        lines = "\n".join("  " + line for line in done.stdout.strip().splitlines()[-15:])
        raise Missing("could not %s.\n%s" % (what, lines))


def run_quietly(command):
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def say(text):
    print("pollex: " + text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
