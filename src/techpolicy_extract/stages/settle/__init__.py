"""Turn matches into drafts and join what stands apart: times, years, indicators left out, classes."""

from __future__ import annotations

from techpolicy_extract.lexing.slots import NUMBER_GROUPS
from techpolicy_extract.nouns.grids import Grid, grids_of
from techpolicy_extract.nouns.model import Draft, Extracted, Linked, Match, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.account.numerals import account
from techpolicy_extract.stages.account.past import told
from techpolicy_extract.stages.build import (
    citation,
    contact,
    deadline,
    event,
    fund,
    grades,
    provision,
    quantity,
    recipients,
    responsibility,
)
from techpolicy_extract.stages.settle import citations, deadlines, events, funds, quantities, tables
from techpolicy_extract.stages.settle.header import Header, is_news
from techpolicy_extract.stages.settle.parts import genre_of
from techpolicy_extract.stages.settle.times import Clock

_LEAD = 300  # characters behind a title that may tell its genre (有关事项通知如下)


def link(extracted: Extracted) -> Linked:
    """Give the records of a document as drafts, in order of position, and the document's own fields."""
    reader = Header(extracted)
    header, spans = reader.read()
    text = extracted.segmented.normalized.mapped.text
    sections = {section.section_id: section for section in extracted.segmented.sections}
    genre = str(header["genre"])
    parts = [section for section in sections.values() if section.level == 0]
    genres = {part.section_id: genre_of(part.heading or "", text[part.end : part.end + _LEAD]) for part in parts}
    genres[parts[0].section_id] = genre
    clock = Clock(text, extracted.sentences, sections, reader.days(), genres)
    grids = grids_of(extracted.segmented.normalized)
    dues = tables.due(grids, extracted)
    drafts = dues + _build(extracted, text, grids)
    linked: list[Draft] = [d for d in drafts if d.type in ("provision", "contact", "responsibility")]
    linked += reader.part_drafts()
    linked += quantities.settle([d for d in drafts if d.type == "quantity"], clock, _awarding(drafts))
    tables.date_by_rows(linked, dues, clock)
    linked += tables.settle(extracted.tables, clock, header)
    linked += funds.settle([d for d in drafts if d.type == "fund"], clock)
    due = deadlines.settle([d for d in drafts if d.type == "deadline"], clock, header)
    past = events.settle([d for d in drafts if d.type == "event"], clock, due)
    days = {d.number for d in past}
    linked += past + [d for d in due if d.number not in days]
    linked += citations.settle([d for d in drafts if d.type == "citation"], extracted, genre)
    for draft in linked:
        draft.quote = _trimmed(text, draft.quote)
    linked.sort(key=lambda d: (d.quote.start, d.number, d.type))
    numerals = account(extracted, linked, spans, told(extracted.sentences, linked, clock))
    if genre == "其他" and is_news(text):  # what it says is understood, but others aim at it: withheld
        linked = [d for d in linked if d.type not in ("target", "deadline")]
    kept = {id(d) for d in linked}
    dropped = tuple(d for d in drafts if id(d) not in kept)
    return Linked(extracted.segmented, tuple(linked), header, spans, numerals, dropped)


def _awarding(drafts: list[Draft]) -> set[int]:
    """Give the identities of the sentences in which something is given by a rule: a sum, a rate, a ceiling."""
    given = [d for d in drafts if d.type == "fund" and d.fields.get("total_role") in (None, "granted")]
    return {id(d.sentence) for d in given if any(name.endswith(("_value", "_percent")) for name in d.spans)}


def _trimmed(text: str, quote: Span) -> Span:
    """Leave out the blanks at the edges of a quote, as behind 第一条."""
    words = text[quote.start : quote.end]
    start = quote.start + len(words) - len(words.lstrip())
    return Span(start, max(start, quote.end - len(words) + len(words.rstrip())))


def _build(extracted: Extracted, text: str, grids: list[Grid]) -> list[Draft]:
    drafts: list[Draft] = []
    grants: list[Draft] = []
    by_sentence: dict[int, list[Match]] = {}
    for match in extracted.matches:
        by_sentence.setdefault(id(match.sentence), []).append(match)
    for sentence in extracted.sentences:
        matches = by_sentence.get(id(sentence), [])
        filled = _filled(matches)
        for match in matches:
            if match.rule.type == "quantity":
                if not _is_heading(sentence):
                    drafts += quantity.build(match, text, filled)
            elif match.rule.type == "fund":
                grants += [d for d in fund.build(match, text) if not _only_names(d)]
            elif match.rule.type == "provision":
                drafts += provision.build(match, text)
            elif match.rule.type == "deadline":
                drafts += deadline.build(match, text, filled)
            elif match.rule.type == "event":
                drafts += [] if _is_heading(sentence) else event.build(match, text, filled)
            elif match.rule.type == "citation":
                drafts += citation.build(match, text)
    grants.sort(key=lambda d: d.number)
    awards = fund.merge(grades.pair(grants, text), text)
    recipients.fill(awards, text)
    drafts += awards
    drafts += responsibility.build(text, extracted.sentences, extracted.segmented.sections, grids)
    cards = contact.build(text, extracted.lexemes, extracted.sentences)
    addresses = [span for card in cards if isinstance(span := card.spans.get("address"), Span)]
    housed = {id(d) for d in drafts if d.type == "quantity" and any(a.start <= d.number < a.end for a in addresses)}
    return [d for d in drafts if id(d) not in housed] + cards


def _filled(matches: list[Match]) -> list[int]:
    """Give the slots that hold a number of some record, sorted."""
    return sorted(
        position
        for match in matches
        if match.rule.type in ("quantity", "fund", "provision")
        for name in NUMBER_GROUPS
        if name in match.groups
        for position in range(*match.groups[name])
        if position in match.sentence.at
    )


def _only_names(draft: Draft) -> bool:
    """Whether a fund is only named by a heading (优化租房补贴), which says nothing of it."""
    section = draft.sentence.section
    numbered = any(name.endswith(("_value", "_percent")) for name in draft.spans)
    return not numbered and section.kind in ("heading", "part", "box") and draft.number < section.end


def _is_heading(sentence: Sentence) -> bool:
    """Whether a sentence is a title: its numbers name things and count none."""
    return sentence.start < sentence.section.end and sentence.section.level == 0
