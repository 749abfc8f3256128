"""Turn matches into drafts and join what stands apart: times, years, indicators left out, classes."""

from __future__ import annotations

from techpolicy_extract.build import citation, contact, deadline, fund, provision, quantity
from techpolicy_extract.link import citations, deadlines, quantities
from techpolicy_extract.link.header import Header, genre_of
from techpolicy_extract.link.times import Clock
from techpolicy_extract.model import Draft, Extracted, Linked, Match, Sentence
from techpolicy_extract.slots import NUMBER_GROUPS


def link(extracted: Extracted) -> Linked:
    """Give the records of a document as drafts, in order of position, and the document's own fields."""
    header, spans = Header(extracted).read()
    text = extracted.segmented.normalized.mapped.text
    sections = {section.section_id: section for section in extracted.segmented.sections}
    today = next(
        (str(header[k]) for k in ("issued_on", "published_on", "hosted_on", "plan_start") if header.get(k)), None
    )
    years = _years(extracted, today)
    clock = Clock(text, extracted.sentences, sections, years)
    drafts = _build(extracted, text)
    genre = str(header["genre"])
    genres = {
        s.section_id: genre_of(s.heading or "", text[s.end : s.end + 300]) for s in sections.values() if s.level == 0
    }
    first = extracted.segmented.sections[0].section_id
    genres[first] = genre
    linked: list[Draft] = [d for d in drafts if d.type in ("fund", "provision", "contact")]
    linked += quantities.settle([d for d in drafts if d.type == "quantity"], clock, today, genres)
    linked += deadlines.settle([d for d in drafts if d.type == "deadline"], clock, today, genres)
    linked += citations.settle([d for d in drafts if d.type == "citation"], extracted, genre)
    linked.sort(key=lambda d: (d.quote.start, d.number, d.type))
    numerals, unexplained = _account(extracted, linked)
    return Linked(extracted.segmented, tuple(linked), header, spans, numerals, unexplained)


def _account(extracted: Extracted, drafts: list[Draft]) -> tuple[int, int]:
    """Count the numeral expressions, and the quantities that neither a record nor an enumeration holds."""
    numerals = [lexeme for lexeme in extracted.lexemes if lexeme.kind not in ("title", "paren", "url", "email")]
    held = {m.sentence.offsets[m.groups["value"].start] for m in extracted.matches if m.rule.type == "enumeration"}
    for draft in drafts:
        for span in draft.spans.values():
            held.update(s.start for s in (span if isinstance(span, list) else [span]))
    # a number that is written twice, 30万元以上（含30万元）, is one field
    loose = [lx for lx in numerals if lx.kind in ("quantity", "ratio") and lx.start not in held]
    again = {id(m.slot("again")) for m in extracted.matches if "again" in m.groups}
    return len(numerals), sum(id(lexeme) not in again for lexeme in loose)


def _years(extracted: Extracted, today: str | None) -> dict[str, int | None]:
    """Give each part the year it speaks from: of its own signature where it has one, else of the document."""
    year = int(today[:4]) if today else None
    return {section.section_id: year for section in extracted.segmented.sections if section.level == 0}


def _build(extracted: Extracted, text: str) -> list[Draft]:
    drafts: list[Draft] = []
    funds: list[Draft] = []
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
                funds += fund.build(match, text)
            elif match.rule.type == "provision":
                drafts += provision.build(match, text)
            elif match.rule.type == "deadline":
                drafts += deadline.build(match, text, filled)
            elif match.rule.type == "citation":
                drafts += citation.build(match, text)
    funds.sort(key=lambda d: d.number)
    drafts += fund.merge(funds, text)
    return drafts + contact.build(text, extracted.lexemes, extracted.sentences)


def _filled(matches: list[Match]) -> frozenset[int]:
    """Give the slots that hold a number of some record."""
    return frozenset(
        position
        for match in matches
        if match.rule.type in ("quantity", "fund", "provision")
        for name in NUMBER_GROUPS
        if name in match.groups
        for position in range(*match.groups[name])
        if position in match.sentence.at
    )


def _is_heading(sentence: Sentence) -> bool:
    """Whether a sentence is a title: its numbers name things and count none."""
    return sentence.start < sentence.section.end and sentence.section.level == 0
