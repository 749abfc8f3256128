"""The day on which a report was given, from the line below its title."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.lexing.dates import resolve
from techpolicy_extract.nouns.model import Lexeme, Section

_BELOW = 160  # characters behind a title within which the line of its occasion stands
_OCCASION = worded("documents", r"\n\s{0,8}[—（(-]{0,3}[^\n。]{0,80}{occasions}上[^\n。]{0,24}(?=\n)")


def spoken_day(text: str, part: Section, lexemes: Sequence[Lexeme]) -> str | None:
    """Return the ISO day of the meeting at which a report was given (——2026年1月20日在…会议上); None where none stands.

    `lexemes` are those of the document, in order.
    """
    line = _OCCASION.search(text, part.end, part.end + _BELOW)
    if line is None:
        return None
    inside = lexemes[bisect_left(lexemes, line.start(), key=_start) : bisect_left(lexemes, line.end(), key=_start)]
    days = [lexeme.when.end for lexeme in inside if lexeme.when and lexeme.when.kind == "day" and lexeme.when.end]
    return resolve(days[0], None) if days else None


def _start(lexeme: Lexeme) -> int:
    return lexeme.start
