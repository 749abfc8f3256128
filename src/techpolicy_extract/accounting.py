"""Every numeral expression of a document, each in exactly one class (SPEC 4).

A class goes by what an expression was lexed as; quantities and ratios must be held by a record or counted by an
enumeration, else they are unexplained.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from techpolicy_extract.chinese_numbers import CHARS
from techpolicy_extract.lexer import lex
from techpolicy_extract.model import Draft, Extracted, Holder, Lexeme, Match, Normalized, Numeral, NumeralClass
from techpolicy_extract.patterns import lazy
from techpolicy_extract.text import Span

Spans = Mapping[str, Span | list[Span]]

# The spans of numbers: each belongs to one record only.
NUMBER_FIELDS = frozenset(
    ("value", "baseline_value", "threshold_value", "threshold_max_value", "rate_percent", "cap_value", "floor_value")
) | {"total_value"}
# Fields that name something and may hold a numeral as a part of the name.
NAMING_FIELDS = frozenset(("name", "title", "doc_number", "address", "organization"))
_DATE_FIELDS = frozenset(("date_text", "period_text", "period_start", "period_end", "baseline_period"))
_CLASSES: dict[str, NumeralClass] = {
    "marker": "section_marker",
    "doc_number": "document_number",
    "ordinal": "ordinal",
    "idiom": "idiom",
    "phone": "contact",
    "postcode": "contact",
    "account": "contact",
    "address_number": "contact",
    "when": "date",
}
_KINDS = frozenset((*_CLASSES, "quantity", "ratio"))
_DIGIT = lazy(rf"[\d{CHARS}半①-⓿㈠-㈩]")
_MAYBE = lazy(rf"[\d{CHARS}半①-⓿㈠-㈩过翻倍]")  # how numerals begin that are written without one: 过半, 翻番
_AGAIN = lazy(r"(?:及?以[上下内]|及其?以[上下])?（(?:不?含|包括|包含)?")
_WIDE = {ord("０") + digit: str(digit) for digit in range(10)}


def account(extracted: Extracted, drafts: Sequence[Draft], header: Spans) -> tuple[Numeral, ...]:
    """Give the numerals of a document in order of their places in the source.

    `header` has the spans of the document's own fields, in the normalised text as the drafts' are.
    """
    normalized = extracted.segmented.normalized
    text = normalized.mapped.text
    inner = {id(lexeme) for lexeme in extracted.folded}
    lexemes = sorted((*extracted.lexemes, *extracted.folded), key=lambda lexeme: lexeme.start)
    lexemes = [lexeme for lexeme in lexemes if _is_numeral(lexeme, text)]
    held = _holders(lexemes, drafts, header)
    _second_mentions(text, lexemes, held)
    counted = _enumerated(extracted.matches)
    found = []
    for lexeme, holders in zip(lexemes, held, strict=True):
        klass = _class(lexeme, holders, lexeme.start in counted, id(lexeme) in inner)
        place = normalized.mapped.source_span(lexeme.start, lexeme.end)
        found.append(Numeral(place, klass, lexeme.kind, tuple(holders)))
    return tuple(sorted((*found, *_furniture(normalized)), key=lambda numeral: numeral.place))


def _is_numeral(lexeme: Lexeme, text: str) -> bool:
    """Whether an expression holds a numeral: 去年 is a date without one, 过半 a quantity."""
    if lexeme.kind not in _KINDS:
        return False
    return lexeme.kind == "quantity" or bool(_DIGIT.search(text, lexeme.start, lexeme.end))


def _class(lexeme: Lexeme, holders: Iterable[Holder], counted: bool, inner: bool) -> NumeralClass:
    """Give the one class of an expression. A quantity inside a title is a part of a name."""
    if lexeme.kind in _CLASSES:
        return _CLASSES[lexeme.kind]
    if inner:
        return "idiom"
    if any(True for _ in holders):
        return "field"
    return "enumeration" if counted else "unexplained"


def _holders(lexemes: list[Lexeme], drafts: Iterable[Draft], header: Spans) -> list[list[Holder]]:
    """Give for each expression the fields that hold it: a number one record's only, a name or date perhaps several."""
    starts = [lexeme.start for lexeme in lexemes]
    held: list[list[Holder]] = [[] for _ in lexemes]
    numbers: dict[int, Draft] = {}
    for draft, name, span in _spans(drafts, header):
        for i in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
            lexeme = lexemes[i]
            if lexeme.end > span.end or not _may_hold(name, lexeme, span):
                continue
            if name in NUMBER_FIELDS and draft is not None and numbers.setdefault(i, draft) is not draft:
                continue
            held[i].append(Holder(draft, name))
    for i, draft in numbers.items():  # a number that some record has is no part of a name besides
        held[i] = [one for one in held[i] if one.draft is draft and one.field in NUMBER_FIELDS]
    return held


def _spans(drafts: Iterable[Draft], header: Spans) -> Iterator[tuple[Draft | None, str, Span]]:
    for draft in (None, *drafts):
        for name, span in (draft.spans if draft else header).items():
            if draft is None or draft.fields.get(name) is not None:
                for one in span if isinstance(span, list) else [span]:
                    yield draft, name, one


def _may_hold(name: str, lexeme: Lexeme, span: Span) -> bool:
    """Whether a field speaks for a numeral inside it; a clause (action, condition) does not for all that it holds."""
    if name in NUMBER_FIELDS or name in NAMING_FIELDS or name in _DATE_FIELDS:
        return True
    return lexeme.start == span.start


def _second_mentions(text: str, lexemes: list[Lexeme], held: list[list[Holder]]) -> None:
    """Give a number that is said again in brackets, 30万元以上（含30万元）, the holders of its first mention."""
    for i, (first, again) in enumerate(pairwise(lexemes), 1):
        same = text[first.start : first.end] == text[again.start : again.end]
        if same and held[i - 1] and not held[i] and _AGAIN.fullmatch(text, first.end, again.start):
            held[i] = list(held[i - 1])


def _enumerated(matches: Iterable[Match]) -> set[int]:
    """Give where the numbers stand with which the text counts its own parts."""
    found = (match.slot("value") for match in matches if match.rule.type == "enumeration")
    return {lexeme.start for lexeme in found if lexeme}


def _furniture(normalized: Normalized) -> Iterator[Numeral]:
    """Find the numerals in what is no part of the document: page numbers, a site's dates and counters.

    Filler or encoded data that holds numerals counts as one: it says nothing that could be told apart.
    """
    source, done = normalized.source.text, 0
    for (low, high), what in sorted((item.span, item.kind) for item in normalized.furniture):
        low = max(low, done)
        if what in ("filler", "encoded"):
            if _DIGIT.search(source, low, high):
                yield Numeral(Span(low, high), "furniture", what)
            done = max(done, high)
            continue
        for start, end, kind in _numerals(source[low:high].translate(_WIDE)):
            yield Numeral(Span(low + start, low + end), "furniture", kind)
        done = max(done, high)


@lru_cache(maxsize=1024)  # pages and sites of many documents have the same furniture
def _numerals(text: str) -> tuple[tuple[int, int, str], ...]:
    """Give place and kind of the numerals of a text that stands alone."""
    if not _MAYBE.search(text):
        return ()
    return tuple((lexeme.start, lexeme.end, lexeme.kind) for lexeme in lex(text) if _is_numeral(lexeme, text))
