"""Run `extract diff`: compare, write to standard output, return the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from techpolicy_extract.cli.terminal import differences
from techpolicy_extract.cli.terminal.colour import wanted
from techpolicy_extract.cli.terminal.output import quiet_when_gone, say
from techpolicy_extract.cli.terminal.report import Report
from techpolicy_extract.files import jsonl
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.differ import Comparison, compare_files


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a comparison, the ignored fields, and the form of the report."""

    old: Path
    new: Path
    ignore: tuple[str, ...] = ()
    form: str = "text"


def run_diff(sides: Sides) -> int:
    """Write how two outputs differ. Returns 0 where they are equal, 1 where not, 2 where they cannot be compared."""
    names = frozenset(name.strip() for names in sides.ignore for name in names.split(",") if name.strip())
    try:
        found = compare_files(sides.old, sides.new, names)
    except UserError as error:
        Report(1, quiet=True).failed(error)
        return 2
    with quiet_when_gone():
        say(_lines(found, sides.form))
    return int(not found.equal)


def _lines(found: Comparison, form: str) -> Iterable[str]:
    if form == "json":
        return [jsonl.dumps(differences.data(found), indent=2)]
    return differences.markdown(found) if form == "markdown" else differences.text(found, wanted(sys.stdout))
