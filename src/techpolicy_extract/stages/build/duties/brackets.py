"""Brackets that may say who answers for a task: those with a word of duty, and lists of bodies behind a task."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.duty_words import words
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.duties.bodies import is_body
from techpolicy_extract.stages.build.duties.groups import FIRST_LEADS

_MAX_LENGTH = 700  # characters between two brackets; lists of forty bodies reach 400
_MAX_HEIGHT = 2  # brackets inside brackets: （…各县（市、区）人民政府负责）
_PAIRS = {"（": "）", "【": "】", "〔": "〕", "[": "]"}
OPENING = frozenset(_PAIRS)
_SAME_BELOW = "下同"
_NOTE_LINE = lazy(r"\n(?:备?注|说明)[：:][^\n]{0,80}$")
_NOTE_REACH = 80  # characters from 注： to what it says of leaders
_STOPS = frozenset("。；！？")
_REACH = 8  # characters before a bracket, blanks and line breaks included
_NOUN = 4  # characters of a noun of bodies


@lru_cache(maxsize=1)
def _cue() -> re.Pattern[str]:
    """Compile what a parenthesis must hold to be worth reading."""
    table = load("organs")
    names = ("lead", "neutral", "participant", "guiding", "share")
    cues = [word for name in names for word in words(table, "roles", name)]
    labels = [word for role in table["roles"]["labels"] for word in words(table, "roles", "labels", role)]
    nouns = words(table, "roles", "label_nouns")
    return re.compile(rf"{trie_pattern(cues)}|{trie_pattern(labels)}{trie_pattern(nouns)}|落实|实施")


class Orders:
    """Where a document says that the first body of a list leads, and how far that holds."""

    def __init__(self, text: str) -> None:
        self.here: list[int] = []
        self.onward = len(text) + 1
        for match in FIRST_LEADS.finditer(text):
            self.here.append(match.start())
            if _NOTE_LINE.search("\n" + text[max(0, match.start() - _NOTE_REACH) : match.start()]):
                self.onward = 0
            elif _SAME_BELOW in text[match.end() : match.end() + 12] or not _in_bracket(text, match):
                self.onward = min(self.onward, match.start())

    def first_leads(self, quote: Span) -> bool:
        """Return whether the first body of the list in `quote` leads."""
        at = bisect_right(self.here, quote.start)
        inside = at < len(self.here) and self.here[at] < quote.end
        return inside or quote.end > self.onward


def _in_bracket(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _MAX_LENGTH) : match.start()]
    return before.rfind("（") > max(before.rfind("）"), before.rfind("\n"))


def brackets(text: str) -> list[Span]:
    """Return pairs of brackets, outer ones first; a line break ends what is open."""
    found: list[Span] = []
    opened: list[list[int]] = []  # position and height of what is inside
    for match in re.finditer(r"[（）【】〔〕\[\]\n]", text):
        mark, at = match[0], match.start()
        if mark == "\n":
            opened.clear()
        elif mark in _PAIRS:
            opened.append([at, 0])
        elif opened:
            start, height = opened.pop()
            if opened:
                opened[-1][1] = max(opened[-1][1], height + 1)
            if at - start <= _MAX_LENGTH and height <= _MAX_HEIGHT and _PAIRS[text[start]] == mark:
                found.append(Span(start, at + 1))
    return sorted(found, key=lambda pair: (pair.start, -pair.end))


def with_duty(text: str, pairs: list[Span], orders: Orders) -> Iterator[Span]:
    """Yield the brackets that hold a word of duty.

    Where the first body of a list leads, brackets at the end of a paragraph need no such word.
    """
    for pair in pairs:
        if (orders.first_leads(pair) and _ends(text, pair)) or _cue().search(text, pair.start + 1, pair.end - 1):
            yield pair


def behind_tasks(text: str, pairs: list[Span], headings: set[int]) -> Iterator[Span]:
    """Yield the brackets that end a paragraph behind a stop or behind a task's heading, which end in `headings`.

    One before the stop belongs to the words before it, as one behind a noun of bodies does: 成立工作专班（市科技局、市财政局）。
    """
    for pair in pairs:
        before = text[max(0, pair.start - _REACH) : pair.start].rstrip()
        if not _ends(text, pair) or not before:
            continue
        if before[-1] in _STOPS or (pair.end in headings and not _names_bodies(before)):
            yield pair


def _names_bodies(words_before: str) -> bool:
    """Return whether words end in a noun of bodies: 工作专班, 成员单位."""
    return any(is_body(words_before[at:]) for at in range(max(0, len(words_before) - _NOUN), len(words_before) - 1))


def _ends(text: str, pair: Span) -> bool:
    end = pair.end + text.startswith("。", pair.end)
    return end == len(text) or text[end] == "\n"
