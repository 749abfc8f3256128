"""Measure the speed: `python -m tests.bench --help`. Not part of the test run.

Times are processor times, the best of several rounds. Things that are compared run in turn, and their ratio is the
median over the rounds, so that other work on the machine shows as little as possible. Workers are timed by the wall
clock.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from techpolicy_extract import __version__
from tests.benchmark import measures, processes, report
from tests.benchmark.clock import Row
from tests.benchmark.ratios import OURS

PAGE = Path(__file__).parent.parent / "docs/performance.md"
PARTS: dict[str, Callable[[], list[Row]]] = {
    "comparison": measures.comparison,
    "phrases": measures.phrases,
    "stages": measures.stages,
    "growth": measures.growth,
    "odd": measures.odd,
    "adversarial": measures.adversarial,
    "start_up": processes.start_up,
    "memory": processes.memory,
    "jobs": processes.jobs,
}
_EPILOG = """BENCH_JIONLP and BENCH_RECOGNIZERS name the Python that has JioNLP or Recognizers-Text, where this one has
not. What is not there is left out."""
ASKED_FOR = ("long", "crew")  # take minutes: measured only where they are named


def machine() -> dict[str, str]:
    """Return what the measurements are made on: processor, cores, system, versions."""
    info = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*: (.+)", info.read_text()) if info.exists() else None
    return {
        "processor": named[1].strip() if named else platform.processor() or platform.machine(),
        "cores": str(os.cpu_count()),
        "system": platform.system(),
        "Python": platform.python_version(),
        OURS: __version__,
    }


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    names = ", ".join([*PARTS, *ASKED_FOR])
    helps = {
        "only": f"measure these: {names}",
        "long": "also measure one document of 5, 10, 20 MB: minutes",
        "many": "also measure the memory of parent and workers over N, 2N, 4N documents (Linux)",
        "json": "print JSON",
        "write": f"write the figures into a page [{PAGE.name}]; with --only the others stay",
    }
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure the speed.", epilog=_EPILOG)
    parser.add_argument("--only", nargs="+", choices=[*PARTS, *ASKED_FOR], metavar="PART", help=helps["only"])
    parser.add_argument("--long", action="store_true", help=helps["long"])
    parser.add_argument("--many", type=int, metavar="N", help=helps["many"])
    parser.add_argument("--json", action="store_true", help=helps["json"])
    parser.add_argument("--write", nargs="?", type=Path, const=PAGE, metavar="PAGE", help=helps["write"])
    return parser.parse_args()


def chosen(given: argparse.Namespace) -> dict[str, Callable[[], list[Row]]]:
    """Return the parts to measure."""
    parts = PARTS | {"long": processes.long, "crew": partial(processes.crew, given.many or 250)}
    names = given.only or [*PARTS, *(["long"] if given.long else []), *(["crew"] if given.many else [])]
    return {name: part for name, part in parts.items() if name in names}


def kept(given: argparse.Namespace, on: dict[str, str]) -> report.Results:
    """Return the page's results that are kept: with --only those not measured again. They must be of machine `on`."""
    if not given.write:
        return {}
    try:
        held = report.results_of(given.write.read_text("utf-8"))
    except (OSError, ValueError) as error:  # report it before anything is measured
        sys.exit(f"error: {given.write}: it must be a page with the marks of {PAGE.name}: {error}")
    if given.only and held and held["machine"] != on:
        sys.exit(f"error: {given.write}: its figures are of another machine or version: measure all, without --only")
    return held if given.only else {}


def main() -> int:
    """Measure; print each part as soon as it is done; write the page."""
    given = arguments()
    on = machine()
    results = kept(given, on) | {"machine": on}
    for name, part in chosen(given).items():
        results[name] = part()
        if not given.json:
            print(report.section(name, results[name]), "", sep="\n", flush=True)
    results = {name: results[name] for name in ("machine", *PARTS, *ASKED_FOR) if name in results}
    if given.json:
        print(report.dumped(results), end="")
    else:
        print("### Ratios", "", *report.ratio_table(results), sep="\n")
    if given.write:
        given.write.write_text(report.with_figures(given.write.read_text("utf-8"), results), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
