"""Disks that are full or read-only, documents that vanish in the midst of a run: one line, and nothing half-written."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from techpolicy_extract.files import store
from tests.test_killed_runs import many
from tests.test_resume import call, command, folder, leftovers, outputs

__all__ = ["folder"]  # the fixture: a folder with three documents

SHARDED = ("--shard-size", "20kB")


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """Mount a file system of 128 kB as the folder `out`; skip the test where that is not possible."""
    Path("out").mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", "out"]
    try:
        made = subprocess.run(words, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    if not made:
        pytest.skip("needs the right to mount a file system")
    folder = Path("out").absolute()
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("more", [(), SHARDED])
def test_a_full_disk_is_one_line_and_the_next_run_does_the_rest(
    jobs: str, more: tuple[str, ...], small_disk: Path
) -> None:
    many(100)
    words = ("all", "in", "-q", "--jobs", jobs, *more)
    assert call(*words, "--out", "whole").exit_code == 0
    run = subprocess.run(command(*words), capture_output=True, text=True, check=False)
    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert line.startswith("error: out/")
    assert " full" in line or "no space left on the disk (free some space, or choose another --out)" in line
    whole = outputs("whole")
    for name, data in outputs().items():
        assert data == whole[name], f"{name} is half-written"
    assert 0 < len(outputs()) < len(whole)
    assert leftovers() == []
    remount(small_disk, "size=8m")
    assert subprocess.run(command(*words), check=False).returncode == 0
    assert outputs() == whole


def test_a_read_only_disk_is_one_line(small_disk: Path) -> None:
    remount(small_disk, "ro")
    run = subprocess.run(command("all", "in", "-q"), capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr == "error: out: the file system is read-only (choose another --out)\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_that_may_not_be_written_to_is_one_line(jobs: str) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    Path("out").mkdir(mode=0o555)
    result = call("all", "in", "-q", "--jobs", jobs)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "no permission to write there" in result.stderr


def test_a_document_that_vanishes_before_its_turn_is_one_line_and_the_others_are_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write = store.write

    def then_gone(path: Path, data: bytes, lasting: bool) -> None:
        Path("in/b.txt").unlink(missing_ok=True)
        write(path, data, lasting)

    with monkeypatch.context() as patch:
        patch.setattr(store, "write", then_gone)
        result = call("all", "in", "-q", "--jobs", "1")
    assert result.exit_code == 1
    assert result.stderr == "error: in/b.txt: no such file or folder (check the spelling of the path)\n"
    assert set(outputs()) == {"a.jsonl", "a.source.txt", "c.jsonl", "c.source.txt"}
    assert call("all", "in", "-q").exit_code == 0


def test_a_folder_of_documents_that_vanishes_is_a_line_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    write = store.write

    def then_gone(path: Path, data: bytes, lasting: bool) -> None:
        if Path("in").exists():
            Path("in").rename("elsewhere")
        write(path, data, lasting)

    with monkeypatch.context() as patch:
        patch.setattr(store, "write", then_gone)
        result = call("all", "in", "-q", "--jobs", "1")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 2)
    Path("elsewhere").rename("in")
    assert call("all", "in", "-q").exit_code == 0
    assert len(outputs()) == 6
