"""Outputs that are to go where no file can be: to a pipe, or on a disk that fills up."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from techpolicy_extract.files import store
from techpolicy_extract.nouns.errors import UserError
from tests.test_disks import remount, small_disk
from tests.test_resume import call, folder

__all__ = ["folder", "small_disk"]  # fixtures

FORMATS = ("xlsx", "csv", "parquet", "duckdb", "ics")


@pytest.mark.parametrize("form", FORMATS)
def test_a_pipe_is_not_replaced_by_a_file(form: str) -> None:
    assert call("all", "in", "-q").exit_code == 0
    os.mkfifo("pipe")
    result = call("table", "out", "--format", form, "--out", "pipe", "-q")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: pipe: ")
    assert line.endswith("or choose another --out)")
    assert stat.S_ISFIFO(Path("pipe").lstat().st_mode)


@pytest.mark.parametrize("target", ["pipe", "/proc/self/fd/1"])  # /dev/stdout is a link as the latter
def test_a_link_to_a_pipe_is_not_replaced_by_a_file(target: str) -> None:
    os.mkfifo("pipe")
    link = Path("link")
    link.symlink_to(target)
    with pytest.raises(UserError, match="a pipe or a device stands where a file is needed"):
        store.write(link, b"data")
    with pytest.raises(UserError, match="a pipe or a device stands where a file is needed"), store.placing(link):
        pass
    assert link.is_symlink()


@pytest.mark.parametrize(("form", "free"), [*((form, 0) for form in FORMATS), ("duckdb", 24), ("duckdb", 64)])
def test_a_table_on_a_full_disk_is_one_line_and_leaves_nothing(form: str, free: int, small_disk: Path) -> None:
    assert call("all", "in", "-q", "--out", "whole").exit_code == 0
    remount(small_disk, f"size={free + 8}k")
    Path("out/filler").write_bytes(bytes(8 * 1024))
    result = call("table", "whole", "--format", form, "--out", f"out/tables.{form}", "-q")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"error: out/tables.{form}")
    assert line.endswith(": no space left on the disk (free some space, or choose another --out)")
    assert result.exit_code == 1
    assert [each.name for each in Path("out").iterdir()] == ["filler"]


@pytest.mark.parametrize("form", ["csv", "parquet", "duckdb"])
def test_what_a_killed_command_left_is_taken_away_by_the_next(form: str) -> None:
    assert call("all", "in", "-q").exit_code == 0
    dead = subprocess.run(["sh", "-c", "echo $$"], capture_output=True, text=True, check=True).stdout.strip()
    place = Path("tables.duckdb").parent if form == "duckdb" else Path("tables")
    place.mkdir(exist_ok=True)
    for name in (f".{dead}-0.tmp", f".{dead}-1.tmp.wal", f".{os.getppid()}-0.tmp", ".notes-1.tmp", "a.tmp"):
        (place / name).write_bytes(b"x")
    (place / f".{dead}-2.tmp").mkdir()
    (place / f".{dead}-2.tmp" / "target.csv").write_bytes(b"x")
    out = "tables.duckdb" if form == "duckdb" else "tables"
    assert call("table", "out", "--format", form, "--out", out, "-q").exit_code == 0
    left = sorted(each.name for each in place.iterdir() if ".tmp" in each.name)
    assert left == sorted([f".{os.getppid()}-0.tmp", ".notes-1.tmp", "a.tmp"])
