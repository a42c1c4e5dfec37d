"""The set-up script: what it refuses, and that a finished set-up is recognised."""

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "bootstrap.py"


@pytest.fixture
def bootstrap():
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_usage(bootstrap, capsys):
    assert bootstrap.main([]) == 2
    assert bootstrap.main(["a", "b"]) == 2
    assert "bootstrap.py FOLDER" in capsys.readouterr().err


def test_an_unsupported_python_names_the_fix(bootstrap, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bootstrap.main([str(tmp_path / "env")]) == 3
    message = capsys.readouterr().err
    assert "Python 3.9 given" in message and "python3-venv" in message
    assert not (tmp_path / "env").exists()


def test_a_folder_with_something_else_is_left_alone(bootstrap, capsys, tmp_path):
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "thesis.tex").write_text("precious")
    assert bootstrap.main([str(tmp_path / "env")]) == 3
    assert "not a virtual environment" in capsys.readouterr().err
    assert (tmp_path / "env" / "thesis.tex").read_text() == "precious"


def test_a_link_is_left_alone(bootstrap, capsys, tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "pyvenv.cfg").write_text("precious")
    (tmp_path / "env").symlink_to(tmp_path / "theirs")
    assert bootstrap.main([str(tmp_path / "env")]) == 3
    assert "is a link" in capsys.readouterr().err
    assert (tmp_path / "theirs" / "pyvenv.cfg").exists()


def test_a_killed_set_up_is_begun_again(bootstrap, monkeypatch, tmp_path):
    """Killed before the environment is even recognisable as one."""
    done = []
    folder = tmp_path / "env"

    def step(command, what):
        done.append(what)
        if len(done) == 1:
            (folder / "bin").mkdir()
            raise KeyboardInterrupt
        assert not (folder / "bin").exists()
        raise bootstrap.Missing("enough")

    monkeypatch.setattr(bootstrap, "step", step)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.main([str(folder)])
    assert bootstrap.main([str(folder)]) == 3
    assert done == ["make the virtual environment"] * 2


def test_tests_are_added_to_a_finished_set_up(bootstrap, monkeypatch, tmp_path):
    bootstrap.write_stamp(str(tmp_path), bootstrap.fingerprint(tests=False))
    installed = []
    monkeypatch.setattr(bootstrap, "install", lambda python, lock: installed.append(lock))
    assert bootstrap.main([str(tmp_path), "--tests"]) == 0
    assert installed == ["requirements-test.lock"]
    assert bootstrap.ready(str(tmp_path), bootstrap.fingerprint(tests=True))


def test_a_finished_set_up_is_recognised(bootstrap, tmp_path, capsys):
    wanted = bootstrap.fingerprint(tests=True)
    assert not bootstrap.ready(str(tmp_path), wanted)
    bootstrap.write_stamp(str(tmp_path), wanted)
    for arguments in ([], ["--tests"]):
        assert bootstrap.main([str(tmp_path), *arguments]) == 0
    assert str(tmp_path / "bin" / "python") in capsys.readouterr().out


def test_it_begins_again_when_the_contract_changes(bootstrap, tmp_path, monkeypatch):
    proto = tmp_path / "a.proto"
    proto.write_text("one")
    monkeypatch.setattr(bootstrap, "protos", lambda: [str(proto)])
    before = bootstrap.fingerprint(tests=False)
    proto.write_text("two")
    assert bootstrap.fingerprint(tests=False) != before


def test_the_locks_are_hashed_and_name_no_index(bootstrap):
    for name in ("requirements.lock", "requirements-test.lock"):
        text = Path(bootstrap.lock_path(name)).read_text()
        assert "--hash=sha256:" in text and "://" not in text and "--index-url" not in text
        pinned = [line for line in text.splitlines() if line and line[0].isalpha()]
        assert all("==" in line for line in pinned)
