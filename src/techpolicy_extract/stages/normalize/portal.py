"""Find a portal's block of metadata (索引号, 发文机关, 成文日期 …) at the head of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import words
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.normalize.lines import Line
from techpolicy_extract.stages.normalize.sites import Found, Pair, labelled, note_fact

Facts = dict[str, tuple[str, tuple[int, int]]]

_ZONE = 200  # lines from the top in which a block may begin
_VALUE = 90  # characters that a value has at most
_FEWEST = 3  # labels of a block
_TORN = 3  # lines that the rest of a torn number may take
_YEAR = lazy(r"〔 ?((?:19|20)\d\d) ?〕")
_NUMBER = lazy(r"([\u4e00-\u9fff]{1,14}?)第?(\d{1,5})号")


@dataclass(slots=True)
class _Block:
    """What a block holds: its lines, its facts, how many labels, and the title that it states."""

    marks: list[int] = field(default_factory=list)
    facts: Facts = field(default_factory=dict)
    count: int = 0
    title: str = ""


def portal_block(lines: list[Line], found: Found) -> None:
    """Mark the lines of the first block with at least three labels, and note the facts that it states.

    A value stands behind its label or on the next line. A title that stands nowhere else stays in the text. Labels
    without a mark, on lines of their own or in cells, make a block where two of them tell facts.
    """
    for read, telling in ((_marked, 0), (_bare, 2)):
        first = next((n for n, line in enumerate(lines[:_ZONE]) if n not in found.kinds and read(line)), None)
        if first is None:
            continue
        block = _block(lines, first, found, read)
        if block.count >= _FEWEST and len(block.facts) >= telling:
            _take(block, lines, found)
            return


def _take(block: _Block, lines: list[Line], found: Found) -> None:
    after = block.marks[-1] + 1
    rest, title = "".join(line.text for line in lines[after : after + 60]), block.title
    for mark in block.marks:
        if not (title and lines[mark].text.endswith(title) and title.replace(" ", "") not in rest.replace(" ", "")):
            found.kinds[mark] = "site"
    for name, fact in block.facts.items():
        found.facts.setdefault(name, fact)


def _block(lines: list[Line], number: int, found: Found, read: Callable[[Line], list[Pair]]) -> _Block:
    """Read the block that begins at a line."""
    block = _Block()
    while number < len(lines) and number not in found.kinds and (pairs := read(lines[number])):
        block.marks.append(number)
        block.count += len(pairs)
        for label, start, end in pairs:
            if start == end and label == pairs[-1][0] and _is_value(lines, number + 1, label, block.title, read):
                number += 1
                block.marks.append(number)
                start, end = lines[number].start, lines[number].end
            value = _cut(lines[number], start, end)
            name = _labels()[label]
            if name == "doc_number" and (torn := _torn(lines, number, value, read)):
                block.marks += range(number + 1, torn[1] + 1)
                number, value, end = torn[1], torn[0], lines[torn[1]].end
            block.title = value if label in words("furniture", "titles") else block.title
            note_fact(block.facts, name, value, (start, end))
        number += 1
    return block


@cache
def _labels() -> dict[str, str]:
    return dict(load("furniture")["portal"])


def _marked(line: Line) -> list[Pair]:
    """List the labels of a line that a colon or a bracket ends."""
    pairs = labelled(line, tuple(_labels()))
    return pairs if pairs and len(line.text) <= 4 * _VALUE else []


def _bare(line: Line) -> list[Pair]:
    """List the labels of a line that is a label, or whose cells are labels and values by turns."""
    cells = line.text.split("\t")
    if len(line.text) > 4 * _VALUE or (len(cells) > 1 and len(cells) % 2):
        return []
    pairs, start = [], line.start
    for place, cell in enumerate(cells):
        if place % 2 == 0:
            label = "".join(cell.split()).rstrip("：")
            if label not in _labels():
                return []
            behind = start + len(cell) + 1
            value = cells[place + 1] if place + 1 < len(cells) else ""
            low = behind + len(value) - len(value.lstrip()) if value else line.end
            pairs.append((label, low, low + len(value.strip())))
        start += len(cell) + 1
    return pairs


def _is_value(lines: list[Line], number: int, label: str, title: str, read: Callable[[Line], list[Pair]]) -> bool:
    """Return whether the line is the value of the empty label before it, and not the title that follows the block."""
    if number >= len(lines):
        return False
    text = lines[number].text
    if len(text) > _VALUE or "。" in text or read(lines[number]):
        return False
    if label in words("furniture", "titles"):
        return True
    return not (title.startswith(text) or any(word in text for word in words("documents", "about")))


def _torn(lines: list[Line], number: int, value: str, read: Callable[[Line], list[Pair]]) -> tuple[str, int] | None:
    """Mend a number whose parts stand on several lines; return it with its last line, None where there is none."""
    parts = [value]
    if not value or _mended(parts):
        return None
    for at in range(number + 1, min(number + 1 + _TORN, len(lines))):
        if read(lines[at]) or len(lines[at].text) > _VALUE // 3:
            return None
        parts.append(lines[at].text)
        if mended := _mended(parts):
            return mended, at
    return None


def _mended(parts: list[str]) -> str | None:
    """Put the parts of a number in order: `滨科发〔2024〕54`, `〔〕`, `号` give 滨科发〔2024〕54号."""
    whole = re.sub(r"\s", "", "".join(parts))
    years = _YEAR.findall(whole)
    found = _NUMBER.fullmatch(re.sub("[〔〕]", "", _YEAR.sub("", whole)))
    return f"{found[1]}〔{years[0]}〕{found[2]}号" if found and len(years) == 1 else None


def _cut(line: Line, start: int, end: int) -> str:
    return line.text[start - line.start : end - line.start]
