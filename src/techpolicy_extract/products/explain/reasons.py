"""Say what became of a rule's match: which record it made, or why it made none."""

from __future__ import annotations

from techpolicy_extract.lexing.slots import TAKING_GROUPS
from techpolicy_extract.nouns.drafts import DeadlineDraft, Draft
from techpolicy_extract.nouns.model import Match
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.pipeline import Trace
from techpolicy_extract.products.contests import blockers, takes

_NEWS = "left out: the text is no policy document, so that others aim at this"


def why_lost(match: Match, traced: Trace) -> str:
    """Return the reason why a match did not hold."""
    if not takes(match):
        return "takes nothing: none of its groups that hold something is filled"
    rules = dict.fromkeys(other.rule.id for other in blockers(match, traced.matched.matches))
    return f"its slots are already taken by {', '.join(rules)}"


def made(match: Match, traced: Trace) -> list[str]:
    """Return the ids of the records made from what a match took."""
    places = _taken(match)
    drafts = [d for d in traced.settled.drafts if d.sentence is match.sentence and _touches(d, places)]
    own = [d for d in drafts if d.rule == match.rule.id]
    kin = [d for d in drafts if d.type == match.rule.type == "fund"]
    return [traced.ids[id(d)] for d in own or kin]


def why_no_record(match: Match, traced: Trace) -> str:
    """Return the reason why a match that held made no record."""
    if match.rule.type == "enumeration":
        return "keeps a number that is no quantity: no record"
    places = _taken(match)
    gone = [d for d in traced.settled.dropped if d.rule == match.rule.id and d.sentence is match.sentence]
    for draft in gone:
        if _touches(draft, places):
            return _why_dropped(draft, traced)
    section = match.sentence.section
    if match.sentence.start < section.end and match.rule.type in ("quantity", "fund", "event"):
        return "stands in a heading only"
    return "the builder found nothing to make a record of"


def _why_dropped(draft: Draft, traced: Trace) -> str:
    """Say why a draft did not become a record."""
    same = [d for d in traced.settled.drafts if d.type in ("deadline", draft.type) and d.number == draft.number]
    if same:
        return f"what it says is in {traced.ids[id(same[0])]} already"
    if draft.type == "citation":
        return "left out: an alias, or the document's own title or number"
    if draft.type == "none":
        return "left out: the class of its number is none, see there"
    other = traced.settled.header.genre == "其他"
    if draft.type in ("target", "result") and other:
        return _NEWS
    if isinstance(draft, DeadlineDraft) and draft.kind == "milestone":
        return "a milestone that does not lie ahead of the day from which the text speaks" + (f", or {_NEWS}" * other)
    if draft.type == "deadline" and other:
        return _NEWS
    return "left out when the document was put together"


def _taken(match: Match) -> list[Span]:
    """Return the spans in the normalised text that a match took."""
    grouped = [span for name in TAKING_GROUPS if (span := match.span(name))]
    return grouped + [match.place(place, place + 1) for place in sorted(match.taken)]


def _touches(draft: Draft, places: list[Span]) -> bool:
    spans = [one for span in draft.spans.values() for one in (span if isinstance(span, list) else [span])]
    return any(a.start < b.end and b.start < a.end for a in spans for b in places)
