"""Measurements of fresh processes: time to start, peak memory, and two at once."""

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
from functools import cache, partial
from pathlib import Path

from tests.benchmark import texts
from tests.benchmark.clock import Row, in_turn, rounded
from tests.benchmark.ratios import OURS
from tests.benchmark.rivals import NAMES, SCRIPT, interpreter

STARTS = 5
JOBS_ROUNDS = 3
LONG_ROUNDS = 2
JOBS_DOCUMENTS = 80
PROGRAM = (sys.executable, "-m", "techpolicy_extract.cli")
ROOT = Path(__file__).parent.parent.parent

# A process that reads documents as `extract all` does.
_READ = """
import sys
from techpolicy_extract.pipeline import STAGES, advance, begin, dump
from techpolicy_extract.files.readers import read_bytes
for path in sys.argv[1:]:
    state = begin(read_bytes(open(path, "rb").read(), path))
    for stage in STAGES:
        state = advance(stage, state)
    dump(state)
"""
# First use of another library: import, models, one question.
_ASK = """
import contextlib, runpy, sys
rival = runpy.run_path(sys.argv[1])
text = open(sys.argv[3], encoding="utf-8").read()
with contextlib.redirect_stdout(sys.stderr):
    library = rival["RIVALS"][sys.argv[2]]()
    for find in library.parts.values():
        find(text)
"""
# `ru_maxrss` of a process starts with what its parent held, so the kernel's own peak is read where there is one.
PEAK = """
import pathlib, re, resource, sys
status = pathlib.Path("/proc/self/status")
if status.exists():
    print(int(re.search(r"VmHWM:\\s*(\\d+) kB", status.read_text())[1]) * 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


@contextmanager
def written(documents: list[bytes]) -> Iterator[list[str]]:
    """Write documents to temporary files and yield their paths."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number:06}.txt") for number in range(len(documents))]
        for path, data in zip(paths, documents, strict=True):
            path.write_bytes(data)
        yield list(map(str, paths))


@cache
def _byte_code() -> tempfile.TemporaryDirectory[str]:
    """Return a folder for byte code, which is removed when this process ends."""
    return tempfile.TemporaryDirectory()


def environment() -> dict[str, str]:
    """Return an environment with this copy of the package that keeps byte code, as an installed package does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    paths = [str(ROOT / "src"), *filter(None, [kept.get("PYTHONPATH")])]
    return kept | {"PYTHONPYCACHEPREFIX": _byte_code().name, "PYTHONPATH": os.pathsep.join(paths)}


def first_documents(path: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each program's name and the command with which it reads one document: ours, and other libraries."""
    yield OURS, [sys.executable, "-c", _READ + PEAK, path]
    for name in NAMES:
        yield name, [interpreter(name), "-c", _ASK + PEAK, str(SCRIPT), name, path]


def start_up() -> list[Row]:
    """Measure the processor time of fresh processes from start to end, in turn."""
    with written([texts.documents(1)[0].encode()]) as paths:
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import techpolicy_extract": [sys.executable, "-c", "import techpolicy_extract"],
            "extract --help": [*PROGRAM, "--help"],
        }
        firsts = {name: command for name, command in first_documents(paths[0]) if _runs(name, command)}
        works = {name: partial(lasted, command) for name, command in (commands | firsts).items()}
        for name in commands:  # leaves byte code behind, as _runs does
            works[name]()
        found = in_turn(works, STARTS)
    plain = [{"process": name, "rounds": rounded(found[name])} for name in commands]
    return plain + [
        {"process": _titled(name, "its first document"), "library": name, "rounds": rounded(found[name])}
        for name in firsts
    ]


def memory() -> list[Row]:
    """Measure the peak memory of fresh processes."""
    bodies = {
        "100 documents": texts.documents(100),
        "one document of 100,000 characters": [texts.shuffled(100_000)],
    }
    rows: list[Row] = []
    with written([texts.documents(1)[0].encode()]) as paths:
        for name, command in first_documents(paths[0]):
            if _runs(name, command):  # run twice: compiling source code takes memory of its own
                title = _titled(name, "its first document")
                rows.append({"process": title, "library": name, "megabytes": megabytes(ran(command)[1])})
    for title, documents in bodies.items():
        with written([text.encode() for text in documents]) as paths:
            command = [sys.executable, "-c", _READ + PEAK, *paths]
            rows.append({"process": _titled(OURS, title), "megabytes": megabytes(ran(command)[1])})
    return rows


def _titled(name: str, what: str) -> str:
    return f"{NAMES.get(name, name)}, {what}"


def _runs(name: str, command: list[str]) -> bool:
    """Return whether a library is installed. Ours must be: raises CalledProcessError."""
    with suppress(*(() if name == OURS else (OSError, subprocess.CalledProcessError))):
        lasted(command)
        return True
    return False


def ran(command: list[str]) -> tuple[float, str]:
    """Return a process's processor time in seconds, and what it printed. Raises CalledProcessError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, run.stdout


def lasted(command: list[str]) -> float:
    """Return a process's processor time in seconds."""
    return ran(command)[0]


def megabytes(printed: str) -> int:
    """Return a process's peak memory in megabytes, which it printed at its end with PEAK."""
    return round(int(printed.split()[-1]) / 1e6)


def long() -> list[Row]:
    """Measure one document of 5, 10 and 20 million bytes, each in a fresh process, in turn."""
    bodies = {size: texts.long(size) for size in (5, 10, 20)}
    with written([*bodies.values()]) as paths:
        told = [[ran([sys.executable, "-c", _READ + PEAK, path]) for path in paths] for _ in range(LONG_ROUNDS)]
    return [
        {
            "of": "MB in one document",
            "size": size,
            "chars": len(data.decode()),
            "rounds": rounded([seconds for seconds, _ in each]),
            "megabytes": max(megabytes(printed) for _, printed in each),
        }
        for (size, data), each in zip(bodies.items(), zip(*told, strict=True), strict=True)
    ]


def jobs() -> list[Row]:
    """Measure in turn, by the wall clock: one worker, two, and two programs at once, which is the upper limit."""
    with (
        written([text.encode() for text in texts.documents(JOBS_DOCUMENTS)]) as paths,
        tempfile.TemporaryDirectory() as out,
    ):
        source = str(Path(paths[0]).parent)

        def run(workers: int, *outs: str) -> float:
            """Return the seconds until all programs, one for each folder of outputs, have ended."""
            clock = time.perf_counter()
            running = [subprocess.Popen(all_of(source, f"{out}/{each}", workers), env=environment()) for each in outs]
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


def all_of(source: str, out: str, workers: int) -> list[str]:
    """Return the command that processes all documents of a folder again."""
    return [*PROGRAM, "all", source, "--out", out, "--jobs", str(workers), "--force", "--quiet"]


def crew(count: int) -> list[Row]:
    """Measure the peak memory of parent and workers over `count` documents, twice and four times as many."""
    return [_held(total) for total in (count, 2 * count, 4 * count)]


def _held(total: int) -> Row:
    documents = [text.encode() for text in texts.documents(total, 500)]
    peaks: dict[int, float] = {}
    with written(documents) as paths, tempfile.TemporaryDirectory() as out:
        clock = time.perf_counter()
        words = all_of(str(Path(paths[0]).parent), out, 2)
        with subprocess.Popen(words, env=environment()) as parent:
            while parent.poll() is None:
                watch(parent.pid, peaks)
                time.sleep(0.1)
        assert parent.returncode in {0, 1}
    return {
        "documents": total,
        "parent_megabytes": round(peaks.pop(parent.pid)),
        "worker_megabytes": round(max(peaks.values())),
        "seconds": round(time.perf_counter() - clock, 1),
    }


def watch(parent: int, peaks: dict[int, float]) -> None:
    """Update the peak megabytes of a process and its children in `peaks`. Works on Linux only."""
    for pid in [parent, *map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())]:
        with suppress(OSError):  # the process has ended
            found = re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{pid}/status").read_text())
            if found:
                peaks[pid] = int(found[1]) * 1024 / 1e6
