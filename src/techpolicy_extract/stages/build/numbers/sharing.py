"""Hand out what the numbers of a list share: nouns, verb, comparator and measure, as the tree shows the list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.lexing.comparators import comparator, cue_before
from techpolicy_extract.lexing.units import is_currency
from techpolicy_extract.nouns.drafts import QuantityDraft
from techpolicy_extract.nouns.model import Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.syntax.series import Link, links
from techpolicy_extract.syntax.shared import split, spread

_QUOTED = lazy("“[^“”]{1,20}”$")  # no part of a noun: “揭榜挂帅”项目
_GRADE, _GRADED = lazy("级$"), lazy("^.{1,8}级")  # 国家级; 省级 in 省级产业集群
_RATES = ("percent", "permille", "percentage_point", "multiple", "ratio")
_IN_TURN = worded("verbs", "{in_turn}")
_TURN_REACH = 6  # characters before a list of numbers
Linked = tuple[Link, QuantityDraft, QuantityDraft]


def share(drafts: Sequence[QuantityDraft], sentence: Sentence, text: str) -> list[QuantityDraft]:
    """Complete the drafts of a sentence's numbers by what they share with others of their list.

    Returns those that count something themselves, and do not only say whose the next number is.
    """
    if len(drafts) < 2:
        return list(drafts)
    known = {bisect_left(sentence.offsets, draft.number): draft for draft in drafts}
    linked = [
        (link, known[link.before], known[link.after])
        for link in links(sentence)
        if link.before in known and link.after in known
    ]
    for row in _rows(linked):
        share_row([row[0][1], *(each[2] for each in row)], sentence.slots, row[0][0].before)
    members = [each for each in linked if not each[0].bare]
    for each in members:
        _hand_on(*each, sentence, text)
    for each in reversed(members):
        _complete(*each, sentence, text)
    scopes = [each for each in pairwise(drafts) if _is_scope(*each, text)]
    return [draft for draft in drafts if not any(draft is place for place, _ in scopes)]


def _is_scope(place: QuantityDraft, draft: QuantityDraft, text: str) -> bool:
    """Tell whether a number of places says whose the next one is, and make it the scope of that: 沿江6县."""
    at, noun = place.spans["value"], draft.spans.get("indicator")
    if place.quantity.unit not in words("measures", "places") or place.action or not place.scope:
        return False
    assert isinstance(at, Span)  # a number has one place
    start = at.start - len(place.scope)
    if not isinstance(noun, Span) or noun.start != at.end or not text.startswith(place.scope, start):
        return False
    draft.scope, draft.spans["scope"] = text[start : at.end], Span(start, at.end)
    return True


def _rows(linked: Sequence[Linked]) -> Iterator[list[Linked]]:
    """Yield the links of each list of numbers that has no nouns of its own between them: 43家、322家.

    Its numbers are of one kind and end a clause, where no word like 分别 hands them out.
    """
    rows: list[list[Linked]] = []
    for each in linked:
        if not each[0].bare or each[1].notes.index or each[2].notes.index:
            continue
        if rows and rows[-1][-1][0].after == each[0].before:
            rows[-1].append(each)
        else:
            rows.append([each])
    for row in rows:
        if row[0][0].each or (row[-1][0].ends and all(link.same for link, _, _ in row)):
            yield row


def share_row(drafts: Sequence[QuantityDraft], slots: str, start: int) -> None:
    """Hand out the nouns before a list of numbers (茶叶采摘、加工机械化率分别达到62%和81%), and what is said of all.

    What bounds all stands before the first number or behind the last. `start` is the slot of the first.
    """
    first, before, after = drafts[0], drafts[0].notes.bounds[0], drafts[-1].notes.bounds[1]
    for place, draft in enumerate(drafts):
        own = draft.notes.bounds
        draft.comparator = comparator(own[0] or before, own[1] or after, draft.quantity)
        draft.action, draft.scope = draft.action or first.action, draft.scope or first.scope
        draft.measure, draft.benchmark = draft.measure or first.measure, draft.benchmark or first.benchmark
        draft.rule, draft.quote = first.rule, Span(first.quote.start, draft.quote.end)
        draft.notes.against = draft.notes.against or first.notes.against
        draft.accumulation = draft.accumulation or first.accumulation
        draft.notes.index = (place, len(drafts))
        draft.notes.topic = draft.notes.topic or first.notes.topic
    noun = first.indicator
    if noun is None:
        return
    place_of_all, nouns = first.spans["indicator"], [noun] * len(drafts)
    if not _IN_TURN.search(slots, max(0, start - _TURN_REACH), start):
        mixed = {"percent"} < {draft.quantity.dimension for draft in drafts}  # the tail is not of all: 营收、增加值占比
        nouns = (split(noun, len(drafts)) if mixed else None) or spread(noun, len(drafts))
    for draft, own_noun in zip(drafts, nouns, strict=True):
        draft.indicator, draft.spans["indicator"] = own_noun, place_of_all
        if draft.measure == "share" and own_noun != noun:
            draft.measure = None  # what each is, its own noun says


def _hand_on(link: Link, before: QuantityDraft, draft: QuantityDraft, sentence: Sentence, text: str) -> None:
    """Give a number the verb of the one before it in its list: 新增工作室12个、实训基地8家."""
    if draft.action is None and before.action and draft.indicator and _continues(link, before, draft, sentence, text):
        draft.action = before.action


def _complete(link: Link, draft: QuantityDraft, behind: QuantityDraft, sentence: Sentence, text: str) -> None:
    """Give a grade the noun that stands behind the last number of its list: 3个国家级、10个省级产业集群."""
    own, noun = draft.indicator, behind.indicator
    if not own or not noun or link.nouns_first or not _GRADE.search(own) or _GRADE.search(noun):
        return
    if _continues(link, draft, behind, sentence, text):
        draft.indicator = own + _GRADED.sub("", noun)
        if behind.qualifier and _GRADED.match(behind.qualifier):  # 3个十亿级、8个亿元级规模的项目
            draft.indicator, draft.qualifier = noun, own
            draft.spans["qualifier"] = draft.spans["indicator"]
        draft.flags.append("indicator_inherited")


def _continues(link: Link, before: QuantityDraft, draft: QuantityDraft, sentence: Sentence, text: str) -> bool:
    """Return whether two numbers of one kind stand in a list with nothing but their nouns beside the joint."""
    if draft.measure or draft.baseline or before.action in words("measures", "reached"):
        return False
    if _kind(draft) in _RATES or _kind(draft) != _kind(before):
        return False
    start, end = sentence.offsets[link.start], sentence.offsets[link.end]
    if not link.nouns_first:
        noun = before.spans.get("indicator")
        return isinstance(noun, Span) and noun.end == start
    noun = draft.spans.get("indicator")
    if not isinstance(noun, Span) or not end <= noun.start:
        return False
    rest = _QUOTED.sub("", text[end : noun.start])
    while rest and (cue := cue_before(rest)):
        rest = rest[: -cue[1]]
    return not rest


def _kind(draft: QuantityDraft) -> str | None:
    """Return the dimension of money, a share, a multiple; None of all that is made, built or counted."""
    dimension = draft.quantity.dimension
    return dimension if dimension in _RATES or is_currency(dimension or "") else None
