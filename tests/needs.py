"""What some tests need beyond Python and its libraries; skip those tests where it is missing, and list them at the end.

`@pytest.mark.needs("font")` marks a test that needs an entry of NEEDS. Programs are looked for on PATH, and fonts below
XDG_DATA_DIRS, and nowhere else, so that `.ci/run` can hide them.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

FONT = Path("truetype/wqy/wqy-microhei.ttc")
_DATA_DIRS = "/usr/local/share:/usr/share"  # the default in the XDG specification


@dataclass(frozen=True, slots=True)
class Need:
    """A font, program or library: its name, the Debian package that has it, and how to find it."""

    called: str
    package: str
    find: Callable[[], Path | None]

    @property
    def reason(self) -> str:
        """Return why a test is skipped, and what to install."""
        return f"needs {self.called} (Debian package {self.package})"


def _font() -> Path | None:
    folders = (os.environ.get("XDG_DATA_DIRS") or _DATA_DIRS).split(os.pathsep)
    return next((path for path in (Path(each, "fonts", FONT) for each in folders) if path.is_file()), None)


def _program(*names: str) -> Path | None:
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None


def _office(part: str) -> Path | None:
    """Return the path of LibreOffice where it has this part, which is a Debian package of its own, else None."""
    program = _program("soffice", "libreoffice")
    return program if program and (program.resolve().parent / part).exists() else None


def _library(name: str) -> Path | None:
    try:
        ctypes.CDLL(name)
    except OSError:
        return None
    return Path(name)


NEEDS = {
    "calc": Need("LibreOffice Calc", "libreoffice-calc-nogui", lambda: _office("libsclo.so")),
    "chromium": Need("Chromium", "chromium", lambda: _program("chromium")),
    "font": Need("the font WenQuanYi Micro Hei", "fonts-wqy-microhei", _font),
    "libatomic": Need("libatomic for Playwright", "libatomic1", lambda: _library("libatomic.so.1")),
    "writer": Need("LibreOffice Writer", "libreoffice-writer-nogui", lambda: _office("libswlo.so")),
}


def find(name: str) -> Path | None:
    """Return the path of an entry of NEEDS (of a library its name), None where it is missing."""
    return NEEDS[name].find()


def _named(item: pytest.Item) -> list[str]:
    return [name for mark in item.iter_markers("needs") for name in mark.args]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option for runs that must not skip anything."""
    parser.addoption(
        "--need-all", action="store_true", help="fail, not skip, where something that a test needs is missing"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line("markers", "needs(*names): skip the test where something of tests/needs.py is missing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Raise UsageError for a need that is not in NEEDS."""
    for item in items:
        for name in _named(item):
            if name not in NEEDS:
                raise pytest.UsageError(f"{item.nodeid} needs {name!r}: tests/needs.py knows {', '.join(NEEDS)}")


@pytest.hookimpl(tryfirst=True)  # before fixtures are made, which need the same
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test where something that it needs is missing; fail it with --need-all."""
    for name in _named(item):
        if find(name) is None:
            if item.config.getoption("--need-all"):
                pytest.fail(NEEDS[name].reason, pytrace=False)
            pytest.skip(NEEDS[name].reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the reasons why the run skipped tests, one a line, with the number of tests and of whole files."""
    counts: dict[str, Counter[str]] = {}
    for report in terminalreporter.getreports("skipped"):
        if isinstance(report.longrepr, tuple):
            reason = str(report.longrepr[2]).removeprefix("Skipped: ")
            unit = "file" if isinstance(report, pytest.CollectReport) else "test"
            counts.setdefault(reason, Counter())[unit] += 1
    if not counts:
        return
    terminalreporter.section("left out")
    for reason, found in sorted(counts.items(), key=lambda each: (-each[1]["test"], each[0])):
        numbers = (f"{count:4} {unit}{'s' * (count > 1)}" for unit, count in sorted(found.items(), reverse=True))
        terminalreporter.write_line(f"{' and'.join(numbers):12} {reason}")
    if any(need.reason in counts for need in NEEDS.values()):
        terminalreporter.write_line("to install the Debian packages named here: bash scripts/install-debian.sh tests")
