"""Find a portal's block of metadata (索引号, 发文机关, 成文日期 …) at the head of a page."""

from __future__ import annotations

from functools import cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.lexing.date_values import iso_day
from techpolicy_extract.stages.normalize.lines import Line
from techpolicy_extract.stages.normalize.sites import Found, labelled

_ZONE = 200  # lines from the top in which a block may begin
_VALUE = 90  # characters that a value has at most
_NONE = "none"  # what a label states that gives no fact


@cache
def _labels() -> dict[str, str]:
    return dict(load("furniture")["portal"])


def portal_block(lines: list[Line], found: Found) -> None:
    """Mark the lines of the first block with at least three labels, and note the facts that it states.

    A value stands behind its label or on the next line. A title that stands nowhere else stays in the text.
    """
    labels = _labels()
    number = next((n for n, line in enumerate(lines[:_ZONE]) if n not in found.kinds and _labelled(line, labels)), None)
    if number is None:
        return
    marks: list[int] = []
    facts: dict[str, tuple[str, tuple[int, int]]] = {}
    count, title = 0, ""
    while number < len(lines):
        pairs = _labelled(lines[number], labels) if number not in found.kinds else []
        if not pairs:
            break
        marks.append(number)
        count += len(pairs)
        for label, start, end in pairs:
            if start == end and label == pairs[-1][0] and _is_value(lines, number + 1, label, title):
                number += 1
                marks.append(number)
                start, end = lines[number].start, lines[number].end
            value = _cut(lines[number], start, end)
            title = value if label in words("furniture", "titles") else title
            _note(facts, labels[label], value, (start, end))
        number += 1
    if count < 3:
        return
    rest = "".join(line.text for line in lines[number : number + 60])
    for mark in marks:
        if not (title and lines[mark].text.endswith(title) and title.replace(" ", "") not in rest.replace(" ", "")):
            found.kinds[mark] = "site"
    for name, fact in facts.items():
        found.facts.setdefault(name, fact)


def _labelled(line: Line, labels: dict[str, str]) -> list[tuple[str, int, int]]:
    pairs = labelled(line, tuple(labels))
    return pairs if pairs and len(line.text) <= 4 * _VALUE else []


def _is_value(lines: list[Line], number: int, label: str, title: str) -> bool:
    """Return whether the line is the value of the empty label before it, and not the title that follows the block."""
    if number >= len(lines):
        return False
    text = lines[number].text
    if len(text) > _VALUE or "。" in text or _labelled(lines[number], _labels()):
        return False
    if label in words("furniture", "titles"):
        return True
    return not (title.startswith(text) or any(word in text for word in words("documents", "about")))


def _cut(line: Line, start: int, end: int) -> str:
    return line.text[start - line.start : end - line.start]


def _note(facts: dict[str, tuple[str, tuple[int, int]]], name: str, value: str, span: tuple[int, int]) -> None:
    if name.endswith("_on"):
        day = iso_day(value)
        if day:
            facts.setdefault(name, (day[0], (span[0] + day[1][0], span[0] + day[1][1])))
    elif name != _NONE and value.strip():
        facts.setdefault(name, (value.strip(), span))
