"""Join what stands apart: times, years, indicators left out, classes, the fields of parts and of the document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from techpolicy_extract.nouns.drafts import (
    CitationDraft,
    DeadlineDraft,
    Draft,
    EventDraft,
    FundDraft,
    ProvisionDraft,
    QuantityDraft,
)
from techpolicy_extract.nouns.handover import Built, DocumentFields, Matched, Settled, Today
from techpolicy_extract.nouns.numerals import NUMBER_FIELDS
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.settle import citations, deadlines, events, funds, quantities, tables
from techpolicy_extract.stages.settle.classes import decide_rules
from techpolicy_extract.stages.settle.header import Header
from techpolicy_extract.stages.settle.times import Clock

# Drafts that a settler completes; others are whole.
_UNSETTLED = (QuantityDraft, FundDraft, DeadlineDraft, EventDraft, CitationDraft)
_AIMED_AT = ("target", "deadline")  # what news tells is understood, but others aim at it: withheld

D = TypeVar("D", bound=Draft)


def settle(built: Built) -> Settled:
    """Return what a document says: its drafts with all fields, in order of position, and the document's own fields."""
    matched = built.matched
    text = matched.segmented.normalized.mapped.text
    reader = Header(matched)
    header, spans = reader.read()
    clock = _clock(matched, reader.days())
    settled = [*reader.part_drafts(), *_settled(built, clock, header)]
    for draft in settled:
        draft.quote = _trimmed(text, draft.quote)
    _flag_repaired(settled, matched)
    settled.sort(key=lambda d: (d.quote.start, d.number, d.type))
    news = matched.scopes[matched.segmented.sections[0].section_id].kind == "news"
    withheld = [d for d in settled if d.type == "none" or (news and d.type in _AIMED_AT)]
    kept = _without(settled, withheld)
    made_from = [d.notes.made_from for d in kept if isinstance(d, ProvisionDraft) and d.notes.made_from]
    dropped = _without(built.drafts, [*kept, *made_from])
    days = {name: Today(clock.today(section), clock.year(section)) for name, section in clock.sections.items()}
    return Settled(matched, tuple(kept), tuple(withheld), tuple(dropped), header, spans, days)


def _clock(matched: Matched, days: dict[str, str | None]) -> Clock:
    """Return the times of a document; `days` has the day of each part."""
    text = matched.segmented.normalized.mapped.text
    sections = {section.section_id: section for section in matched.segmented.sections}
    return Clock(text, matched.sentences, sections, matched.scopes, days)


def _settled(built: Built, clock: Clock, header: DocumentFields) -> list[Draft]:
    """Settle the drafts type by type; a day that is an event is no deadline."""
    granted = _of(FundDraft, built.drafts)
    settled: list[Draft] = [draft for draft in built.drafts if not isinstance(draft, _UNSETTLED)]
    decide_rules(_of(ProvisionDraft, built.drafts))
    numbers = quantities.settle(_of(QuantityDraft, built.drafts), clock, _awarding(granted))
    read = built.matched.tables
    tables.date_by_rows(_of(QuantityDraft, numbers), built.dues, (*read.tasks, *read.lines), clock)
    settled += [*numbers, *tables.settle(built, clock, header), *funds.settle(granted, clock)]
    due = deadlines.settle(_of(DeadlineDraft, built.drafts), clock, header)
    past = events.settle(_of(EventDraft, built.drafts), clock, due)
    days = {draft.number for draft in past}
    settled += [*past, *(draft for draft in due if draft.number not in days)]
    return [*settled, *citations.settle(_of(CitationDraft, built.drafts), built.matched, header.genre)]


def _of(kind: type[D], drafts: Iterable[Draft]) -> list[D]:
    return [draft for draft in drafts if isinstance(draft, kind)]


def _awarding(funds: list[FundDraft]) -> set[int]:
    """Return the identities of the sentences in which something is given by a rule: a sum, a rate, a ceiling."""
    return {id(d.sentence) for d in funds if d.numbered and d.total_role in (None, "granted")}


def _flag_repaired(drafts: Iterable[Draft], matched: Matched) -> None:
    """Say of the records of a number that was read with a letter for a digit that it is repaired."""
    places = [lexeme.start for lexeme in matched.lexemes if lexeme.quantity and "number_repaired" in lexeme.flags]
    if not places:
        return
    for draft in drafts:
        spans = [span for name in NUMBER_FIELDS if (span := draft.spans.get(name))]
        if any(isinstance(span, Span) and span.start <= place < span.end for span in spans for place in places):
            draft.flags.append("number_repaired")


def _without(drafts: Iterable[Draft], others: Iterable[Draft]) -> list[Draft]:
    gone = {id(draft) for draft in others}
    return [draft for draft in drafts if id(draft) not in gone]


def _trimmed(text: str, quote: Span) -> Span:
    """Leave out the blanks at the edges of a quote, as behind 第一条."""
    words = text[quote.start : quote.end]
    start = quote.start + len(words) - len(words.lstrip())
    return Span(start, max(start, quote.end - len(words) + len(words.rstrip())))
