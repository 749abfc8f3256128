"""Join what stands apart: times, years, indicators left out, classes, the fields of parts and of the document."""

from __future__ import annotations

from collections.abc import Iterable

from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.handover import Built, Matched, Settled, Today
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.settle import citations, deadlines, events, funds, quantities, tables
from techpolicy_extract.stages.settle.header import Header, is_news
from techpolicy_extract.stages.settle.parts import genre_of
from techpolicy_extract.stages.settle.times import Clock

_LEAD = 300  # characters behind a title that may tell its genre (有关事项通知如下)
_UNSETTLED = ("quantity", "fund", "deadline", "event", "citation")  # drafts that a settler completes; others are whole
_AIMED_AT = ("target", "deadline")  # what news tells is understood, but others aim at it: withheld


def settle(built: Built) -> Settled:
    """Return what a document says: its drafts with all fields, in order of position, and the document's own fields."""
    matched = built.matched
    text = matched.segmented.normalized.mapped.text
    reader = Header(matched)
    header, spans = reader.read()
    genre = str(header["genre"])
    clock = _clock(matched, reader.days(), genre)
    settled = [*reader.part_drafts(), *_settled(built, clock, header)]
    for draft in settled:
        draft.quote = _trimmed(text, draft.quote)
    settled.sort(key=lambda d: (d.quote.start, d.number, d.type))
    withheld = [d for d in settled if d.type in _AIMED_AT] if genre == "其他" and is_news(text) else []
    kept = _without(settled, withheld)
    dropped = _without(built.drafts, kept)
    days = {name: Today(clock.today(section), clock.year(section)) for name, section in clock.sections.items()}
    return Settled(matched, tuple(kept), tuple(withheld), tuple(dropped), header, spans, days)


def _clock(matched: Matched, days: dict[str, str | None], genre: str) -> Clock:
    """Return the times of a document; `days` has the day of each part, `genre` is that of the first."""
    text = matched.segmented.normalized.mapped.text
    sections = {section.section_id: section for section in matched.segmented.sections}
    parts = [section for section in sections.values() if section.level == 0]
    genres = {part.section_id: genre_of(part.heading or "", text[part.end : part.end + _LEAD]) for part in parts[1:]}
    genres[parts[0].section_id] = genre
    return Clock(text, matched.sentences, sections, days, genres)


def _settled(built: Built, clock: Clock, header: dict[str, object]) -> list[Draft]:
    """Settle the drafts type by type; a day that is an event is no deadline."""
    by_type: dict[str, list[Draft]] = {}
    for draft in built.drafts:
        by_type.setdefault(draft.type, []).append(draft)
    settled = [draft for draft in built.drafts if draft.type not in _UNSETTLED]
    numbers = quantities.settle(by_type.get("quantity", []), clock, _awarding(by_type.get("fund", [])))
    tables.date_by_rows([*settled, *numbers], built.dues, clock)
    settled += [*numbers, *tables.settle(built, clock, header)]
    settled += funds.settle(by_type.get("fund", []), clock)
    due = deadlines.settle(by_type.get("deadline", []), clock, header)
    past = events.settle(by_type.get("event", []), clock, due)
    days = {draft.number for draft in past}
    settled += [*past, *(draft for draft in due if draft.number not in days)]
    return settled + citations.settle(by_type.get("citation", []), built.matched, str(header["genre"]))


def _awarding(funds: list[Draft]) -> set[int]:
    """Return the identities of the sentences in which something is given by a rule: a sum, a rate, a ceiling."""
    given = [d for d in funds if d.fields.get("total_role") in (None, "granted")]
    return {id(d.sentence) for d in given if any(name.endswith(("_value", "_percent")) for name in d.spans)}


def _without(drafts: Iterable[Draft], others: Iterable[Draft]) -> list[Draft]:
    gone = {id(draft) for draft in others}
    return [draft for draft in drafts if id(draft) not in gone]


def _trimmed(text: str, quote: Span) -> Span:
    """Leave out the blanks at the edges of a quote, as behind 第一条."""
    words = text[quote.start : quote.end]
    start = quote.start + len(words) - len(words.lstrip())
    return Span(start, max(start, quote.end - len(words) + len(words.rstrip())))
