"""Run `extract eval`: score, write to standard output, return the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from techpolicy_extract.cli import figures
from techpolicy_extract.cli.compare import Evaluate
from techpolicy_extract.cli.output import quiet_when_gone, say
from techpolicy_extract.cli.report import Report
from techpolicy_extract.files import jsonl
from techpolicy_extract.nouns.errors import UserError
from techpolicy_extract.products.evaluation import Evaluation, evaluate, floors


def run_eval(order: Evaluate) -> int:
    """Score outputs. Returns 0, 1 where a floor is missed, 2 where nothing can be scored."""
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


def _lines(found: Evaluation, order: Evaluate, below: list[str]) -> Iterable[str]:
    sourced = order.sources is not None
    if order.form == "json":
        said = figures.data(found, sourced)
        said |= {"floors": {"missed": below}} if order.floors else {}
        said |= {"notes": found.total.notes} if order.verbose else {}
        return [jsonl.dumps(said, indent=2)]
    shown = figures.markdown(found, sourced) if order.form == "markdown" else figures.text(found, sourced)
    return (*shown, *_notes(found, order), *_floors(order, below))


def _notes(found: Evaluation, order: Evaluate) -> Iterator[str]:
    mark = "- " if order.form == "markdown" else ""
    if order.verbose:
        yield from (f"{mark}{note}" for note in found.total.notes)


def _floors(order: Evaluate, below: list[str]) -> Iterator[str]:
    mark = "- " if order.form == "markdown" else ""
    if order.floors:
        yield from (f"{mark}FLOOR MISSED: {line}" for line in below)
        yield from () if below else ("all floors are reached",)
