"""Tests that need a font or a program: skipped where it is missing, and listed by reason at the end of the run."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import needs

ROOT = Path(__file__).parent.parent
TINY = """
import pytest

@pytest.mark.needs("font")
@pytest.mark.parametrize("number", range(3))
def test_of_a_font(number): ...

@pytest.mark.needs("chromium", "font")
def test_of_two_things(): ...

@pytest.fixture
def unmade():
    raise AssertionError("a fixture is made before the need is looked at")

@pytest.mark.needs("chromium")
def test_of_chromium(unmade): ...

def test_that_skips_itself():
    pytest.skip("needs a reason of its own")

def test_of_nothing(): ...
"""
BARE = {"PATH": "/nowhere", "XDG_DATA_DIRS": "/nowhere"}


def run(folder: Path, *words: str, test: str = TINY, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run pytest over one file of tests, with the hooks of `tests.needs` and nothing else of this suite."""
    (folder / "test_tiny.py").write_text(test, "utf-8")
    (folder / "test_whole.py").write_text("import pytest\npytest.importorskip('nowhere', reason='needs nowhere')\n")
    (folder / "pytest.ini").touch()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.needs", "-p", "no:cacheprovider", *words]
    env = os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""} | variables  # not the options of the outer run
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def listed(output: str) -> list[str]:
    """Return the lines of the closing list, each with its blanks made one."""
    lines = output.partition(" left out ")[2].splitlines()[1:]
    return [" ".join(line.split()) for line in lines if re.match(r" +\d", line)]


def test_the_closing_list_has_one_line_a_reason(tmp_path: Path) -> None:
    done = run(tmp_path, **BARE)
    assert done.returncode == 0, done.stdout
    assert listed(done.stdout) == [
        "3 tests needs the font WenQuanYi Micro Hei (Debian package fonts-wqy-microhei)",
        "2 tests needs Chromium (Debian package chromium)",
        "1 test needs a reason of its own",
        "1 file needs nowhere",
    ]
    assert "bash scripts/install-debian.sh tests" in done.stdout


def test_a_run_that_leaves_nothing_out_has_no_closing_list(tmp_path: Path) -> None:
    done = run(tmp_path, "-k", "of_nothing", "test_tiny.py", **BARE)
    assert (done.returncode, " left out " in done.stdout) == (0, False)


def test_no_install_command_is_shown_for_what_it_does_not_install(tmp_path: Path) -> None:
    done = run(tmp_path, "-k", "skips_itself", "test_tiny.py", **BARE)
    assert listed(done.stdout) == ["1 test needs a reason of its own"]
    assert "install-debian" not in done.stdout


def test_what_is_there_is_not_skipped(tmp_path: Path) -> None:
    font = tmp_path / "share/fonts" / needs.FONT
    font.parent.mkdir(parents=True)
    font.touch()
    done = run(tmp_path, "-k", "font", **BARE | {"XDG_DATA_DIRS": f"/nowhere:{tmp_path}/share"})
    assert "3 passed, 1 skipped" in done.stdout


def test_the_tests_that_need_something_can_be_run_alone(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "needs", "test_tiny.py", **BARE)
    assert "5 skipped, 2 deselected" in done.stdout


def test_what_is_missing_fails_where_all_must_be_there(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "needs", "--need-all", "test_tiny.py", **BARE)
    assert done.returncode == 1
    assert "5 errors" in done.stdout
    assert "needs Chromium (Debian package chromium)" in done.stdout


def test_an_unknown_need_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, test="import pytest\n@pytest.mark.needs('fonts')\ndef test(): ...\n")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "test_tiny.py::test needs 'fonts': tests/needs.py knows calc, chromium, font, libatomic, " in done.stderr


def test_programs_are_looked_for_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "lib/soffice"
    program.parent.mkdir()
    program.touch(0o755)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/libreoffice").symlink_to(program)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert needs.find("writer") is None  # LibreOffice is there, but without Writer
    (tmp_path / "lib/libswlo.so").touch()
    assert needs.find("writer") == tmp_path / "bin/libreoffice"
    assert needs.find("calc") is None
    assert needs.find("chromium") is None


def test_a_library_is_there_where_it_can_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: {"libatomic.so.1": name}[name])
    assert needs.find("libatomic") == Path("libatomic.so.1")

    def missing(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(ctypes, "CDLL", missing)
    assert needs.find("libatomic") is None


def test_the_script_installs_what_the_closing_list_names() -> None:
    (names,) = re.findall(r"^ +for_tests=\((.*)\)$", (ROOT / "scripts/install-debian.sh").read_text("utf-8"), re.M)
    assert sorted(names.split()) == sorted(need.package for need in needs.NEEDS.values())


def test_a_run_in_the_background_of_a_script_can_interrupt_what_it_starts() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_cli.py", "-k", "ctrl_c"]
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell does for what it starts with &
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | {"PYTEST_ADDOPTS": ""}, capture_output=True, text=True, check=False
        )
    finally:
        signal.signal(signal.SIGINT, before)
    assert done.returncode == 0, done.stdout
