"""The report of `extract diff`: as lines of text, as Markdown, as data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from techpolicy_extract.cli.terminal.colour import paint
from techpolicy_extract.cli.terminal.layout import one_line
from techpolicy_extract.products.differ import ABSENT, KINDS, Change, Comparison, Difference, FieldChange, Row

_MARKS = {"lost": "-", "gained": "+", "changed": "*", "moved": ">"}
_COLOURS = {"lost": "red", "gained": "green", "changed": "yellow", "moved": "blue"}
_WIDTH = 60  # characters shown of a record's text
_AROUND = 16  # equal characters shown on both sides of a difference, to find its place by


def text(found: Comparison, colours: bool = False) -> Iterator[str]:
    """Yield the report of a comparison, document by document, with the totals at its end."""
    for name, difference in found.both.items():
        if not difference.equal:
            yield paint(one_line(name), "bold", colours)
            yield from (f"  {line}" for line in difference_text(difference, colours))
    yield from _one_sided(found)
    yield from _versions(found)
    yield _total(found)


def difference_text(found: Difference, colours: bool = False) -> Iterator[str]:
    """Yield how one document differs: a line for each record, and below it a line for each changed field."""
    for change in found.changes:
        head = f"{_MARKS[change.kind]} {change.kind} {_name(change)}"
        yield f"{paint(head, _COLOURS[change.kind], colours)} {_place(change)} {_said(change.row)}".rstrip()
        if change.kind == "changed":
            for each in change.fields:
                old, new = _shown(each)
                arrow = paint("→", "dim", colours)
                yield f"    {each.name}: {paint(old, 'red', colours)} {arrow} {paint(new, 'green', colours)}"
    if found.order:
        yield "the order of records or of their fields has changed"


def markdown(found: Comparison) -> Iterator[str]:
    """Yield the report of a comparison as Markdown, for a comment or a report in CI."""
    yield f"### {_total(found)}"
    for name, difference in found.both.items():
        if difference.equal:
            continue
        yield from ("", f"#### {_code(name)}", "")
        for change in difference.changes:
            yield f"- **{change.kind}** {_code(_name(change))} {_place(change)} {_escaped(_said(change.row))}".rstrip()
            if change.kind == "changed":
                shown = ((each.name, *_shown(each)) for each in change.fields)
                yield from (f"  - {_code(field)}: {_code(old)} → {_code(new)}" for field, old, new in shown)
        if difference.order:
            yield "- the order of records or of their fields has changed"
    said = [*_one_sided(found), *_versions(found)]
    yield from ("", *(f"- {_escaped(line)}" for line in said)) if said else ()


def data(found: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data."""
    return {
        "equal": found.equal,
        "documents": len(found.both),
        "differing": sum(not each.equal for each in found.both.values()),
        **{kind: found.count(kind) for kind in KINDS},
        "only_old": found.only_old,
        "only_new": found.only_new,
        "versions": [_field(each) | {"documents": number} for each, number in _counted(found)],
        "differences": {
            name: {"order": each.order, "changes": [_change(change) for change in each.changes]}
            for name, each in found.both.items()
            if not each.equal
        },
    }


def _change(change: Change) -> dict[str, Any]:
    row = change.row
    told: dict[str, Any] = {"kind": change.kind} | {name: row.get(name) for name in ("type", "id", "start", "end")}
    if change.old is None or change.new is None:
        return told | {"record": row}
    return told | {"text": row.get("text"), "fields": [_field(each) for each in change.fields]}


def _field(each: FieldChange) -> dict[str, Any]:
    """Return a field's name and values; a side without the field has no key."""
    sides = {"old": each.old, "new": each.new}
    return {"field": each.name} | {side: value for side, value in sides.items() if value is not ABSENT}


def _total(found: Comparison) -> str:
    differing = sum(not each.equal for each in found.both.values())
    counts = ", ".join(f"{number} {kind}" for kind in KINDS if (number := found.count(kind)))
    tail = f"{differing} differ" + (f": {counts}" if counts else "") if differing else "all equal"
    return f"{_number(len(found.both), 'document')} compared, {tail}"


def _one_sided(found: Comparison) -> Iterator[str]:
    for side, names in (("OLD", found.only_old), ("NEW", found.only_new)):
        for name, number in names.items():
            yield f"only in {side}: {one_line(name)} ({_number(number, 'record')})"


def _versions(found: Comparison) -> Iterator[str]:
    for each, number in _counted(found):
        yield f"{each.name}: {_value(each.old)} → {_value(each.new)} ({_number(number, 'document')})"


def _counted(found: Comparison) -> Iterator[tuple[FieldChange, int]]:
    """Yield each change of a version once, with the number of documents that have it."""
    every = [each for difference in found.both.values() for each in difference.versions]
    counts = Counter(map(repr, every))
    yield from ((each, counts[key]) for key, each in {repr(each): each for each in every}.items())


def _name(change: Change) -> str:
    row = change.row
    return str(row.get("id") or row.get("type") or "record")


def _place(change: Change) -> str:
    old, new = (_span(row) for row in (change.old, change.new))
    if change.kind == "moved":
        inner = ", ".join(each.name for each in change.fields if each.name.startswith("spans."))
        return f"{old} → {new}" if old != new else f"{new} in {inner}"
    return new or old


def _span(row: Row | None) -> str:
    return f"[{row.get('start', '?')}, {row.get('end', '?')})" if row else ""


def _said(row: Row) -> str:
    said = one_line(str(row.get("text") or row.get("quote") or ""))
    return said if len(said) <= _WIDTH else f"{said[: _WIDTH - 1]}…"


def _shown(each: FieldChange) -> tuple[str, str]:
    """Return both values as JSON, long texts cut to what differs and a little around it."""
    if isinstance(each.old, str) and isinstance(each.new, str) and max(len(each.old), len(each.new)) > _WIDTH:
        return _differing(each.old, each.new)
    return _value(each.old), _value(each.new)


def _value(value: Any) -> str:
    return repr(value) if value is ABSENT else json.dumps(value, ensure_ascii=False)


def _differing(old: str, new: str) -> tuple[str, str]:
    """Cut two texts to what differs; `…` stands for equal text."""
    shortest = min(len(old), len(new))
    first = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    last = next((i for i in range(shortest - first) if old[-1 - i] != new[-1 - i]), shortest - first)
    low, high = max(0, first - _AROUND), max(0, last - _AROUND)
    cut = (one[low : len(one) - high] for one in (old, new))
    left, right = (f"{'…' if low else ''}{_value(one)}{'…' if high else ''}" for one in cut)
    return left, right


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _code(said: str) -> str:
    """Mark as Markdown code a text that may itself hold backticks."""
    fence = "`"
    while fence in said:
        fence += "`"
    return f"{fence} {said} {fence}" if "`" in said else f"`{said}`"


def _escaped(said: str) -> str:
    """Escape a text so that it is not read as Markdown or HTML."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|~" else char for char in said)
