"""Report results as Markdown, ratios first, and as JSON. All figures shown are computed from the JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.benchmark.clock import Row, best, times
from tests.benchmark.ratios import OURS, ratios, rows_of, there

Results = dict[str, Any]
Cells = list[list[str]]

START = "<!-- figures: `python -m tests.bench --write` writes from here to the end of figures -->"
END = "<!-- end of figures -->"
RATIOS = ("what", "ratio", "should be")


@dataclass(frozen=True, slots=True)
class Section:
    """How a part is reported: `cells` returns the rows of its table."""

    title: str
    heads: tuple[str, ...]
    cells: Callable[[list[Row]], Cells]


def number(value: float) -> str:
    """Format a number with three significant digits: 0.0123, 1.23, 12.3, 1,230."""
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.0f}" if rounded >= 100 else f"{rounded:g}"


def table(heads: tuple[str, ...], cells: Cells) -> list[str]:
    """Return the lines of a Markdown table: the first column left-aligned, the others right-aligned."""
    lines = ["| " + " | ".join(heads) + " |", "| --- |" + " ---: |" * (len(heads) - 1)]
    return lines + ["| " + " | ".join(each.replace("|", "\\|") for each in row) + " |" for row in cells]


def rate(row: Row) -> str:
    """Return the characters per second of the best round."""
    return f"{round(row['chars'] / best(row)):,}"


def longer(row: Row) -> str:
    """Return how many times as long as its first half a line takes."""
    return number(times(row["rounds_of_half"], row["rounds"]))


def spread(row: Row) -> str:
    """Return the spread of the rounds: the slowest divided by the fastest."""
    return number(max(row["rounds"]) / min(row["rounds"]))


# --- tables


def _compared(rows: list[Row]) -> Cells:
    ours = rows_of(there(rows), "name")[OURS]["rounds"]
    cells = [
        [row["name"], rate(row), number(times(ours, row["rounds"])), spread(row), str(row.get("unit", "documents")),
         f"{row['found']:,}" if "found" in row else "", str(row.get("failed", ""))]
        for row in there(rows)
    ]  # fmt: skip
    return cells + [[row["missing"], "", "", "", "", "", ""] for row in rows if "missing" in row]


def _stages(rows: list[Row]) -> Cells:
    return [[row["stage"], f"{row['seeds']:,}", f"{row['shuffled']:,}"] for row in rows]


def _grown(rows: list[Row]) -> Cells:
    return [[f"{row['size']:,} {row['of']}", number(best(row)), rate(row), spread(row)] for row in rows]


def _long(rows: list[Row]) -> Cells:
    return [[*cells, number(row["megabytes"])] for cells, row in zip(_grown(rows), rows, strict=True)]


def _odd(rows: list[Row]) -> Cells:
    plain = rows[0]
    return [[row["text"], rate(row), number(times(plain["rounds"], row["rounds"])), spread(row)] for row in rows]


def _adversarial(rows: list[Row]) -> Cells:
    return [
        [row["line"], number(best(row) / row["bytes"] * 1e6), number(best(row) / row["chars"] * 1e6),
         longer(row), number(row["written"] / row["chars"])]
        for row in rows
    ]  # fmt: skip


def _started(rows: list[Row]) -> Cells:
    return [[row["process"], number(best(row)), spread(row)] for row in rows]


def _held(rows: list[Row]) -> Cells:
    return [[row["process"], number(row["megabytes"])] for row in rows]


def _ran(rows: list[Row]) -> Cells:
    return [[row["run"], str(row["documents"]), number(best(row)), spread(row)] for row in rows]


def _crewed(rows: list[Row]) -> Cells:
    keys = ("parent_megabytes", "worker_megabytes", "seconds")
    return [[f"{row['documents']:,}", *(number(row[key]) for key in keys)] for row in rows]


SECTIONS = {
    "comparison": Section(
        "Beside other libraries",
        ("what", "characters a second", "techpolicy-extract is … times as fast", "spread", "given", "found", "failed"),
        _compared,
    ),
    "stages": Section("Stages, characters a second", ("stage", "seeds", "shuffled seeds"), _stages),
    "growth": Section("Growth", ("what", "seconds", "characters a second", "spread"), _grown),
    "long": Section("One very long document", ("what", "seconds", "characters a second", "spread", "peak MB"), _long),
    "odd": Section("Odd documents", ("document", "characters a second", "time ÷ plain", "spread"), _odd),
    "adversarial": Section(
        "Adversarial lines",
        (
            "line",
            "seconds a megabyte",
            "seconds a million characters",
            "time ÷ its half's",
            "bytes written a character",
        ),
        _adversarial,
    ),
    "start_up": Section("Start-up", ("fresh process", "seconds", "spread"), _started),
    "memory": Section("Peak memory", ("fresh process", "MB"), _held),
    "jobs": Section("Two workers", ("run", "documents", "seconds on the wall", "spread"), _ran),
    "crew": Section(
        "Memory over many documents, `--jobs 2`", ("documents", "parent MB", "worker MB", "seconds"), _crewed
    ),
}


def phrases(rows: list[Row]) -> list[str]:
    """Return what each library finds in the sentences, as Markdown lists."""
    lines = []
    for row in rows:
        lines += [f"- {row['text']}"]
        for name, found in row.items():
            if name != "text":
                lines += [f"  - {name}: " + ("; ".join(f"`{each}`" for each in found) or "nothing")]
    return lines


def ratio_table(results: Results) -> list[str]:
    """Return the lines of the table of all ratios."""
    return table(RATIOS, [[what, number(ratio), goal] for what, ratio, goal in ratios(results)])


def section(part: str, rows: list[Row]) -> str:
    """Return a part as a heading and a table."""
    if part == "phrases":
        return "\n".join(["### What each makes of a sentence", "", *phrases(rows)])
    told = SECTIONS[part]
    return "\n".join([f"### {told.title}", "", *table(told.heads, told.cells(rows))])


def markdown(results: Results) -> str:
    """Return the whole report: ratios, the machine, a table for each part, the JSON."""
    machine = results["machine"]
    parts = [part for part in results if part != "machine"]
    told = [
        "## Ratios",
        "\n".join(ratio_table(results)),
        "## Figures",
        "Measured on " + ", ".join(f"{name} {value}" for name, value in machine.items()) + ".",
        *(section(part, results[part]) for part in parts),
        "## The same as JSON",
        f"```json\n{dumped(results)}```",
    ]
    return "\n\n".join(told) + "\n"


# --- the page


def dumped(results: Results) -> str:
    """Return results as JSON, one line for each row."""
    parts = []
    for name, value in results.items():
        rows = [value] if isinstance(value, dict) else value
        lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
        parts.append(f' "{name}": ' + (lines.strip() if isinstance(value, dict) else f"[\n{lines}\n ]"))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def figures(page: str) -> str:
    """Return the text between the marks of a page. Raises ValueError where they are missing."""
    return page[page.index(START) + len(START) : page.index(END)].strip() + "\n"


def results_of(page: str) -> Results:
    """Return the results that a page holds as JSON, empty where it has none yet."""
    found = re.search(r"^```json\n(.*?)^```", figures(page), re.MULTILINE | re.DOTALL)
    results: Results = json.loads(found[1]) if found else {}
    return results


def with_figures(page: str, results: Results) -> str:
    """Return a page with these results between its marks. Raises ValueError where the marks are missing."""
    before, after = page.index(START) + len(START), page.index(END)
    return f"{page[:before]}\n\n{markdown(results)}\n{page[after:]}"
