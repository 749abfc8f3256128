"""Compute the numbers that Word puts before paragraphs: 一、 （二） 3. 第四条 5.1.

A list (`num`) takes its levels from an abstract list and may override them. Lists of one abstract list count on
together, as in Word; a list that overrides a start begins anew there when it is first used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from techpolicy_extract.files.readers.word.counting import written
from techpolicy_extract.files.readers.word.names import ALTERNATE, VAL, flag, value, w, whole
from techpolicy_extract.files.readers.word.styles import Styles
from techpolicy_extract.files.readers.xmltree import Element

_PLACE = re.compile(r"%([1-9])")
_HOPS = 8  # steps from a list to the style that defines it, and on
_MARKS = frozenset("“‘《〈（【〔「『")


class Ref(NamedTuple):
    """A list and a level of it, from 0."""

    num_id: str
    level: int


@dataclass(frozen=True, slots=True)
class Label:
    """A paragraph's number, and what Word puts behind it: tab, space or nothing."""

    text: str
    suffix: str = "tab"


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list. It restarts behind a paragraph of level `restart` (from 1) or one above; 0 means never."""

    start: int
    form: str
    text: str
    suffix: str
    legal: bool
    restart: int
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a file and how far they have counted; `label` must be called in the order of the paragraphs."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        abstracts = [] if root is None else root.findall(w("abstractNum"))
        self._styles = styles
        self._abstracts = {each.get(w("abstractNumId"), ""): _levels(each) for each in abstracts}
        self._links = {each.get(w("abstractNumId"), ""): value(each, "numStyleLink") for each in abstracts}
        self._lists = {
            each.get(w("numId"), ""): _list(each) for each in ([] if root is None else root.findall(w("num")))
        }
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[Ref] = set()

    def ref(self, properties: Element | None) -> Ref | None:
        """Return list and level of a paragraph by its properties and its style; None where it is not numbered."""
        own = None if properties is None else properties.find(w("numPr"))
        num_id, level = value(own, "numId"), value(own, "ilvl")
        chain = list(self._styles.chain(value(properties, "pStyle")))
        if num_id is None:
            num_id = next((style.num_id for style in chain if style.num_id is not None), None)
        if num_id is None or num_id not in self._lists:  # 0 switches the numbering of the style off
            return None
        if level is not None:
            return Ref(num_id, whole(level, 0))
        linked = {each.style: number for number, each in self._levels(num_id).items() if each.style}
        by_link = next((linked[style.id] for style in chain if style.id in linked), None)
        by_style = next((style.level for style in chain if style.level is not None), 0)
        return Ref(num_id, by_style if by_link is None else by_link)

    def label(self, ref: Ref) -> Label | None:
        """Count on by one and return the label; None for a bullet and for a level without text."""
        levels = self._levels(ref.num_id)
        level = levels.get(ref.level)
        if level is None:
            return None
        counts = self._counts.setdefault(self._abstract(ref.num_id), {})
        starts = self._lists[ref.num_id].starts
        if ref.level in starts and ref not in self._begun:
            counts.pop(ref.level, None)
        self._begun.add(ref)
        first = starts.get(ref.level, level.start)
        counts[ref.level] = counts[ref.level] + 1 if ref.level in counts else first
        for deeper in [each for each in counts if each > ref.level]:
            if ref.level < (levels[deeper].restart if deeper in levels else deeper):
                del counts[deeper]
        text = _PLACE.sub(lambda match: self._figure(ref, int(match[1]) - 1), level.text).strip()
        plain = level.form != "bullet" and any(char.isalnum() for char in text)
        return Label(text, level.suffix) if plain else None

    def _figure(self, ref: Ref, number: int) -> str:
        """Write the current count of a level; a level that has not begun is at its start."""
        levels = self._levels(ref.num_id)
        level = levels.get(number)
        if level is None:
            return ""
        start = self._lists[ref.num_id].starts.get(number, level.start)
        count = self._counts[self._abstract(ref.num_id)].get(number, start)
        return written(count, "decimal" if levels[ref.level].legal and level.form != "none" else level.form)

    def _levels(self, num_id: str) -> dict[int, _Level]:
        found = self._abstracts.get(self._abstract(num_id), {})
        own = self._lists[num_id].levels
        return {**found, **own} if own else found

    def _abstract(self, num_id: str) -> str:
        """Return the id of a list's abstract list, also where that belongs to a numbering style."""
        abstract = self._lists[num_id].abstract
        for _ in range(_HOPS):
            link = self._links.get(abstract)
            target = next((style.num_id for style in self._styles.chain(link, False)), None) if link else None
            if target is None or target not in self._lists or self._lists[target].abstract == abstract:
                break
            abstract = self._lists[target].abstract
        return abstract


def numbered(label: Label, text: str) -> str:
    """Put a number before its paragraph. No blank goes between `一、` and Chinese text; one goes behind `第一条`.

    `1.` and `2025年` become `1. 2025年`, which no one reads as 1.2025.
    """
    text = text.lstrip(" \t\u3000\xa0")
    if not text:
        return label.text
    last, head = label.text[-1], text[0]
    is_word = last.isalpha() or last.isdecimal()
    chinese = head >= "\u2e80" or head in _MARKS
    if label.suffix == "nothing":
        parted = last in ".0123456789" and head.isdigit()
    else:
        parted = is_word or (last < "\x80" and not chinese)
    return f"{label.text} {text}" if parted else label.text + text


def _levels(node: Element) -> dict[int, _Level]:
    return {whole(each.get(w("ilvl")), 0): _level(each) for each in node.findall(w("lvl"))}


def _level(node: Element) -> _Level:
    number = whole(node.get(w("ilvl")), 0)
    return _Level(
        start=whole(value(node, "start"), 0),
        form=_form(node),
        text=value(node, "lvlText") or "",
        suffix=value(node, "suff") or "tab",
        legal=bool(flag(node, "isLgl")),
        restart=whole(value(node, "lvlRestart"), number),
        style=value(node, "pStyle"),
    )


def _form(node: Element) -> str:
    """Return the number format of a level.

    A format that only newer versions of Word know comes with one for the others, and that one is taken.
    """
    found = node.find(w("numFmt"))
    if found is None:
        found = next((each for other in node.iter(ALTERNATE) for each in reversed(list(other.iter(w("numFmt"))))), None)
    return "decimal" if found is None else found.get(VAL, "decimal")


def _list(node: Element) -> _List:
    """Read a list. A level that it redefines replaces the whole level, its start included."""
    levels: dict[int, _Level] = {}
    starts: dict[int, int] = {}
    for override in node.findall(w("lvlOverride")):
        number = whole(override.get(w("ilvl")), 0)
        if (level := override.find(w("lvl"))) is not None:
            levels[number] = _level(level)
        if (start := value(override, "startOverride")) is not None:
            starts[number] = whole(start, 1)
    return _List(value(node, "abstractNumId") or "", levels, starts)
