"""Find titles that stand broken over lines, by what the text or its page calls the document elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.normalize.lines import Line

_QUOTED = lazy(r"《([^《》]{8,150})》")
_HANDED = worded("documents", r"{acts_on}([^《》，。；]{8,150}?){act_ends}")
_MOST = 5  # lines over which a title is broken
_OPENING = 4  # characters by which the title is looked up that a line may begin
_ALIKE = 100  # titles with one opening that are remembered
_STOP = lazy("[。；！？]")


def broken_titles(text: str, lines: Sequence[Line], stated: str | None) -> frozenset[int]:
    """Return the numbers of the lines that go on with a title that is known as a whole.

    A title is known where the page states it, where it stands in 《》, or between 印发 and 的通知.
    """
    known: dict[str, set[str]] = {}
    for title in filter(None, map(_fold, (*_named(text), stated or ""))):
        alike = known.setdefault(title[:_OPENING], set())
        if len(alike) < _ALIKE:
            alike.add(title)
    going_on: set[int] = set()
    for number, line in enumerate(lines):
        titles = known.get(_fold(line.text[: 3 * _OPENING])[:_OPENING])
        if titles and (last := _last_line(lines, number, titles)):
            going_on.update(range(number + 1, last + 1))
    return frozenset(going_on)


def _named(text: str) -> Iterator[str]:
    for pattern in (_QUOTED, _HANDED):
        yield from (match[1] for match in pattern.finditer(text))


def _last_line(lines: Sequence[Line], first: int, titles: set[str]) -> int | None:
    """Return the line that completes one of the titles, which begins with a whole line; None where none does."""
    said = ""
    for number in range(first, min(first + _MOST, len(lines))):
        said += _fold(lines[number].text)
        if said in titles:
            return number if number > first else None
        if _STOP.search(said) or not any(title.startswith(said) for title in titles):
            return None
    return None


def _fold(title: str) -> str:
    return re.sub(r"\s", "", title)
