"""Files that are no documents in `extract status`: what the last run over each path found."""

from __future__ import annotations

import json
import os
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.test_others import PNG, TEXT, WORKBOOK, call, folder, put

__all__ = ["folder"]  # a fixture


@pytest.mark.parametrize("more", [(), ("--shard-size", "1MB"), ("--jobs", "2"), ("--format", "parquet")])
def test_status_lists_them(more: tuple[str, ...]) -> None:
    for number in range(25):
        put(f"in/{number:02}.png", PNG)
    put("in/a.xlsx", WORKBOOK)
    put("in/page.html", f"<html><body><p>{TEXT}</p></body></html>")
    put("in/page_files/a.css")
    assert call("all", "in", *more).exit_code == 0
    shown = call("status", "out")
    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    assert lines[:4] == ["done: 2", "stale: 0", "gone: 0", "failed: 0"]
    assert lines[4:9] == ["no documents: 26", "1 workbook", "  in/a.xlsx", "25 pictures", "  in/00.png"]
    assert lines[-4:] == ["  in/19.png", "  and 5 more", "1 part of saved pages", "  in/page_files"]
    told = json.loads(call("status", "out", "--format", "json").stdout)
    assert told["no_documents"][0] == {"kind": "workbook", "count": 1, "names": ["in/a.xlsx"]}
    assert [len(each["names"]) for each in told["no_documents"]] == [1, 25, 1]
    assert call("--lang", "zh", "status", "out").stdout.splitlines()[4:6] == ["非文档：26", "1 个工作簿"]


def test_status_tells_what_the_last_run_over_each_path_found() -> None:
    put("in/sub/a.xlsx", WORKBOOK)
    put("in/sub/a.txt", TEXT)
    put("more/b.png", PNG)
    put("more/b.txt", TEXT)

    def listed() -> list[str]:
        told = json.loads(call("status", "out", "--format", "json").stdout)
        return [name for each in told["no_documents"] for name in each["names"]]

    call("all", "in/sub")
    assert listed() == ["in/sub/a.xlsx"]
    call("all", "in")
    assert listed() == ["in/sub/a.xlsx"]
    call("all", "more")
    call("all", "in/sub")
    assert listed() == ["in/sub/a.xlsx", "more/b.png"]
    Path("in/sub/a.xlsx").unlink()
    call("all", "in/a.txt")
    assert listed() == ["in/sub/a.xlsx", "more/b.png"]
    call("all", str(Path("in").absolute()))
    assert listed() == ["more/b.png"]


def test_a_manifest_of_an_earlier_version_has_none() -> None:
    call("all", "in")
    base = sqlite3.connect("out/.manifest.sqlite")
    base.execute("DROP TABLE others")
    base.commit()
    base.close()
    assert call("status", "out").stdout.splitlines() == ["done: 1", "stale: 0", "gone: 0", "failed: 0"]
    assert json.loads(call("status", "out", "--format", "json").stdout)["no_documents"] == []


@pytest.mark.parametrize("more", [(), ("--shard-size", "1MB")])
def test_what_cannot_be_opened_at_all_stands_in_the_status(more: tuple[str, ...]) -> None:
    put("in/broken.zip", "PK\x03\x04 cut short")
    with zipfile.ZipFile("in/pack.zip", "w") as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("inner.zip", "PK\x03\x04 cut short")
    os.mkfifo("in/pipe.txt")
    first = call("all", "in", *more)
    lines = [line for line in first.stderr.splitlines() if line.startswith("error: ")]
    assert len(lines) == 3
    assert "failed      3" in first.stderr
    status = call("status", "out")
    failed = [line for line in status.stdout.splitlines() if line.startswith("failed ")]
    assert [f"error: {line.removeprefix('failed ')}" for line in failed] == [line.partition(" (")[0] for line in lines]
    assert "failed: 3" in status.stdout
    assert status.exit_code == 1
    told = json.loads(call("status", "out", "--format", "json").stdout)
    assert told["counts"]["failed"] == 3
    rows = [row for row in told["documents"] if row["state"] == "failed"]
    assert {row["source"] for row in rows} == {"in/broken.zip", "in/pack.zip!/inner.zip", "in/pipe.txt"}
    assert all(row["name"] is None and row["sha256"] is None and row["message"] and row["hint"] for row in rows)
    for name in ("broken.zip", "pack.zip", "pipe.txt"):
        Path("in", name).unlink()
    call("all", "in", *more)
    assert "failed: 0" in call("status", "out").stdout


def test_a_run_over_broken_archives_alone_has_a_status_and_a_wrong_name_has_none() -> None:
    put("more/broken.zip", "PK\x03\x04 cut short")
    assert call("all", "nothing").exit_code == 1
    assert not Path("out").exists()
    call("all", "more")
    assert call("status", "out").stdout.splitlines()[0].startswith("failed more/broken.zip: ")
    Path("more/broken.zip").unlink()
    Path("more").rmdir()
    assert "failed: 0" in call("status", "out").stdout
