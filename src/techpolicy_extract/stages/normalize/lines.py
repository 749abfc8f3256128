"""Lines of a text with their place, and the character classes that several steps ask for."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from techpolicy_extract.patterns.lazy import lazy

_LINE = lazy(r"[^\n]+")
_CJK_MARKS = frozenset("，。、；：！？（）《》〈〉“”‘’〔〕【】—…·～")


class Line(NamedTuple):
    """A line that is not blank: `[start, end)` without the blanks around it.

    `indent` is how many characters of blank stand before it, `gap` how many blank lines. A tab counts as one.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int


def lines_of(text: str) -> list[Line]:
    """List the lines of `text` that are not blank. `甲⏎⏎  乙` gives 甲 and 乙, the second with indent 2 and gap 1."""
    return list(_lines_of(text))


@lru_cache(maxsize=1)  # one step after the other asks for the lines of a text that has not changed
def _lines_of(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    done = -1
    for part in _LINE.finditer(text):
        whole, (low, high) = part[0], part.span()
        bare = whole.strip(" \t")
        if not bare:
            continue
        indent = 0 if bare == whole else len(whole) - len(whole.lstrip(" \t"))
        gap = max(text.count("\n", done, low) - 1, 0) if done >= 0 else 0
        lines.append(Line(low + indent, low + indent + len(bare), bare, indent, gap))
        done = high
    return tuple(lines)


def is_cjk(char: str) -> bool:
    """Return whether `char` is a Chinese character (〇 included)."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "〇"


def is_cjk_or_mark(char: str) -> bool:
    """Return whether `char` is a Chinese character or a Chinese punctuation mark."""
    return is_cjk(char) or char in _CJK_MARKS


def width_of(text: str) -> float:
    """Measure `text` in Chinese characters; a character of ASCII is half as wide."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2
