"""What is measured of fresh processes: how long they take to start, what they hold, and two at once."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from tests.benchmark import texts
from tests.benchmark.clock import Row, in_turn, rounded
from tests.benchmark.rivals import NAMES, SCRIPT, interpreter

STARTS = 5
JOBS_ROUNDS = 3
JOBS_DOCUMENTS = 120
PROGRAM = (sys.executable, "-m", "techpolicy_extract.cli")
ROOT = Path(__file__).parent.parent.parent

# A process that reads documents, as `extract all` does.
_READ = """
import sys
from techpolicy_extract.pipeline import STAGES, advance, begin, dump
from techpolicy_extract.readers import read_bytes
for path in sys.argv[1:]:
    state = begin(read_bytes(open(path, "rb").read(), path))
    for stage in STAGES:
        state = advance(stage, state)
    dump(state)
"""
# The first time of another library: import, models, one question.
_ASK = """
import contextlib, runpy, sys
rival = runpy.run_path(sys.argv[1])
text = open(sys.argv[3], encoding="utf-8").read()
with contextlib.redirect_stdout(sys.stderr):
    library = rival["RIVALS"][sys.argv[2]]()
    for find in library.parts.values():
        find(text)
"""
# `ru_maxrss` of a process begins with what its parent held, so the kernel's own mark is read where there is one.
_PEAK = """
import pathlib, re, resource, sys
status = pathlib.Path("/proc/self/status")
if status.exists():
    print(int(re.search(r"VmHWM:\\s*(\\d+) kB", status.read_text())[1]) * 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


@contextmanager
def written(documents: list[bytes]) -> Iterator[list[str]]:
    """Give the paths of files with these documents, for as long as they are used."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number:06}.txt") for number in range(len(documents))]
        for path, data in zip(paths, documents, strict=True):
            path.write_bytes(data)
        yield list(map(str, paths))


@contextmanager
def environment() -> Iterator[dict[str, str]]:
    """Give an environment in which this copy of the package is found and byte code is kept, as where it is installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    paths = [str(ROOT / "src"), *filter(None, [kept.get("PYTHONPATH")])]
    with tempfile.TemporaryDirectory() as cache:
        yield kept | {"PYTHONPYCACHEPREFIX": cache, "PYTHONPATH": os.pathsep.join(paths)}


def others(path: str, env: dict[str, str], ending: str = "") -> dict[str, list[str]]:
    """Give the commands that ask the other libraries that there are about a text; each has run once."""
    commands = {NAMES[name]: [interpreter(name), "-c", _ASK + ending, str(SCRIPT), name, path] for name in NAMES}
    return {name: command for name, command in commands.items() if _runs(command, env)}


def _runs(command: list[str], env: dict[str, str]) -> bool:
    with suppress(OSError, subprocess.CalledProcessError):
        lasted(command, env)
        return True
    return False


def lasted(command: list[str], env: dict[str, str]) -> float:
    """Give the processor's seconds of a process. Raises CalledProcessError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def start_up() -> list[Row]:
    """Measure, in turn, the processor's time of fresh processes from their start to their end."""
    with environment() as env, written([texts.documents(1)[0].encode()]) as paths:
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import techpolicy_extract": [sys.executable, "-c", "import techpolicy_extract"],
            "extract --help": [*PROGRAM, "--help"],
            f"techpolicy-extract, {texts.SIZE:,} characters": [sys.executable, "-c", _READ, *paths],
            **{f"{name}, {texts.SIZE:,} characters": command for name, command in others(paths[0], env).items()},
        }
        works = {name: partial(lasted, command, env) for name, command in commands.items()}
        for work in works.values():  # leaves the byte code behind
            work()
        found = in_turn(works, STARTS)
    return [{"process": name, "rounds": rounded(rounds)} for name, rounds in found.items()]


def memory() -> list[Row]:
    """Measure the most that fresh processes hold."""
    bodies = {
        "one document of 5,000 characters": texts.documents(1),
        "100 documents of 5,000 characters": texts.documents(100),
        "one document of 100,000 characters": [texts.shuffled(100_000)],
    }
    rows: list[Row] = []
    with environment() as env:
        for name, documents in bodies.items():
            with written([text.encode() for text in documents]) as paths:
                command = [sys.executable, "-c", _READ + _PEAK, *paths]
                rows.append({"process": f"techpolicy-extract, {name}", "megabytes": _peak(command, env)})
        with written([texts.documents(1)[0].encode()]) as paths:
            for name, command in others(paths[0], env, _PEAK).items():
                rows.append({"process": f"{name}, one document of 5,000 characters", "megabytes": _peak(command, env)})
    return rows


def _peak(command: list[str], env: dict[str, str]) -> int:
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
    return round(int(run.stdout.split()[-1]) / 1e6)


def jobs() -> list[Row]:
    """Measure, in turn and by the clock on the wall, one and two workers, and two programs at once: what is to be had."""
    documents = [text.encode() for text in texts.documents(JOBS_DOCUMENTS)]
    with environment() as env, written(documents) as paths, tempfile.TemporaryDirectory() as out:
        source = str(Path(paths[0]).parent)

        def run(workers: int, *outs: str) -> float:
            """Give the seconds until as many programs as there are folders for outputs have all ended."""
            clock = time.perf_counter()
            running = [subprocess.Popen(_all(source, f"{out}/{each}", workers), env=env) for each in outs]
            assert {each.wait() for each in running} <= {0, 1}  # 1: a document has issues
            return time.perf_counter() - clock

        works = {
            "--jobs 1": partial(run, 1, "one"),
            "--jobs 2": partial(run, 2, "two"),
            "--jobs 1, two programs at once": partial(run, 1, "first", "second"),
        }
        run(1, "one")
        found = in_turn(works, JOBS_ROUNDS)
    return [{"run": name, "documents": JOBS_DOCUMENTS, "rounds": rounded(rounds)} for name, rounds in found.items()]


def _all(source: str, out: str, workers: int) -> list[str]:
    return [*PROGRAM, "all", source, "--out", out, "--jobs", str(workers), "--force", "--quiet"]


def crew(count: int) -> list[Row]:
    """Measure the most that parent and workers hold over so many documents, twice and four times as many."""
    rows: list[Row] = []
    for total in (count, 2 * count, 4 * count):
        documents = [text.encode() for text in texts.documents(total, 500)]
        with environment() as env, written(documents) as paths, tempfile.TemporaryDirectory() as out:
            clock = time.perf_counter()
            with subprocess.Popen(_all(str(Path(paths[0]).parent), out, 2), env=env) as parent:
                peaks: dict[int, int] = {}
                while parent.poll() is None:
                    watch(parent.pid, peaks)
                    time.sleep(0.1)
            assert parent.returncode in {0, 1}
            workers = [peak for pid, peak in peaks.items() if pid != parent.pid]
            rows.append(
                {
                    "documents": total,
                    "seconds": round(time.perf_counter() - clock, 1),
                    "parent_megabytes": round(peaks[parent.pid] / 1000),
                    "worker_megabytes": round(max(workers) / 1000),
                }
            )
    return rows


def watch(parent: int, peaks: dict[int, int]) -> None:
    """Note the most kilobytes that a process and its children have held by now. The kernel must be Linux."""
    pids = [parent, *map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())]
    for pid in pids:
        with suppress(OSError):  # it has ended
            found = re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{pid}/status").read_text())
            if found:
                peaks[pid] = int(found[1])
