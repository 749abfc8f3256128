"""Wordings of duties.toml: who answers for a task, and the record that each must give.

Run as `python -m tests.wordings.duties` to count how many are read well and to print those that are not.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from tests.documents import Row, records

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "duties.toml").read_text("utf-8"))
AWAITED: dict[str, str] = {  # the cause by form, bodies and place
    f"{form} {bodies} {place}": cause
    for cause, lines in DATA.get("awaited", {}).items()
    for line, named in lines.items()
    for form, place in [line.split()]
    for bodies in (DATA["bodies"] if named == "*" else named.split())
}
_HEAD = "云州市人民政府关于印发行动方案的通知\n\n各县区人民政府：\n一、主要任务\n"
_ROLES = {"lead": "lead", "part": "participants", "guide": "guiding"}

Key = tuple[str, str, str]  # form, bodies, place


def keys() -> Iterator[Key]:
    """Yield the key of each wording."""
    for form, bodies in product(DATA["forms"], DATA["bodies"]):
        said = DATA["forms"][form]
        if said.get("one") and len(DATA["bodies"][bodies]["lead"]) > 1:
            continue
        for kind in said["places"].split():
            for place in DATA["places"][kind]:
                yield form, bodies, place


def places() -> dict[str, str]:
    """Return all places by name: a text with {s} for the wording and {task} for the task."""
    return {name: text for kind in DATA["places"].values() for name, text in kind.items()}


def document(key: Key) -> str:
    """Return the text in which a wording stands."""
    form, bodies, place = key
    named = DATA["bodies"][bodies]
    lists = {name: "、".join(named[name]) + named.get(f"{name}_ends", "") for name in _ROLES}
    sentence = DATA["forms"][form]["text"].format(**lists)
    return _HEAD + places()[place].format(s=sentence, task=DATA["task"])


def wanted(key: Key) -> Row:
    """Return the fields of the record of a wording; of the first where its place holds it several times."""
    form, bodies, _ = key
    named, text = DATA["bodies"][bodies], DATA["forms"][form]["text"]
    row: Row = {}
    for name, field in _ROLES.items():
        read = named.get(f"{name}_read", named[name]) if f"{{{name}}}" in text else []
        row[field] = read
        if name != "guide":
            row[f"{field}_full"] = named.get(f"{name}_full", read) if read else []
    for end in ("", "_full"):
        if DATA["forms"][form].get("part"):
            row[f"lead{end}"] = [*row[f"lead{end}"], *row.pop(f"participants{end}")]
            row[f"participants{end}"] = []
        row[f"participants{end}"] = [*row[f"participants{end}"], *DATA["forms"][form].get("adds", ())]
    row["open_ended"] = any(f"{name}_ends" in named and f"{{{name}}}" in text for name in _ROLES)
    row["task"] = DATA["task"]
    return row


def faults(key: Key) -> list[str]:
    """Return a line for each thing that is not as it should be; none for a wording that is read well."""
    rows = records(document(key), "responsibility")
    times = places()[key[2]].count("{s}")
    if len(rows) != times:
        return [f"expected {times} records, got {len(rows)}: {[row['text'] for row in rows]}"]
    fields = wanted(key)
    found = [f"task: expected {DATA['task']}, got {rows[0]['task']}"] if rows[0]["task"] != DATA["task"] else []
    return found + [
        f"{name}: expected {value}, got {row[name]}"
        for row in rows
        for name, value in fields.items()
        if row[name] != value and name != "task"
    ]


def cause(key: Key) -> str | None:
    """Return why a wording is not read well yet; None for one that must be."""
    return AWAITED.get(" ".join(key))


def main() -> int:
    """Read all wordings. Return 1 where one fails that is not awaited, or passes though it is."""
    tried = list(keys())
    failed = {key: found for key in tried if (found := faults(key))}
    for key, found in failed.items():
        print("\n  ".join([" ".join(key), document(key).split("一、主要任务\n")[1].strip(), *found]))
    print(f"{len(tried) - len(failed)} of {len(tried)} wordings are read well")
    return int(any((key in failed) is (cause(key) is None) for key in tried))


if __name__ == "__main__":
    sys.exit(main())
