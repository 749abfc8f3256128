"""Whom an award is for, under which condition, and for each of what: read off the words before its number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from techpolicy_extract.lexicon import load, trie_pattern
from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.build.listed import spread

_FOR = re.compile(r"(?:^\s*|(?<=[，、：。]))对(?!接|照|外|标|方|应|等|象|口|冲|策)于?(?P<who>[^，；。：]{2,80})")
_AWARD = re.compile(
    r"(?:可|将)?(?:给予|予以|按照?|分别|一次性|再次?(?=给予|奖)|每[年月户家个人件项]|为每|最高|奖励|补助|补贴|资助|奖补|发放|提供|实施|进行|开展|实行)"
)
_PER = re.compile(
    r"(?P<per>(?:单个|同一)[\u4e00-\u9fff]{2,6}?(?:每年度?|每月|年度)?"
    r"|每(?:人|户|个|家|件|项|种|名|台|亩|场|年|月|平方米|平米|吨|公里)[\u4e00-\u9fff（）]{0,8}?)"
    r"(?:给予|予以|一次性|奖励|补助|补贴|资助|奖补|最高|累计|不超过|可达|分别|再|的){0,5}$"
)
# The same without 对: 首次认定为高新技术企业的，一次性奖励30万元.
_WHO_DOES = re.compile(
    r"(?:^\s*|(?<=[。；：]))(?P<who>[^，；。：]{4,80}?)的，(?:经[^，；。：]{2,24}，)?(?=" + _AWARD.pattern + ")"
)
# The same in one clause: A类、B类人才分别给予20万元、10万元补助.
_WHO_GETS = re.compile(r"(?:^\s*|(?<=[，。；：]))(?P<who>[^，；。：]{4,40}?)(?:分别|依次)(?=" + _AWARD.pattern + ")")
# For each of what is done: 每培育1家高新技术企业，给予5万元奖励.
_PER_DEED = re.compile(
    r"(?P<per>每[\u4e00-\u9fff]{1,8}[1一][家个项名人件次场部台][^，。；]{0,20}?)的?，(?:可|再)?(?=给予|予以|奖励|补助|补贴|资助|按)"
)
# A condition of its own behind the first award: 对首次认定的企业给予20万元奖励，重新认定的给予10万元奖励.
_OWN = re.compile(r"[，、](?P<own>[^，；。]{2,40}?)的，?(?=给予|予以|奖励|补助|补贴|资助|再|按|分别|一次性)")
_AND = re.compile(r"[、和或及]")
_GRADE = r"(?:(?:国家|省部?|自治区|市州?|区县?|县区?|旗县|盟市|州|部|厅|校|院|世界)级?|[A-Z一二三四五甲乙丙丁特][类等级档]奖?|优秀|优良|良好|合格|达标)"
_GRADES = re.compile(rf"(?<![\u4e00-\u9fff]级){_GRADE}(?:[、和或及]{_GRADE})+")
_PER_END = re.compile(r"(?:最高|总额|可|最多|累计|分别|发放|给予|安排|投入|列支|拿出|设立|不少于|不低于)+$")
_COST = re.compile(r"(?:费用?|支出|投入|额|款|利息|部分|损失|成本|资金)$")  # 对…购置费给予: what an award is counted on
_REACH = 24  # characters before a number within which a 每人 belongs to it


@lru_cache(maxsize=1)
def _nouns() -> re.Pattern[str]:
    return re.compile(rf"(?:{trie_pattern(load('instruments')['recipients']['nouns'])})(?:（[^（）]{{1,12}}）)?$")


@lru_cache(maxsize=1)
def _events() -> re.Pattern[str]:
    return re.compile(trie_pattern(load("instruments")["recipients"]["events"]))


def fill(drafts: Iterable[Draft], text: str) -> None:
    """Fill beneficiary, condition and per of funds where rules have not; a grade of a list gets its own condition."""
    numbered = [d for d in drafts if any(name.endswith(("_value", "_percent")) for name in d.spans)]
    for _, group in groupby(numbered, key=lambda d: (d.quote, d.rule)):
        grades = list(group)
        for place, draft in enumerate(grades):
            _per(draft, text)
            if draft.fields.get("condition") is None and draft.fields.get("beneficiary") is None:
                _whom(draft, text, place, len(grades))


def _per(draft: Draft, text: str) -> None:
    if draft.fields.get("per"):
        return
    low = max(draft.sentence.start, draft.number - _REACH)
    opening = text.rfind("；", draft.sentence.start, draft.number) + 1 or draft.sentence.start
    found = _PER.search(text, low, draft.number) or _PER_DEED.search(text, opening, draft.number)
    if found is None:
        return
    start, end = found.span("per")
    end = start + len(_PER_END.sub("", text[start:end]))
    draft.fields["per"] = text[start:end]
    draft.spans["per"] = Span(start, end)


def _whom(draft: Draft, text: str, place: int, count: int) -> None:
    low = max(draft.sentence.start, text.rfind("；", draft.sentence.start, draft.number) + 1)
    hits = [hit for hit in _FOR.finditer(text[low : draft.quote.end]) if low + hit.start() < draft.number]
    if not hits:
        _who_does(draft, text, (low, place, count))
        return
    start, end = (low + edge for edge in hits[-1].span("who"))
    award = _AWARD.search(text, start + 2, end)
    end = award.start() if award else end
    if own := list(_OWN.finditer(text, end, max(end, draft.number))):
        _set(draft, "condition", text, own[-1].span("own"))
        return
    who = text[start:end]
    if _COST.search(who):
        return
    if who.endswith("的"):
        _set(draft, "condition", text, (start, end - 1))
        return
    before, mark, head = who.rpartition("的")
    held = bool(_nouns().search(head))
    if mark and held and count == 1:
        _set(draft, "condition", text, (start, start + len(before)))
        _set(draft, "beneficiary", text, (start + len(before) + 1, end))
    elif mark or _events().match(who) or (count > 1 and _GRADES.search(who)):
        _set(draft, "condition", text, (start, end))
        _grade(draft, who, place, count)
    elif held:
        _set(draft, "beneficiary", text, (start, end))


def _who_does(draft: Draft, text: str, where: tuple[int, int, int]) -> None:
    """Fill the condition that a sentence opens with; `where` is its start, the grade's place and how many there are."""
    low, place, count = where
    hits = list(_WHO_DOES.finditer(text[low : draft.number]))
    if not hits and count > 1:
        hits = [hit for hit in _WHO_GETS.finditer(text[low : draft.number]) if _GRADES.search(hit["who"])]
    if not hits:
        return
    _set(draft, "condition", text, (low + hits[-1].start("who"), low + hits[-1].end("who")))
    _grade(draft, hits[-1]["who"], place, count)


def _grade(draft: Draft, who: str, place: int, count: int) -> None:
    """Set the condition of one of several grades: 新获批国家级、省级中心 → 新获批国家级中心, 新获批省级中心."""
    listed = next((found for found in _GRADES.finditer(who) if len(_AND.split(found[0])) == count), None)
    if count > 1 and listed:
        own = _AND.split(listed[0])[place]
        draft.fields["condition"] = who[: listed.start()] + own + who[listed.end() :]
        return
    before, mark, head = who.rpartition("的")
    parts = spread(head, count) if count > 1 else []
    if len(set(parts)) == count > 1:
        draft.fields["condition"] = f"{before}{mark}{parts[place]}"


def _set(draft: Draft, name: str, text: str, span: tuple[int, int]) -> None:
    if span[1] - span[0] >= 2:
        draft.fields[name] = text[slice(*span)]
        draft.spans[name] = Span(*span)
