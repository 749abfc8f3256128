"""Give the verb of a number to those that are listed with it: 新增工作室12个、实训基地8家."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.comparators import cue_before
from techpolicy_extract.lexing.units import is_currency
from techpolicy_extract.nouns.drafts import QuantityDraft
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy

# What stands between two members of a list: what bounds the first number or is told of it in brackets, then a joint.
_JOINT = worded("measures", "(?:[及或]?{bounds})?(?:（[^（）]{1,40}）)?(?:[、和与及]|以及)")
_QUOTED = lazy("“[^“”]{1,20}”$")  # no part of a noun: “揭榜挂帅”项目
_GRADE, _GRADED = lazy("级$"), lazy("^.{1,8}级")  # 国家级; 省级 in 省级产业集群
_RATES = ("percent", "permille", "percentage_point", "multiple", "ratio")
_FAR = 48  # characters between two members


def hand_on(drafts: Sequence[QuantityDraft], text: str) -> None:
    """Set the action of each draft that continues a list, by the one before it; `drafts` are in order of position."""
    for before, draft in pairwise(drafts):
        if draft.action is None and before.action and draft.indicator and _continues(before, draft, text):
            draft.action = before.action


def complete(drafts: Sequence[QuantityDraft], text: str) -> None:
    """Give a grade the noun that stands behind the last number of its list: 3个国家级、10个省级产业集群."""
    for draft, behind in reversed(list(pairwise(drafts))):
        own, noun = draft.indicator, behind.indicator
        if own and noun and _GRADE.search(own) and not _GRADE.search(noun) and _continues(draft, behind, text):
            draft.indicator = own + _GRADED.sub("", noun)
            draft.flags.append("indicator_inherited")


def _continues(before: QuantityDraft, draft: QuantityDraft, text: str) -> bool:
    """Return whether nothing but a joint, and what bounds them, stands between two numbers and their nouns."""
    if (
        draft.sentence is not before.sentence
        or draft.measure
        or draft.baseline
        or before.action in words("measures", "reached")
    ):
        return False
    if _kind(draft) in _RATES or _kind(draft) != _kind(before):
        return False
    end, start = _edges(before)[1], _edges(draft)[0]
    joint = _JOINT.match(text, end) if 0 < start - end <= _FAR else None
    if joint is None:
        return False
    rest = _QUOTED.sub("", text[joint.end() : start])
    while rest and (cue := cue_before(rest)):
        rest = rest[: -cue[1]]
    return not rest


def _kind(draft: QuantityDraft) -> str | None:
    """Return the dimension of money, a share, a multiple; None of all that is made, built or counted."""
    dimension = draft.quantity.dimension
    return dimension if dimension in _RATES or is_currency(dimension or "") else None


def _edges(draft: QuantityDraft) -> tuple[int, int]:
    """Return where the first of a number and its noun begins, and the last ends."""
    places = [place for name in ("value", "indicator") if isinstance(place := draft.spans.get(name), Span)]
    return min(place.start for place in places), max(place.end for place in places)
