"""Sets up the simulation server's virtual environment: ``python3 bootstrap.py FOLDER [--tests]``.

Needs nothing but a Python. Installs exactly the locked packages, generates the messages of sim.v1 from
``../proto``, and fills the model cache. Prints the environment's Python on standard output; progress
goes to standard error. A second call is instant; a killed one is done again; two at once take turns.
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
STAMP = "pollex-ready.json"


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
        raise Missing("cannot write to %s: %s" % (os.path.dirname(folder), error.strerror))
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready(folder, wanted):
            build(folder, python, tests)
            write_stamp(folder, wanted)
    return python


def locks(tests):
    names = ["requirements.lock"] + ["requirements-test.lock"] * tests
    return [os.path.join(HERE, name) for name in names]


def protos():
    found = []
    for folder, _, names in os.walk(PROTO):
        found += [os.path.join(folder, name) for name in names if name.endswith(".proto")]
    return sorted(found)


def fingerprint(tests):
    """Everything that the environment is made from, per part so that --tests contains the rest."""
    base = hashlib.sha256(("%s %s" % (HERE, sys.version_info[:2])).encode())
    for path in [os.path.abspath(__file__)] + protos() + locks(False):
        with open(path, "rb") as file:
            base.update(file.read())
    parts = {"base": base.hexdigest()}
    if tests:
        with open(locks(True)[1], "rb") as file:
            parts["tests"] = hashlib.sha256(file.read()).hexdigest()
    return parts


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


def build(folder, python, tests):
    say("setting up the simulation server in %s (about a minute)" % folder)
    if os.path.exists(folder):
        if not os.path.exists(os.path.join(folder, "pyvenv.cfg")) and os.listdir(folder):
            raise Missing(
                "%s is not a virtual environment and not empty: give another folder" % folder
            )
        shutil.rmtree(folder)
    if run_quietly([sys.executable, "-c", "import venv, ensurepip"]) != 0:
        raise Missing(
            "%s cannot make virtual environments: install the Debian package python3-venv"
            % sys.executable
        )
    step([sys.executable, "-m", "venv", folder], "make the virtual environment")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-q"]
    pip += ["--require-hashes", "--no-deps", "--only-binary=:all:"]
    for path in locks(tests):
        pip += ["-r", path]
    step(
        pip,
        "install the locked packages; check the network and pip's configuration, then run again",
    )
    packages = subprocess.check_output(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    ).strip()
    outputs = ["-I" + PROTO, "--python_out=" + packages, "--grpc_python_out=" + packages]
    step(
        [python, "-m", "grpc_tools.protoc"] + outputs + protos(), "generate the messages of sim.v1"
    )
    with open(os.path.join(packages, "pollex_sim.pth"), "w") as file:
        file.write(HERE + "\n")
    step([python, "-m", "pollex_sim", "prepare"], "compile the scenes of Meta-World")


def step(command, what):
    """Runs a command whose output matters only if it fails."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
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
