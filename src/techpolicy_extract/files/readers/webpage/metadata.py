"""What a page states about its document: a portal's block of labels, the line under the title, `<meta>` tags."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from techpolicy_extract.files.readers.webpage.lines import Line
from techpolicy_extract.files.readers.webpage.tree import Element, Page
from techpolicy_extract.lexicon import load
from techpolicy_extract.lexing.date_values import iso_day
from techpolicy_extract.syntax.label_cards import basis_lines

_TITLES = frozenset(("标题", "名称", "信息名称", "文件名称"))
_LEAST = 3  # labels that a block has at least
_VALUE = 120  # characters that a value has at most
_ALONE = 40  # characters that a label has at most, spread out and in brackets
_GAP = 3  # lines between two labels of a block
_UNITS = ("td", "th", "dt", "dd", "li")
_FOLD = str.maketrans({"\xa0": " ", "\u3000": " ", "\t": " ", ":": "：", "[": "【", "]": "】"})
# Names of `<meta>` tags in the standard for government sites (GB/T 35304 and earlier ones) and in common use.
_FACT_TAGS = {"pubdate": "published_on", "publishdate": "published_on", "contentsource": "source"}
_HINT_TAGS = {
    "articletitle": "title",
    "og:title": "title",
    "article:published_time": "published_on",
    "firstpublishedtime": "published_on",
    "publishdate": "published_on",
    "publish_time": "published_on",
    "pubdate": "published_on",
    "contentsource": "source",
    "source": "source",
    "author": "issuer",
}
_LETTER = re.compile("[\u4e00-\u9fff]")


class Pair(NamedTuple):
    """A label with its value, as a page states them, and the block in which the value stands."""

    label: str
    value: str
    element: Element


@cache
def _labels() -> dict[str, str]:
    """Return the fact that each label states; "" or "none" for labels whose values are not kept."""
    meta = load("furniture")["meta"]
    facts = dict.fromkeys((*meta["strong"], *meta["weak"]), "")
    facts |= dict.fromkeys(meta["published"], "published_on") | dict.fromkeys(meta["hosted"], "hosted_on")
    return facts | dict.fromkeys(meta["source"], "source") | dict(load("furniture")["portal"])


@cache
def _pattern() -> re.Pattern[str]:
    # A label may be spread out (索 引 号); the longest wins. In a cell of its own it needs no colon.
    spread = "|".join(" {0,6}".join(label) for label in sorted(_labels(), key=len, reverse=True))
    return re.compile(rf"(?:(?<=^)|(?<=[\s【】|；;,，\d-]))【?({spread}) {{0,4}}(?:[：】]：?|(?=\s*$)(?<=^))")


@cache
def _whole() -> re.Pattern[str]:
    spread = "|".join(" {0,6}".join(label) for label in sorted(_labels(), key=len, reverse=True))
    return re.compile(rf"\s*【?({spread})】?\s*[：]?\s*")


def blocks(lines: Sequence[Line]) -> tuple[list[Pair], frozenset[Element]]:
    """Find the portal's blocks of metadata: their pairs, and the elements that hold nothing else."""
    portal = load("furniture")["portal"]
    pairs: list[Pair] = []
    taken: set[Element] = set()
    for run in _runs(lines):
        found = [pair for number, _ in run for pair in _pairs(lines, number)]
        if len({pair.label for pair in found if pair.label in portal}) < _LEAST:
            continue
        pairs += found
        members = range(run[0][0], run[-1][1] + 1)
        inside = {lines[number].element for number in members}
        outside = {line.element for number, line in enumerate(lines) if number not in members}
        taken |= inside - outside
    return pairs, frozenset(taken)


def stated(lines: Sequence[Line], without: Collection[Element]) -> list[Pair]:
    """Return the pairs that the other lines around the document state (发布时间：… 来源：…)."""
    found = []
    cards = basis_lines([line.text for line in lines])
    for number, line in enumerate(lines):
        if number not in cards and line.element not in without and len(line.text) <= 4 * _VALUE:
            found += [pair for pair in _pairs(lines, number) if _labels()[pair.label]]
    return [pair for pair in found if _labels()[pair.label] != "none"]


def _runs(lines: Sequence[Line]) -> list[list[tuple[int, int]]]:
    """Group the lines with labels that are near each other: (number of the line, number of its last value's line)."""
    runs: list[list[tuple[int, int]]] = []
    cards = basis_lines([line.text for line in lines])
    for number, line in enumerate(lines):
        if number in cards or len(line.text) > 4 * _VALUE or not (hits := _hits(line.text)):
            continue
        last = number + 1 if hits[-1][2] == "" and _is_value(lines, number + 1) else number
        if runs and number - runs[-1][-1][1] <= _GAP:
            runs[-1].append((number, last))
        else:
            runs.append([(number, last)])
    return runs


def _hits(text: str) -> list[tuple[str, int, str]]:
    """Return (label, where it begins, value on the same line) for each label of a line that begins with one."""
    if len(text) > _ALONE and not any(mark in text for mark in "：:】]"):
        return []
    folded = text.translate(_FOLD)
    if whole := _whole().fullmatch(folded):
        return [(whole[1].replace(" ", ""), whole.start(1), "")]
    hits = [hit for hit in _pattern().finditer(folded) if hit[0].rstrip().endswith(("：", "】"))]
    if not hits or (_LETTER.search(folded[: hits[0].start()]) and not iso_day(folded[: hits[0].start()])):
        return []
    ends = [hit.start() for hit in hits[1:]] + [len(text)]
    return [
        (hit[1].replace(" ", ""), hit.start(1), text[hit.end() : end].strip(" \xa0\u3000|｜【】[]；;"))
        for hit, end in zip(hits, ends, strict=True)
    ]


def _pairs(lines: Sequence[Line], number: int) -> list[Pair]:
    """Return the labels of a line that have a value, there or on the next line."""
    line = lines[number]
    hits = _hits(line.text)
    pairs = [Pair(label, value, line.element) for label, _, value in hits if value]
    if hits and not hits[-1][2] and _is_value(lines, number + 1):
        below = lines[number + 1]
        pairs.append(Pair(hits[-1][0], below.text.strip(" \xa0\u3000"), below.element))
    # A bare day in front of the first label is when the page was published: 2023-01-10 来源：…
    day = iso_day(line.text.partition("：")[0]) if hits and hits[0][1] >= 8 else None
    if day:
        pairs.insert(0, Pair("发布日期", line.text[slice(*day[1])], line.element))
    return [pair for pair in pairs if len(pair.value) <= _VALUE]


def _is_value(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line may be the value of the label before it."""
    if number >= len(lines) or lines[number].element is lines[number - 1].element:
        return False
    label, value = _unit(lines[number - 1].element), _unit(lines[number].element)
    return label.parent is value.parent and len(lines[number].text) <= _VALUE and not _hits(lines[number].text)


def _unit(element: Element) -> Element:
    """Return the cell, term or item that a block stands in, else the block itself."""
    return next((each for each in element.above() if each.tag in _UNITS), element)


def title_of(pairs: Sequence[Pair]) -> str:
    """Return the title that the block of metadata states; "" where it states none."""
    return next((pair.value for pair in pairs if pair.label in _TITLES), "")


def fact_of(pair: Pair) -> tuple[str, str, tuple[int, int]] | None:
    """Return name, value and span (in the pair's value) of the fact that a pair states; None where it states none."""
    name = _labels()[pair.label]
    if name in ("", "none"):
        return None
    if not name.endswith("_on"):
        return name, pair.value, (0, len(pair.value))
    day = iso_day(pair.value)
    return (name, day[0], day[1]) if day else None


def from_tags(page: Page) -> tuple[dict[str, str], dict[str, str]]:
    """Return the facts and the hints that `<meta>` tags state; days as ISO dates."""
    facts: dict[str, str] = {}
    hints: dict[str, str] = {}
    for tag in page.head:
        name = (tag.get("name") or tag.get("property") or tag.get("itemprop")).lower()
        value = tag.get("content").strip()
        for names, known in ((_FACT_TAGS, facts), (_HINT_TAGS, hints)):
            kind = names.get(name)
            if kind and kind.endswith("_on"):
                day = iso_day(value)
                value = day[0] if day else ""
            if kind and value:
                known.setdefault(kind, value)
    return facts, hints
