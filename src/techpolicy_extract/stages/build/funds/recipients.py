"""Whom an award is for, under which condition, and for each of what: read off the words before its number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.lexicon.instruments import COST, recipient
from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.drafts import FundDraft
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.funds.award_words import AwardWords
from techpolicy_extract.syntax.awards import unnumbered
from techpolicy_extract.syntax.edges import CLAUSE_OPENS, RULE_OPENS, stretch_start
from techpolicy_extract.syntax.tree import parse

_FOR = lazy(CLAUSE_OPENS + r"对(?![接照外标方应等象口冲策])于?(?P<who>[^，；。：]{2,80})")
_AWARDING = (
    "[可将]?(?:{gives}|按照?|{shared_out}|{at_once}|再次?(?=给予|奖)|每[年月户家个人件项]|为每|{most}|{awards}|{does})"
)
_AWARD = worded("awards", _AWARDING)
_PER = worded(
    "awards",
    r"(?P<per>{each_one}[\u4e00-\u9fff]{2,6}?{each_time}?|每{each_of}[\u4e00-\u9fff（）]{0,8}?)"
    r"(?:{gives}|{at_once}|{awards}|{most}|{before_sum}){0,5}$",
)
# The same without 对: 首次认定为高新技术企业的，一次性奖励30万元.
_WHO_DOES = worded(
    "awards", rf"{RULE_OPENS}(?P<who>[^，；。：]{{4,80}}?)的，(?:经[^，；。：]{{2,24}}，)?(?={_AWARDING})"
)
# For each of what is done: 每培育1家高新技术企业，给予5万元奖励.
_PER_DEED = worded(
    "awards",
    r"(?P<per>每[\u4e00-\u9fff]{1,8}[1一][家个项名人件次场部台][^，。；]{0,20}?)的?，[可再]?(?={gives}|{core}|按)",
)
# A condition of its own behind the first award: 对首次认定的企业给予20万元奖励，重新认定的给予10万元奖励.
_OWN = worded("awards", "[，、](?P<own>[^，；。]{2,40}?)的，?(?={gives}|{core}|[再按]|{shared_out}|{at_once})")
_SERVES = worded("awards", r"”?[^，。；]{0,10}，(?:重点)?(?:{supports}|{serves})(?P<who>[\u4e00-\u9fff]{2,16})")
_PER_END = worded("awards", "{per_ends}+$")
_LEAST = 2  # characters of a condition or beneficiary
_REACH = 24  # characters before a number within which a 每人 belongs to it


@lru_cache(maxsize=1)
def _events() -> re.Pattern[str]:
    return re.compile(trie_pattern(load("instruments")["recipients"]["events"]))


def fill(drafts: Iterable[FundDraft], text: str) -> None:
    """Fill beneficiary, condition and per of funds where rules have not."""
    for draft in drafts:
        if draft.numbered:
            _per(draft, text)
            if draft.condition is None and draft.beneficiary is None:
                _whom(draft, text)
        elif draft.change is None and draft.condition is None and draft.beneficiary is None:
            _unnumbered(draft, text)
        elif draft.name is not None and draft.beneficiary is None:
            _served(draft, text)


def _served(draft: FundDraft, text: str) -> None:
    """Fill whom a named instrument is for off the clause behind it: 推出“惠企贷”产品，服务中小企业融资."""
    place = draft.spans.get("name")
    found = _SERVES.match(text, place.end) if isinstance(place, Span) else None
    if found is None:
        return
    start, said = found.start("who"), found["who"]
    ends = [end for end in range(2, len(said) + 1) if recipient().search(said[:end])]
    if ends:
        last = next((end for end in ends if end + 1 not in ends and end + 2 not in ends), ends[-1])
        _set_beneficiary(draft, text, (start, start + last))


def _unnumbered(draft: FundDraft, text: str) -> None:
    """Fill whom a rule without a number is for, and its condition, off the clauses before it."""
    sentence = draft.sentence
    position = bisect_right(sentence.offsets, draft.number) - 1
    tree = parse(sentence)
    AwardWords(tree, text, unnumbered(tree, position), draft).read_unnumbered()


def _per(draft: FundDraft, text: str) -> None:
    if draft.per:
        return
    low = max(draft.sentence.start, draft.number - _REACH)
    opening = stretch_start(text, draft.sentence.start, draft.number)
    found = _PER.search(text, low, draft.number) or _PER_DEED.search(text, opening, draft.number)
    if found is None:
        return
    start, end = found.span("per")
    end = start + len(_PER_END.sub("", text[start:end]))
    draft.per = text[start:end]
    draft.spans["per"] = Span(start, end)


def _whom(draft: FundDraft, text: str) -> None:
    low = stretch_start(text, draft.sentence.start, draft.number)
    hits = [hit for hit in _FOR.finditer(text[low : draft.quote.end]) if low + hit.start() < draft.number]
    if not hits:
        _who_does(draft, text, low)
        return
    start, end = (low + edge for edge in hits[-1].span("who"))
    award = _AWARD.search(text, start + 2, end)
    end = award.start() if award else end
    if own := list(_OWN.finditer(text, end, max(end, draft.number))):
        _set_condition(draft, text, own[-1].span("own"))
        return
    who = text[start:end]
    if COST.search(who):
        return
    if who.endswith("的"):
        _set_condition(draft, text, (start, end - 1))
        return
    before, mark, head = who.rpartition("的")
    held = bool(recipient().search(head))
    if mark and held:
        _set_condition(draft, text, (start, start + len(before)))
        _set_beneficiary(draft, text, (start + len(before) + 1, end))
    elif mark or _events().match(who):
        _set_condition(draft, text, (start, end))
    elif held:
        _set_beneficiary(draft, text, (start, end))


def _who_does(draft: FundDraft, text: str, low: int) -> None:
    """Fill the condition that a sentence opens with; `low` is where the sentence, or what a ； opens, begins."""
    if hits := list(_WHO_DOES.finditer(text[low : draft.number])):
        _set_condition(draft, text, (low + hits[-1].start("who"), low + hits[-1].end("who")))


def _set_condition(draft: FundDraft, text: str, span: tuple[int, int]) -> None:
    if span[1] - span[0] >= _LEAST:
        draft.condition = text[slice(*span)]
        draft.spans["condition"] = Span(*span)


def _set_beneficiary(draft: FundDraft, text: str, span: tuple[int, int]) -> None:
    if span[1] - span[0] >= _LEAST:
        draft.beneficiary = text[slice(*span)]
        draft.spans["beneficiary"] = Span(*span)
