"""Run `extract eval`: score, write to standard output, return the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from techpolicy_extract.cli.terminal import figures
from techpolicy_extract.cli.terminal.output import quiet_when_gone, say
from techpolicy_extract.cli.terminal.report import Report
from techpolicy_extract.files import jsonl
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.evaluation import Evaluation, evaluate, floors
from techpolicy_extract.products.evaluation.intervals import intervals


@dataclass(frozen=True, slots=True)
class Scoring:
    """What is scored, the floors to hold, and the form of the report: the options of `extract eval`."""

    gold: Path
    out: Path
    sources: Path | None = None
    strict: bool = False
    floors: Path | None = None
    table: str | None = None
    verbose: bool = False
    intervals: bool = False
    form: str = "text"


def run_eval(order: Scoring) -> int:
    """Score outputs. Return 0, or 1 where a floor is missed, or 2 where there is nothing to score."""
    try:
        wanted = floors.read(order.floors, order.table) if order.floors else {}
        found = evaluate(order.gold, order.out, order.sources, order.strict)
    except UserError as error:
        Report(1, quiet=True).failed(error)
        return 2
    below = floors.missed(found.total.figures(), wanted)
    with quiet_when_gone():
        say(_lines(found, order, below))
    return int(bool(below))


def _lines(found: Evaluation, order: Scoring, below: list[str]) -> Iterable[str]:
    sourced = order.sources is not None
    spread = intervals(list(found.documents.values())) if order.intervals else None
    if order.form == "json":
        said = figures.data(found, sourced)
        said |= (
            {"intervals": {kind: [round(end, 4) for end in ends] for kind, ends in spread.items()}} if spread else {}
        )
        said |= {"floors": {"missed": below}} if order.floors else {}
        said |= {"notes": found.total.notes} if order.verbose else {}
        return [jsonl.dumps(said, indent=2)]
    shown = (figures.markdown if order.form == "markdown" else figures.text)(found, sourced, spread)
    return (*shown, *_notes(found, order), *_floors(order, below))


def _notes(found: Evaluation, order: Scoring) -> Iterator[str]:
    mark = "- " if order.form == "markdown" else ""
    if order.verbose:
        yield from (f"{mark}{note}" for note in found.total.notes)


def _floors(order: Scoring, below: list[str]) -> Iterator[str]:
    mark = "- " if order.form == "markdown" else ""
    if order.floors:
        yield from (f"{mark}FLOOR MISSED: {line}" for line in below)
        yield from () if below else ("all floors are reached",)
