"""The labels of cards: 联系人及电话：, 通讯地址：, 邮编."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import filled, worded, words
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.patterns.prefilter import Finder
from techpolicy_extract.syntax.cards.names import name_end

_NEAR = 3  # characters between a label without a colon and its number
_VALUED = ("phone", "fax", "email", "postcode", "url")  # kinds whose values are lexed expressions
_GAP = lazy(r"[ \t：:（(]*")
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
    """Return the hearts of labels, the longest first; one for an office opens its run: not 科技厅受理窗口."""
    hearts = sorted(_kinds(), key=len, reverse=True)
    return "|".join(rf"(?<![\u4e00-\u9fff]){each}" if _kinds()[each] == "office" else each for each in hearts)


@lru_cache(maxsize=1)
def _heart() -> Finder:
    return Finder(_hearts())


@lru_cache(maxsize=1)
def _label() -> Finder:
    heart = rf"(?:{_hearts()})"
    return Finder(
        filled(
            "contacts",
            rf"{{uses}}{{0,3}}{heart}{{more}}{{0,2}}"
            rf"(?:(?:{{joins}}|[（(])?{{uses}}{{0,2}}{heart}{{more}}{{0,2}}[）)]?){{0,3}}[：:]?",
        )
    )


def find_labels(text: str, span: tuple[int, int], values: Sequence[Lexeme]) -> list[Label]:
    """Return the labels of a line, in order. `values` are its phones, e-mail addresses, postcodes and web addresses."""
    low, high = span
    found = []
    for match in _label().finditer(text, low, high):
        said = match[0]
        kinds = tuple(_kinds()[heart[0]] for heart in _heart().finditer(said))
        label = Label(match.start(), match.end(), kinds, said, said[-1] in "：:")
        if _announces(text, span, label, values):
            found.append(label)
    return found


def _announces(text: str, span: tuple[int, int], label: Label, values: Sequence[Lexeme]) -> bool:
    """Tell whether what looks like a label is one: a colon, its value or the end of a cell stands behind it."""
    low, high = span
    at = bisect_right(values, label.start, key=lambda value: value.end)
    if at < len(values) and values[at].start < label.end:
        return False  # inside an address on the web
    if "address" in label.kinds and _OTHERS.search(text, max(low, label.start - 8), label.start):
        return False
    ends = _GAP.match(text, label.end, high).end()  # type: ignore[union-attr]
    if label.closed or ends >= high or text[label.end] in "\t）)":
        return True
    if label.kinds[-1] in _VALUED:
        return at < len(values) and values[at].start - label.end <= _NEAR
    if label.kinds[-1] == "person":
        behind = _HAN.match(text, ends, high)
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


def label_lines(text: str) -> list[int]:
    """Return where what looks like a label begins, in the whole text."""
    return [match.start() for match in _label().finditer(text)]
