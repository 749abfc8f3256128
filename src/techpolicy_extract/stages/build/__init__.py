"""Turn matches, cards of contacts, duties and tables into drafts: what one sentence, line or row says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from techpolicy_extract.lexing.slots import NUMBER_GROUPS
from techpolicy_extract.nouns.drafts import ContactDraft, Draft, FundDraft, QuantityDraft
from techpolicy_extract.nouns.handover import Built, Matched
from techpolicy_extract.nouns.model import Match, Sentence
from techpolicy_extract.nouns.scope import Scope
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.views import View
from techpolicy_extract.stages.build import citation, contact, event, tables
from techpolicy_extract.stages.build.deadlines import deadline
from techpolicy_extract.stages.build.duties import responsibility
from techpolicy_extract.stages.build.funds import awards, fund, recipients
from techpolicy_extract.stages.build.numbers import quantity, sharing
from techpolicy_extract.stages.build.provisions import provision, ruled
from techpolicy_extract.syntax.edges import before_mark
from techpolicy_extract.syntax.tree import leads, parse

# What a rule's match becomes, by the type of the rule. A builder takes the match, the normalised text, the slots of the
# sentence that hold a number of some record, and what holds in its section. Funds are put together afterwards;
# enumerations make no record.
_Builder = Callable[[Match, str, Sequence[int], Scope], Sequence[Draft]]
_BUILDERS: dict[str, _Builder] = {
    "quantity": lambda match, text, filled, _: quantity.build(match, text, filled),
    "provision": lambda match, text, *_: provision.build(match, text),
    "deadline": deadline.build,
    "event": lambda match, text, filled, _: event.build(match, text, filled),
    "citation": lambda match, text, *_: citation.build(match, text),
}
_NOT_IN_TITLES = ("quantity", "event")  # types of rules: the numbers of a title name things and count none


def build(matched: Matched) -> Built:
    """Return the drafts of a document; times, classes and what stands in other sentences are still to be settled."""
    text = matched.segmented.normalized.mapped.text
    dues = tables.due(matched)
    drafts, grants = _of_matches(matched, text)
    drafts += _funds(grants, text, drafts)
    drafts += responsibility.build(matched)
    cards = contact.build(matched)
    found = (*dues, *_outside_addresses(drafts, cards), *cards)
    return Built(matched, found, tables.values(matched), tuple(dues))


def views(matched: Matched, position: int) -> Iterator[tuple[str, View]]:
    """Yield the name of each view of which a part holds a position of the normalised text, with that part."""
    for view in contact.views(matched):
        if view.offsets[0] <= position < view.offsets[-1]:
            yield "cards", view
    yield "duties", responsibility.view_at(matched, position)


def _of_matches(matched: Matched, text: str) -> tuple[list[Draft], list[FundDraft]]:
    """Return the drafts of the matches, sentence by sentence, those of funds apart."""
    drafts: list[Draft] = []
    grants: list[FundDraft] = []
    given: list[Draft] = []
    by_sentence: dict[int, list[Match]] = {}
    for match in matched.matches:
        by_sentence.setdefault(id(match.sentence), []).append(match)
    above: dict[str, Sentence] = {}  # by section, the last sentence that leads to items
    last: Sentence | None = None
    for sentence in matched.sentences:
        matches = by_sentence.get(id(sentence), [])
        filled = _filled(matches) if matches else []
        known = len(drafts)
        for match in matches:
            kind, scope = match.rule.type, matched.scopes[sentence.section.section_id]
            if match.rule.view == "awards":
                lead = last if last and leads(last, text) else above.get(sentence.section.parent_id or "")
                given += awards.build(parse(sentence), text, match.rule, parse(lead) if lead else None)
            elif match.rule.view == "rulings":
                drafts += ruled.build(match, parse(sentence), text, scope)
            elif kind == "fund":
                grants += [draft for draft in fund.build(match, text) if not _only_names(draft)]
            elif kind in _BUILDERS and not (kind in _NOT_IN_TITLES and _is_title(sentence)):
                drafts += _BUILDERS[kind](match, text, filled, scope)
        if known + 1 < len(drafts):
            drafts[known:] = _shared(drafts[known:], sentence, text)
        sentence.readings.clear()
        last = sentence
        if leads(sentence, text):
            above[sentence.section.section_id] = sentence
    return drafts + given, grants


def _shared(drafts: list[Draft], sentence: Sentence, text: str) -> list[Draft]:
    """Return the drafts of a sentence with what its numbers share, without those that only say whose others are."""
    counted = [draft for draft in drafts if isinstance(draft, QuantityDraft)]
    kept = sharing.share(counted, sentence, text)
    if len(kept) == len(counted):
        return drafts
    return [*(draft for draft in drafts if not isinstance(draft, QuantityDraft)), *kept]


def _funds(grants: list[FundDraft], text: str, awarded: list[Draft]) -> list[FundDraft]:
    """Return one draft for each fund: the roles of a grant put together.

    One without name and number says nothing more in a sentence whose awards are read.
    """
    grants.sort(key=lambda draft: draft.number)
    funds = fund.merge(grants, text)
    recipients.fill(funds, text)
    spoken: dict[int, list[FundDraft]] = {}
    for given in awarded:
        if isinstance(given, FundDraft):
            spoken.setdefault(id(given.sentence), []).append(given)
    return [draft for draft in funds if draft.numbered or not _told(draft, spoken.get(id(draft.sentence), []), text)]


def _told(draft: FundDraft, awarded: list[FundDraft], text: str) -> bool:
    """Return whether an award of its sentence says all that a fund without a number does, in its clause."""
    if draft.name is None:
        return bool(awarded)
    edges = [sorted((draft.number, given.number)) for given in awarded]
    return draft.change is None and any(before_mark(text, low, high) == high for low, high in edges)


def _outside_addresses(drafts: list[Draft], cards: list[ContactDraft]) -> list[Draft]:
    """Return the drafts without those of numbers that stand in the address of a contact."""
    addresses = [span for card in cards if isinstance(span := card.spans.get("address"), Span)]
    return [
        draft
        for draft in drafts
        if not isinstance(draft, QuantityDraft)
        or not any(place.start <= draft.number < place.end for place in addresses)
    ]


def _filled(matches: list[Match]) -> list[int]:
    """Return the slots that hold a number of some record, sorted."""
    return sorted(
        position
        for match in matches
        if match.rule.type in ("quantity", "fund", "provision")
        for name in NUMBER_GROUPS
        if name in match.groups
        for position in range(*match.groups[name])
        if position in match.sentence.at
    )


def _only_names(draft: FundDraft) -> bool:
    """Return whether a fund is only named by a heading (优化租房补贴), which says nothing of it."""
    section = draft.sentence.section
    return not draft.numbered and section.kind in ("heading", "part", "box") and draft.number < section.end


def _is_title(sentence: Sentence) -> bool:
    return sentence.start < sentence.section.end and sentence.section.level == 0
