"""Days around a document's text: under the title of a law or a speech, and below a signature."""

from __future__ import annotations

from collections.abc import Sequence

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.model import Lexeme

_REACH = 200  # characters behind a day within which it is said what happened then
_PASSED = worded("documents", r"[^，。；\n]{0,80}?{passed}")
_HELD = worded("documents", r"[^，。；\n]{0,60}?{held}")
_OPENS = worded("documents", "[（(—~ -]{0,6}{basis}?")
_SIGNED = worded("documents", "{signed_on}")
_PUBLIC = worded("documents", "{public_on}")


def under_title(text: str, lexemes: Sequence[Lexeme], start: int, end: int) -> Lexeme | None:
    """Return the day in `[start, end)` from which a law's latest version or a speech is; None where none is told."""
    days = [
        lexeme
        for lexeme in lexemes
        if start <= lexeme.start < end and is_full_day(lexeme) and _on_line_of_days(text, lexeme)
    ]
    limits = [*(lexeme.start for lexeme in days[1:]), end]
    told = [(lexeme, min(limit, lexeme.end + _REACH)) for lexeme, limit in zip(days, limits[: len(days)], strict=True)]
    held = next((lexeme for lexeme, limit in told if _HELD.match(text, lexeme.end, limit)), None)
    passed = (lexeme for lexeme, limit in told if _PASSED.match(text, lexeme.end, limit))
    return held or max(passed, key=_order, default=None)


def _on_line_of_days(text: str, lexeme: Lexeme) -> bool:
    """Return whether a day stands on a line that opens with a day, in brackets or behind a dash; prose does not."""
    low = text.rfind("\n", 0, lexeme.start) + 1
    head = text[low : lexeme.start]
    return bool(_OPENS.fullmatch(head)) or (head.lstrip()[:1] in ("（", "(") and "）" not in head)


def signing_end(text: str, lexeme: Lexeme) -> int:
    """Return where a day with the word of its signing ends: 2018年7月30日签发."""
    found = _SIGNED.match(text, lexeme.end)
    return found.end() if found else lexeme.end


def is_publishing(text: str, lexeme: Lexeme) -> bool:
    """Return whether a day has its line to itself but for 发布 behind it."""
    found = _PUBLIC.match(text, lexeme.end) if is_full_day(lexeme) else None
    before = text[lexeme.start - 1 : lexeme.start]
    return found is not None and before in ("", "\n") and text[found.end() : found.end() + 1] in ("", "\n")


def is_full_day(lexeme: Lexeme) -> bool:
    """Return whether an expression is a day with its year."""
    day = lexeme.when.end if lexeme.when and lexeme.when.kind == "day" else None
    return bool(day and day.precision == "day" and day.year)


def _order(lexeme: Lexeme) -> tuple[int, int, int]:
    day = lexeme.when.end if lexeme.when else None
    return (day.year or 0, day.month or 0, day.day or 0) if day else (0, 0, 0)
