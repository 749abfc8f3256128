"""Runs that are killed or stopped: no worker stays, nothing is half-written, and the next run ends as it should."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests.test_resume import call, command, folder, leftovers, outputs

__all__ = ["folder"]  # the fixture: a folder with three documents

TEXT = "关于印发行动方案的通知\n\n一、主要目标\n\n到2025年，全省技术合同成交额达到1600亿元。\n"


def many(count: int) -> None:
    for number in range(count):
        Path("in", f"{number:03}.txt").write_text(TEXT.replace("1600", str(1000 + number)), "utf-8")


def state(process: str | int) -> list[str]:
    """Return what the kernel says of a process: state, parent, …; state Z where it has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return ["Z", "0"]


def is_alive(process: str | int) -> bool:
    return state(process)[0] != "Z"


def descendants(process: int) -> list[int]:
    names = [each.name for each in Path("/proc").glob("[0-9]*")]
    children = [int(name) for name in names if state(name)[1] == str(process) and is_alive(name)]
    return [*children, *(each for child in children for each in descendants(child))]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_ctrl_c_stops_all_workers_and_ends_with_130() -> None:
    many(300)
    with subprocess.Popen(command("all", "in", "--jobs", "2"), stderr=subprocess.PIPE, start_new_session=True) as run:
        wait_for(Path("out/000.jsonl"))
        workers = descendants(run.pid)
        assert len(workers) >= 2
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to all of them
        _, said = run.communicate(timeout=60)
    assert run.returncode == 130, said
    assert b"Traceback" not in said
    assert said.decode().count("error: ") == 1
    give_up = time.monotonic() + 60
    while (left := [each for each in workers if is_alive(each)]) and time.monotonic() < give_up:
        time.sleep(0.02)  # what keeps count of shared memory ends just after the run
    assert not left
    assert leftovers() == []
    written = [name for name in outputs() if name.endswith(".jsonl")]
    assert 0 < len(written) < 303
    assert call("all", "in", "-q").exit_code == 0


def wait_for(path: Path) -> None:
    give_up = time.monotonic() + 60
    while not path.exists() and time.monotonic() < give_up:
        time.sleep(0.02)


def test_runs_that_are_killed_and_started_again_give_the_bytes_of_one_that_was_not() -> None:
    many(60)
    assert call("all", "in", "--out", "whole", "-q", "--jobs", "1").exit_code == 0
    chance = random.Random(7)
    for _ in range(10):
        done = len(outputs()) if Path("out").exists() else 0
        with subprocess.Popen(command("all", "in", "-q", "--jobs", "2"), start_new_session=True) as run:
            while run.poll() is None and len(outputs()) in (0, done):
                time.sleep(0.02)  # so that it is killed in its work, not while it starts
            time.sleep(chance.uniform(0, 0.2))
            run.kill()  # the workers see that it is gone
        for name, data in outputs().items():
            assert data == outputs("whole")[name], f"{name} is half-written"
    last = subprocess.run(command("all", "in", "-q", "--jobs", "2"), capture_output=True, check=False)
    assert (last.returncode, last.stderr) == (0, b"")
    assert outputs() == outputs("whole")
    assert leftovers() == []
    with sqlite3.connect("out/.manifest.sqlite") as base:
        assert base.execute("SELECT count(*), count(message) FROM documents").fetchone() == (63, 0)
