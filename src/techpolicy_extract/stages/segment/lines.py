"""Paragraphs of a normalised text and what kind of line each one is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.patterns.lazy import lazy

_DATE = r"(?:\d{4}|[一二〇零二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
_DATE_LINE = lazy(rf"（?{_DATE}）?")
_SENTENCE = lazy(r"[。；！？]")
_LABEL = worded("documents", "(?!{supplementary}){foot_labels}")


class Line(NamedTuple):
    """One paragraph at `[start, end)`, without its line break."""

    start: int
    end: int
    text: str

    @property
    def is_date(self) -> bool:
        """Return whether the line is a day and nothing else, as under a signature."""
        return bool(_DATE_LINE.fullmatch(self.text.strip()))

    @property
    def is_prose(self) -> bool:
        """Return whether the line holds the end of a sentence, or is too long for a title."""
        return bool(_SENTENCE.search(self.text)) or len(self.text) > 90


def split_lines(text: str) -> list[Line]:
    """Return the non-empty paragraphs of `text`."""
    lines, start = [], 0
    for chunk in text.split("\n"):
        if chunk.strip():
            lines.append(Line(start, start + len(chunk), chunk))
        start += len(chunk) + 1
    return lines


@lru_cache(maxsize=1)
def genre_pattern() -> re.Pattern[str]:
    """Match a title's genre noun with the bracket that may follow it (（试行）, （2021-2025年）)."""
    nouns = "|".join(sorted(load("documents")["genre_nouns"], key=len, reverse=True))
    return re.compile(rf"(?:{nouns})(?:（[^（）]{{1,20}}）)?")


def ends_in_genre(text: str) -> bool:
    """Return whether `text` ends in a genre noun, as a title does."""
    tail = text.strip().rstrip("》”")
    return any(match.end() == len(tail) for match in genre_pattern().finditer(tail))


@lru_cache(maxsize=1)
def _organ() -> re.Pattern[str]:
    suffixes = "|".join(sorted(load("documents")["organ_suffixes"], key=len, reverse=True))
    return re.compile(rf"[\w·（）“”、 ]{{1,60}}(?:{suffixes})(?:（[^（）]{{1,12}}）)?")


def is_organ(text: str) -> bool:
    """Return whether a line is the name of one or several bodies and nothing else, as a letterhead or signature is."""
    return bool(_organ().fullmatch(text.strip())) and not ends_in_genre(text)


def is_label(text: str) -> bool:
    """Return whether a line opens with a label of a document's foot (抄送, 附件, 联系人 …)."""
    return bool(_LABEL.match(text.strip()))
