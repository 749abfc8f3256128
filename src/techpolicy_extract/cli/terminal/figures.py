"""The report of `extract eval`: as tables for people or for CI, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from techpolicy_extract.cli.language.messages import tr
from techpolicy_extract.cli.terminal import layout
from techpolicy_extract.cli.terminal.layout import Table, one_line
from techpolicy_extract.products.evaluation import Evaluation, Score
from techpolicy_extract.products.evaluation.tally import Cell
from techpolicy_extract.products.pairing import ANCHORS

_PRF = ("P", "R", "F1")
Spread = Mapping[str, tuple[float, float]]


def text(found: Evaluation, sourced: bool, spread: Spread | None = None) -> Iterator[str]:
    """Yield the figures as tables in plain text; `spread` has the interval of F1 by type."""
    yield _files(found)
    for table in _all(found, spread):
        yield from layout.text(table)
    yield from _grounding(found.total, sourced)


def markdown(found: Evaluation, sourced: bool, spread: Spread | None = None) -> Iterator[str]:
    """Yield the figures as tables in Markdown; `spread` has the interval of F1 by type."""
    yield f"### {_files(found)}"
    for table in _all(found, spread):
        yield ""
        yield from layout.markdown(table)
    yield from ("", *_grounding(found.total, sourced))


def data(found: Evaluation, sourced: bool) -> dict[str, Any]:
    """Return the figures as plain data; `grounding` only where sources were read."""
    figures = found.total.figures()
    if not sourced:
        del figures["grounding"]
    return {
        "files": len(found.documents),
        "missing": found.missing,
        **figures,
        "genres": {name: {"documents": found.genre_sizes[name]} | _short(score) for name, score in _genres(found)},
        "documents": {name: _short(score) for name, score in found.documents.items()},
    }


def score_text(title: str, score: Score) -> Iterator[str]:
    """Yield the tables of one score."""
    yield f"[{title}]"
    for table in _tables(score):
        yield from layout.text(table)
    yield from _grounding(score, sourced=True)


def _all(found: Evaluation, spread: Spread | None) -> Iterator[Table]:
    yield from _tables(found.total, spread)
    genres = [(f"{name} ({found.genre_sizes[name]})", *_overall(score)) for name, score in _genres(found)]
    yield Table("by genre (documents)", ("genre", "gold", *_PRF), genres)
    documents = [(name, *_overall(score)) for name, score in found.documents.items()]
    yield Table("by document", ("document", "gold", *_PRF), documents)


def _tables(score: Score, spread: Spread | None = None) -> Iterator[Table]:
    figures = score.figures()
    head = ("type", "gold", *_PRF, *(() if spread is None else ("95 % of F1",)))
    yield Table(
        "records", head, [(kind, *_cells(score.types[kind]), *_ends(kind, spread)) for kind in figures["types"]]
    )
    pooled = {name: score.pooled(name.partition(".")[2]) for name in figures["pooled"]}
    agreement = [
        (name, str(cell.n), *(f"{share:.3f}" for share in cell.shares()))
        for name, cell in (*pooled.items(), *sorted(score.fields.items()))
    ]
    yield Table(
        "field agreement of the pairs (quantity: target and result)", ("field", "n", "exact", "soft"), agreement
    )
    document = [(f"document.{name}", str(n), str(agree)) for name, (agree, n) in score.document.items()]
    yield Table("document fields", ("field", "n", "agree"), document)
    yield _confusion(score)


def _ends(kind: str, spread: Spread | None) -> tuple[str, ...]:
    """Return the interval of a type as a cell; a dash where there is none; nothing where none is asked for."""
    if spread is None:
        return ()
    return (" to ".join(f"{end:.3f}" for end in spread[kind]) if kind in spread else "–",)


def _confusion(score: Score) -> Table:
    """Return a table of gold types against predicted types, with the records that have no counterpart."""
    gold = {one for one, _ in score.confusion} | {kind for kind, n in score.missed.items() if n}
    got = {other for _, other in score.confusion} | {kind for kind, n in score.spurious.items() if n}
    columns = [kind for kind in ANCHORS if kind in got]
    rows = [
        (kind, *(_count(score.confusion[kind, other]) for other in columns), _count(score.missed[kind]))
        for kind in ANCHORS
        if kind in gold
    ]
    spurious = ("spurious", *(_count(score.spurious[kind]) for kind in columns), "")
    title = "class confusions (rows: gold, columns: output)"
    return Table(title, ("", *columns, "missed"), [*rows, spurious] if columns else rows)


def _count(number: int) -> str:
    return str(number) if number else "·"


def _genres(found: Evaluation) -> list[tuple[str, Score]]:
    return sorted(found.genres.items(), key=lambda item: (-found.genre_sizes[item[0]], item[0]))


def _overall(score: Score) -> tuple[str, ...]:
    return _cells(score.overall())


def _cells(cell: Cell) -> tuple[str, ...]:
    """Return the number of gold records, P, R and F1 as cells; a dash stands for a figure that does not exist."""
    return (str(cell.hit + cell.miss), *("–" if share is None else f"{share:.3f}" for share in cell.shares()))


def _short(score: Score) -> dict[str, Any]:
    return score.overall().figures() | {"types": score.figures()["types"]}


def _files(found: Evaluation) -> str:
    """Return a line with the number of annotated documents and the names of those without output."""
    hint = tr("run `extract all` first, or name its --out folder")
    missing = f": {', '.join(found.missing)} ({hint})" if found.missing else ""
    return one_line(f"{len(found.documents)} gold files, no output for {len(found.missing)}{missing}")


def _grounding(score: Score, sourced: bool) -> Iterator[str]:
    if sourced:
        good, bad = score.grounding
        yield f"grounding: {good} good, {bad} bad"
