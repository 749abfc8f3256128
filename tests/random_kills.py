"""Kill runs of `extract all` at random moments: `python -m tests.random_kills 200 --jobs 2 --shard-size 20kB`.

Each run is killed by SIGKILL once it has written some number of files: every other time alone, else together with its
workers. All files left must then be complete, and the next run must end with the same bytes as a run that was not
disturbed. The moments depend on the number of the kill only. Options unknown to this script go to `extract all`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TEXT = """关于印发科技成果转移转化行动方案（第{0}号）的通知

各市人民政府，省有关单位：

一、主要目标

到2025年，全省技术合同成交额达到{1}亿元，培育众创空间{2}个。

省科技厅
2023年5月{3}日
"""
_TEMPORARY = re.compile(r"\.[0-9]+-[0-9]+\.tmp")
_GIVE_UP = 300  # seconds to wait for what takes a second


@dataclass(frozen=True)
class Trial:
    """A folder to work in, the options of a run, and the files that an undisturbed run writes, by name."""

    folder: Path
    options: list[str]
    whole: dict[str, bytes]

    def start(self, out: str) -> subprocess.Popen[bytes]:
        """Start a run in a process session of its own."""
        command = [sys.executable, "-m", "techpolicy_extract.cli", "all", "in", "-q", "--out", out, *self.options]
        return subprocess.Popen(command, cwd=self.folder, stderr=subprocess.PIPE, start_new_session=True)

    def files(self, out: str = "out") -> dict[str, bytes]:
        """Return the visible files of the outputs: their bytes by relative path."""
        found = (each for each in (self.folder / out).rglob("*") if each.is_file() and not each.name.startswith("."))
        return {each.relative_to(self.folder / out).as_posix(): each.read_bytes() for each in found}

    def temporary(self) -> int:
        """Count the temporary files, which were being written when the run was killed."""
        return sum(1 for each in (self.folder / "out").rglob(".*") if _TEMPORARY.fullmatch(each.name))

    def written(self) -> int:
        """Count the visible files."""
        return sum(1 for each in (self.folder / "out").glob("[!.]*"))


def main() -> int:
    """Kill runs and print the results; return 1 where a fault was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("--documents", type=int, default=100)
    asked, options = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for number in range(asked.documents):
            text = TEXT.format(number, 1000 + number, number % 97 + 3, number % 28 + 1)
            (folder / "in" / f"{number:05}.txt").write_text(text, "utf-8")
        trial = Trial(folder, options, {})
        ended(trial.start("whole"))
        trial.whole.update(trial.files("whole"))
        tally: Counter[str] = Counter()
        faults: list[str] = []
        with suppress(KeyboardInterrupt):
            for number in range(asked.kills):
                faults += one(trial, number, tally)
                tally["kills"] += 1
    print(f"{len(trial.whole)} files of {asked.documents} documents, {' '.join(options)}")
    for what, count in sorted(tally.items()):
        print(f"  {what}: {count}")
    print(*faults[:20], f"faults: {len(faults)}", sep="\n")
    return int(bool(faults))


def one(trial: Trial, number: int, tally: Counter[str]) -> list[str]:
    """Kill one run, check the files it left, run again, and return the faults."""
    chance = random.Random(number)
    subprocess.run(["rm", "-rf", str(trial.folder / "out")], check=True)
    share, delay, alone = chance.random(), chance.uniform(0, 0.05), number % 2 == 1
    goal = int(share * len(trial.whole))
    run = trial.start("out")
    until(lambda: run.poll() is not None or trial.written() >= goal)
    time.sleep(delay)
    if run.poll() is not None:
        tally["ended before it was killed"] += 1
    os.kill(run.pid, signal.SIGKILL) if alone else os.killpg(run.pid, signal.SIGKILL)
    run.communicate()
    until(lambda: not session(run.pid))
    left = trial.files()
    tally["killed alone" if alone else "killed with its workers"] += 1
    tally[f"killed with {10 * len(left) // len(trial.whole) * 10:3}% of the files there"] += 1
    tally["half-written temporary files"] += trial.temporary()
    faults = [f"kill {number}: {name} is not whole" for name, data in left.items() if data != trial.whole.get(name)]
    faults += [f"kill {number}: {name} does not parse" for name, data in left.items() if not parses(name, data)]
    said = ended(trial.start("out"))
    faults += [f"kill {number}: the next run says {said}"] if said else []
    faults += [f"kill {number}: the next run ends otherwise"] if trial.files() != trial.whole else []
    faults += [f"kill {number}: a temporary file stays"] if trial.temporary() else []
    return faults


def ended(run: subprocess.Popen[bytes]) -> str:
    """Wait for a run and return what it wrote to standard error."""
    _, said = run.communicate(timeout=_GIVE_UP)
    return said.decode() if run.returncode == 0 else f"{run.returncode}: {said.decode()}"


def parses(name: str, data: bytes) -> bool:
    """Return whether a JSON Lines file has only whole lines; True for other files."""
    if not name.endswith(".jsonl"):
        return True
    try:
        return data.endswith(b"\n") and all(isinstance(json.loads(line), dict) for line in data.splitlines())
    except ValueError:
        return False


def session(leader: int) -> list[str]:
    """Return the ids of the processes of a session that are still running."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, *rest = path.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if state != "Z" and rest[2] == str(leader):
            found.append(path.parent.name)
    return found


def until(holds: Callable[[], object]) -> None:
    """Wait until a condition holds. Raises TimeoutError."""
    give_up = time.monotonic() + _GIVE_UP
    while not holds():
        if time.monotonic() > give_up:
            raise TimeoutError
        time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(main())
