"""Citations of one document: aliases, its own title, forwarded and interpreted documents."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from techpolicy_extract.lexicon.worded import filled, worded
from techpolicy_extract.nouns.drafts import CitationDraft
from techpolicy_extract.nouns.handover import Matched
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.prefilter import Finder
from techpolicy_extract.syntax.label_cards import find_label_cards, of_basis

_HANDED_ON = worded("documents", "{forward}")


@lru_cache(maxsize=1)
def _alias() -> Finder:
    """Return the finder of short names; the first group of a match is the name."""
    return Finder(filled("documents", "(?:以下)?{called}为?[：:]?[《“]([^》”]{2,30})[》”]"))


def settle(drafts: list[CitationDraft], matched: Matched, genre: str) -> list[CitationDraft]:
    """Drop aliases and the document's own title, and say what an interpretation interprets."""
    text = matched.segmented.normalized.mapped.text
    aliases = {match[1] for match in _alias().finditer(text)}
    parts = [section for section in matched.segmented.sections if section.level == 0]
    titles = [_fold(matched.scopes[part.section_id].topic or "") for part in parts]
    drafts = _of_cards(drafts, text)
    told = set(map(id, _inside(sorted(drafts, key=_place), of_basis(find_label_cards(text)))))
    kept: list[CitationDraft] = []
    interpreted = False
    for draft in drafts:
        title = draft.title or ""
        in_head = any(part.start <= draft.number < part.end for part in parts)
        if title and (title in aliases or _fold(title) == titles[0] or (in_head and genre == "解读")):
            continue
        if not title and _own_number(draft, matched) and id(draft) not in told:
            continue
        if in_head and draft.relation == "mention":
            draft.relation = "forward" if _HANDED_ON.search(titles[0]) else "mention"
        if genre == "解读" and not interpreted and title and _same(title, titles[0]):
            draft.relation, interpreted = "interpret", True
        kept.append(draft)
    return kept


def _of_cards(drafts: list[CitationDraft], text: str) -> list[CitationDraft]:
    """Put together what a card says of the document that it rests on: title, number and issuer are one citation."""
    cards = find_label_cards(text)
    if not cards:
        return drafts
    ordered = sorted(drafts, key=_place)
    taken: set[int] = set()
    for card in cards:
        titled = [draft for draft in _inside(ordered, card.values("basis")) if draft.title]
        for draft in titled:
            draft.relation = "basis"
        numbers = [draft for draft in _inside(ordered, card.values("number")) if not draft.title]
        if len(titled) == len(numbers):
            for draft, number in zip(titled, numbers, strict=True):
                _complete(draft, number)
            taken.update(map(id, numbers))
        for draft in titled if card.values("issuer") else ():
            draft.issuer = draft.issuer or text[slice(*card.values("issuer")[0])]
    return [draft for draft in drafts if id(draft) not in taken]


def _place(draft: CitationDraft) -> int:
    return draft.number


def _inside(ordered: list[CitationDraft], spans: list[Span]) -> list[CitationDraft]:
    """Return the citations that begin in one of the spans; they come in order of their places."""
    ends = ((bisect_left(ordered, end, key=_place) for end in span) for span in spans)
    return [draft for start, end in ends for draft in ordered[start:end]]


def _complete(draft: CitationDraft, number: CitationDraft) -> None:
    """Give a citation the number that stands below it."""
    draft.doc_number, draft.year = number.doc_number, number.year
    draft.spans["doc_number"] = number.spans["doc_number"]
    draft.flags += number.flags
    draft.quote = Span(min(draft.quote.start, number.quote.start), max(draft.quote.end, number.quote.end))


def _fold(title: str) -> str:
    return re.sub(r"[\s《》“”]", "", title)


def _same(title: str, own: str) -> bool:
    """Return whether an interpretation's own title holds a cited one, brackets like （征求意见稿） aside."""
    return re.sub(r"（[^）]*）", "", _fold(title)) in own


def _own_number(draft: CitationDraft, matched: Matched) -> bool:
    """Return whether a lone number is the document's own: it has its line to itself."""
    text = matched.segmented.normalized.mapped.text
    span = draft.spans.get("doc_number")
    if not isinstance(span, tuple) or isinstance(span, list):
        return False
    line = text[
        text.rfind("\n", 0, span[0]) + 1 : (text.find("\n", span[1]) + len(text) + 1) % (len(text) + 1) or len(text)
    ]
    return line.strip(" （）") == text[span[0] : span[1]]
