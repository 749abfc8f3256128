"""Expressions in what is no part of the document: page numbers, a site's dates and counters, data that is no text.

Furniture is not in the normalised text, so it is lexed by itself, here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from techpolicy_extract.lexing.chinese_numbers import CHARS
from techpolicy_extract.lexing.lexer import lex
from techpolicy_extract.nouns.model import Lexeme, Normalized
from techpolicy_extract.patterns.lazy import lazy

_MAYBE = lazy(rf"[\d{CHARS}半①-⓿㈠-㈩过翻倍]")  # how numerals begin that are written without one: 过半, 翻番
_WIDE = {ord("０") + digit: str(digit) for digit in range(10)}
_IDLE = ("filler", "encoded")


def lex_furniture(normalized: Normalized) -> Iterator[Lexeme]:
    """Yield the expressions in the furniture of a document, with positions in the source text.

    A stretch of filler or encoded data is one expression of that kind: nothing in it could be told apart.
    """
    source, done = normalized.source.text, 0
    for (low, high), what in sorted((item.span, item.kind) for item in normalized.furniture):
        low = max(low, done)
        if what in _IDLE:
            yield Lexeme(what, low, high)
        else:
            for start, end, kind in _expressions(source[low:high].translate(_WIDE)):
                yield Lexeme(kind, low + start, low + end)
        done = max(done, high)


@lru_cache(maxsize=1024)  # pages and sites of many documents have the same furniture
def _expressions(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and kind of each expression of a text that stands alone."""
    return tuple((lexeme.start, lexeme.end, lexeme.kind) for lexeme in lex(text)) if _MAYBE.search(text) else ()
