"""The labels of cards: 联系人及电话：, 通讯地址：, 邮编."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.worded import filled, worded, words
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder
from techpolicy_extract.syntax.cards.names import name_end

_NEAR = 3  # characters between a label without a colon and its number
_VALUED = ("phone", "fax", "email", "postcode", "url")  # kinds whose values are lexed expressions
_GAP = lazy(r"[ \t\n：:（(]*")
_HAN = lazy(r"[\u4e00-\u9fff]{2,6}")
_OTHERS = worded("contacts", "{other_addresses}$")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at `[start, end)`, its colon included; `kinds` says in order what it announces."""

    start: int
    end: int
    kinds: tuple[str, ...]
    said: str
    closed: bool  # a colon ends it


@cache
def _kinds() -> dict[str, str]:
    return {heart: kind for kind, hearts in load("contacts")["labels"].items() for heart in hearts}


@lru_cache(maxsize=1)
def _hearts() -> str:
    """Return a pattern for the hearts of labels; one for an office opens its run: not 科技厅受理窗口."""
    offices = [heart for heart, kind in _kinds().items() if kind == "office"]
    others = [heart for heart, kind in _kinds().items() if kind != "office"]
    return rf"{trie_pattern(others)}|(?<![\u4e00-\u9fff]){trie_pattern(offices)}"


@lru_cache(maxsize=1)
def _heart() -> re.Pattern[str]:
    return re.compile(_hearts())


@lru_cache(maxsize=1)
def _label() -> Finder:
    heart = rf"(?:{_hearts()})"
    return Finder(
        filled(
            "contacts",
            rf"{{uses}}{{0,3}}{heart}{{more}}{{0,2}}"
            rf"(?:(?:{{joins}}|[（(])?{{uses}}{{0,2}}{heart}{{more}}{{0,2}}[）)]?){{0,3}}[：:]?",
        ),
        heart=trie_pattern(_kinds()),
    )


def find_labels(text: str, span: Span, values: Sequence[Lexeme], ends: Sequence[int]) -> list[Label]:
    """Return the labels of a line, in order. `values` are numbers and web addresses of a text, `ends` their ends."""
    found = []
    for match in _label().finditer(text, span.start, span.end):
        said = match[0]
        kinds = tuple(_kinds()[heart[0]] for heart in _heart().finditer(said))
        label = Label(match.start(), match.end(), kinds, said, said[-1] in "：:")
        at = bisect_right(ends, label.start)
        value = values[at].start if at < len(values) else len(text)
        if _announces(text, span, label, value):
            found.append(label)
    return found


def _announces(text: str, span: Span, label: Label, value: int) -> bool:
    """Tell whether what looks like a label is one: a colon, its value or the end of a cell stands behind it.

    `value` is where the first value begins that ends behind the label's beginning.
    """
    if value < label.end:
        return False  # inside an address on the web
    if "address" in label.kinds and _OTHERS.search(text, max(span.start, label.start - 8), label.start):
        return False
    ends = _GAP.match(text, label.end, span.end).end()  # type: ignore[union-attr]
    if label.closed or ends >= span.end or text[label.end] in "\t\n）)":
        return True
    if label.kinds[-1] in _VALUED:
        return value - label.end <= _NEAR
    if label.kinds[-1] == "person":
        behind = _HAN.match(text, ends, span.end)
        return bool(behind and any(name_end(behind[0][:size]) for size in (4, 3, 2)))
    return text[label.end] == " "


def is_head(cells: Sequence[str]) -> bool:
    """Tell whether the cells of a row are heads of a table of contacts: 单位, 联系人, 电话."""
    return sum(kind in ("phone", "person", "email") for cell in cells for kind in head_kinds(cell)) > 0 and all(
        head_kinds(cell) for cell in cells
    )


def head_kinds(cell: str) -> tuple[str, ...]:
    """Return what the cells below a head hold; nothing where the words are no head. 序号 gives other."""
    said = cell.strip()
    if said in words("contacts", "head_offices"):
        return ("office",)
    if said in words("contacts", "heads"):
        return ("other",)
    match = _label().pattern.fullmatch(said)
    return tuple(_kinds()[heart[0]] for heart in _heart().finditer(said)) if match else ()


def label_places(text: str) -> list[tuple[int, bool]]:
    """Return where what looks like a label begins, in the whole text, and whether it is one of an address."""
    return [
        (match.start(), any(_kinds()[heart[0]] == "address" for heart in _heart().finditer(match[0])))
        for match in _label().finditer(text)
    ]


def opens_with_label(text: str, end: int) -> bool:
    """Tell whether the line behind the one that ends at a position begins with a label and its colon."""
    match = _label().pattern.match(text, end + 1)
    return bool(match and match[0][-1] in "：:")


def is_label_line(line: str) -> bool:
    """Tell whether a line is a label with its colon and nothing else: what is below it is its value."""
    said = line.strip()
    return said.endswith("：") and bool(_label().pattern.fullmatch(said))
