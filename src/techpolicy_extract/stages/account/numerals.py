"""Every numeral expression of a document, each in exactly one class (docs/accounting.md).

A class goes by what an expression was lexed as; quantities, ratios and lengths of time must be held by a record, or
count parts that the text shows; dates must be held by a record or tell what is past. All others are unexplained.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.lexing.chinese_numbers import SIGN
from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.handover import Matched, Settled
from techpolicy_extract.nouns.model import Lexeme
from techpolicy_extract.nouns.numerals import NUMBER_FIELDS, Holder, Numeral, NumeralClass
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.records.flat import value_of
from techpolicy_extract.stages.account.counted_parts import shown
from techpolicy_extract.stages.account.past import told

Spans = Mapping[str, Span | list[Span]]

# Fields that name something and may hold a numeral as a part of the name: 65岁以上老年人, 每认定1家.
NAMING_FIELDS = frozenset(
    ("name", "title", "doc_number", "address", "organization", "indicator", "qualifier", "subject")
)
NAMING_FIELDS |= {"scope", "per", "beneficiary", "rate_base"}
_DATE_FIELDS = frozenset(("date_text", "period_text", "period_start", "period_end", "baseline_period"))
_DATE_FIELDS |= {
    "issued_on",
    "published_on",
    "hosted_on",
    "created_on",
    "plan_start",
    "plan_end",
    "condition",
    "anchor",
}
_CLASSES: dict[str, NumeralClass] = {
    "marker": "section_marker",
    "doc_number": "document_number",
    "ordinal": "ordinal",
    "idiom": "idiom",
    "phone": "contact",
    "postcode": "contact",
    "account": "contact",
    "address_number": "contact",
}
_KINDS = frozenset((*_CLASSES, "when", "quantity", "ratio"))
_IDLE = ("filler", "encoded")
_AGAIN = worded("numbers", r"{bounds}?（{including}?")


def numerals(settled: Settled) -> tuple[Numeral, ...]:
    """Return the numerals of a document in order of their places in the source."""
    matched = settled.matched
    normalized = matched.segmented.normalized
    text = normalized.mapped.text
    drafts = sorted((*settled.drafts, *settled.withheld), key=lambda d: (d.quote.start, d.number, d.type))
    inner = {id(lexeme) for lexeme in matched.folded}
    lexemes = sorted((*matched.lexemes, *matched.folded), key=lambda lexeme: lexeme.start)
    lexemes = [lexeme for lexeme in lexemes if _is_numeral(lexeme, text)]
    held = _holders(lexemes, drafts, settled.header_spans)
    _second_mentions(text, lexemes, held)
    past, counted = told(settled, drafts), shown(matched.matches, text, matched.segmented.sections)
    found = []
    for lexeme, holders in zip(lexemes, held, strict=True):
        clear = lexeme.start in (past if lexeme.when else counted)
        klass = _class(lexeme, bool(holders), clear, id(lexeme) in inner)
        place = normalized.mapped.source_span(lexeme.start, lexeme.end)
        found.append(Numeral(place, klass, lexeme.kind, tuple(holders)))
    return tuple(sorted((*found, *_furniture(matched)), key=lambda numeral: numeral.place))


def _is_numeral(lexeme: Lexeme, text: str) -> bool:
    """Return whether an expression holds a numeral: 去年 is a date without one, 过半 a quantity."""
    if lexeme.kind not in _KINDS:
        return False
    return lexeme.kind == "quantity" or bool(SIGN.search(text, lexeme.start, lexeme.end))


def _class(lexeme: Lexeme, held: bool, clear: bool, inner: bool) -> NumeralClass:
    """Return the one class of an expression; `clear` says that a count is shown, or that a date needs no record.

    A quantity or date inside a title is a part of a name, and so is a plan period (“十四五”) that dates nothing.
    """
    if lexeme.kind in _CLASSES:
        return _CLASSES[lexeme.kind]
    when = lexeme.when
    if when is not None and when.kind != "span":
        if held or clear:
            return "date"
        return "idiom" if inner or when.kind == "plan" else "unexplained"
    if inner:
        return "idiom"
    if held:
        return "field"
    return "enumeration" if clear and when is None else "unexplained"


def _holders(lexemes: list[Lexeme], drafts: Iterable[Draft], header: Spans) -> list[list[Holder]]:
    """Return for each expression the fields that hold it: a number's one record, perhaps several of a name or date."""
    starts = [lexeme.start for lexeme in lexemes]
    held: list[list[Holder]] = [[] for _ in lexemes]
    numbers: dict[int, Draft] = {}
    for draft, name, span in _spans(drafts, header):
        for i in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
            lexeme = lexemes[i]
            if lexeme.end > span.end or not _may_hold(name, lexeme):
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
            if draft is None or value_of(draft, name) is not None:
                for one in span if isinstance(span, list) else [span]:
                    yield draft, name, one


def _may_hold(name: str, lexeme: Lexeme) -> bool:
    """Return whether a field speaks for a numeral inside it; a clause (action, condition) does not."""
    return (
        name in NUMBER_FIELDS
        or name in NAMING_FIELDS
        or (lexeme.when is not None and name in _DATE_FIELDS)
        or name == "date_text"
    )


def _second_mentions(text: str, lexemes: list[Lexeme], held: list[list[Holder]]) -> None:
    """Let what holds a number hold it, too, where it is said again in brackets: 30万元以上（含30万元）."""
    for i, (first, again) in enumerate(pairwise(lexemes), 1):
        same = text[first.start : first.end] == text[again.start : again.end]
        if (
            (same or _equal(first, again))
            and held[i - 1]
            and not held[i]
            and _AGAIN.fullmatch(text, first.end, again.start)
        ):
            held[i] = list(held[i - 1])


def _equal(first: Lexeme, again: Lexeme) -> bool:
    """Return whether two quantities come to the same: 80万元 and 捌拾万元."""
    one, two = first.quantity, again.quantity
    return one is not None and two is not None and (one.amount, one.dimension) == (two.amount, two.dimension)


def _furniture(matched: Matched) -> Iterator[Numeral]:
    """Yield the numerals in what is no part of the document; of filler and encoded data, a stretch with a digit."""
    source = matched.segmented.normalized.source.text
    for lexeme in matched.outside:
        idle = lexeme.kind in _IDLE and SIGN.search(source, lexeme.start, lexeme.end)
        if idle or _is_numeral(lexeme, source):
            yield Numeral(Span(lexeme.start, lexeme.end), "furniture", lexeme.kind)
