"""The ratios at the top of the report, computed from the rows of the parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.benchmark.clock import Row, best, times

OURS = "techpolicy-extract"
LIBRARIES = {"jionlp": "JioNLP, money and time", "recognizers": "Recognizers-Text, four searches"}
Ratio = tuple[str, float, str]  # what is compared, the ratio, and what it should be


def ratios(results: dict[str, Any]) -> list[Ratio]:
    """Return the ratios of the parts that were measured."""
    return [
        *_speeds(results.get("comparison", [])),
        *_jobs(results.get("jobs", [])),
        *_growth([*results.get("growth", []), *results.get("long", [])]),
        *_lines(results.get("adversarial", [])),
        *_firsts("time from the start to the first document's end", results.get("start_up", []), best),
        *_firsts("peak memory", results.get("memory", []), lambda row: float(row["megabytes"])),
    ]


def there(rows: list[Row]) -> list[Row]:
    """Return the rows that could be measured."""
    return [row for row in rows if "missing" not in row]


def rows_of(rows: list[Row], key: str) -> dict[Any, Row]:
    """Index rows by the value of a key; rows without the key are left out."""
    return {row[key]: row for row in rows if key in row}


def together(rows: list[Row]) -> list[float]:
    """Return the sum of the seconds of several searches, round by round."""
    return [sum(each) for each in zip(*(row["rounds"] for row in rows), strict=True)]


def _speeds(rows: list[Row]) -> Iterator[Ratio]:
    named = rows_of(there(rows), "name")
    if not named:
        return
    ours = named[OURS]["rounds"]
    for library, title in LIBRARIES.items():
        searches = [row for row in rows if row.get("library") == library]
        if searches:
            yield f"characters a second ÷ {title}", times(ours, together(searches)), "above 1"
    yield "characters a second ÷ the floor", times(ours, named["floor"]["rounds"]), "at most 1"


def _jobs(rows: list[Row]) -> Iterator[Ratio]:
    if not rows:
        return
    one, two, both = (row["rounds"] for row in rows)
    gain, ceiling = times(two, one), 2 * times(both, one)
    yield "documents a second, `--jobs 2` ÷ `--jobs 1`", gain, "2"
    yield "the machine's own ceiling, two programs at once ÷ one", ceiling, "2"
    yield "`--jobs 2` ÷ that ceiling", gain / ceiling, "1"


def _growth(rows: list[Row]) -> Iterator[Ratio]:
    first: dict[str, Row] = {}
    for row in rows:
        base = first.setdefault(row["of"], row)
        if row is not base:
            name = f"time, {row['size']:,} ÷ {base['size']:,} {row['of']}"
            yield name, times(base["rounds"], row["rounds"]), f"{row['chars'] / base['chars']:.3g}"


def _lines(rows: list[Row]) -> Iterator[Ratio]:
    found = {row["line"]: times(row["rounds_of_half"], row["rounds"]) for row in rows}
    if found:
        worst = max(found, key=found.__getitem__)
        yield f"time, adversarial line ÷ its half, the worst ({worst})", found[worst], "2"


def _firsts(title: str, rows: list[Row], value: Callable[[Row], float]) -> Iterator[Ratio]:
    """Compare our first document with that of each library."""
    libraries = {name: value(row) for name, row in rows_of(rows, "library").items()}
    for name, named in LIBRARIES.items():
        if name in libraries:
            yield f"{title} ÷ {named}", libraries[OURS] / libraries[name], "below 1"
