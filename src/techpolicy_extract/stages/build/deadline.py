"""Days and periods by which something must or may be done. Years and offsets are for `settle` to say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from techpolicy_extract.lexing.slots import atoms
from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.model import Lexeme, Match
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.nouns.when import When
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build import clauses
from techpolicy_extract.stages.build.context import draft, holds

_WORKDAYS = lazy(r"工作日")
_DAYS = lazy(r"[日天]")
_LEAD = lazy(r"^[前后内，、：\s]{0,3}(?:力争|争取|确保|要|将|应|基本上|我省|我市|全省|全市)?")
_VERBAL = lazy(
    r"(?:前|底前)?[，]?(?:在|对|要|将|再|以|基本|全面|力争|完成|实现|组织|进一步|启动|修订|清理|建立|开展|实施|推进|推动|形成|建成|取得|"
    r"逐步|初步|率先|出台|制定|研究|推广|扩大|加快|落实|做好|继续|力推|编制|发布|健全|完善|构建|打造|培育|争取|确保|全省|全市|全国)"
)
_BODY = lazy(
    r"(?:[局厅部委办处科室院会府司所组社]|办公室|中心|窗口|平台|公司|单位|部门|邮箱|系统|政府|大厅|银行|学校|企业|总社|集团|管委会)$"
)
_NO_GOAL = ("随着", "由于", "如果", "其中", "每", "根据", "按照", "因", "对于", "经", "除")
_DONE = lazy(
    r"已[^，；]{2,}的(?:企业|单位|机构|项目|人员|人才|个人|团队|产品|公司|学校)$"
)  # 2018年12月31日之前已完成转制的企业
_PAST = lazy(r"(?:截至|截止|截止到|自|从)$")
_FUTURE = lazy(r"(?:到|至|力争|争取|确保|通过|经过|(?<!费)用|未来|今后|再用|预计|计划|拟|将|在)\s?$")
_CLAUSES = 12  # behind a date in which its goal may stand; in documents it is one of the first five


def build(match: Match, text: str, filled: Sequence[int]) -> list[Draft]:
    """Make the draft of a deadline; a milestone needs a clause without a number that says what is to be reached."""
    if event := match.span("event"):
        return [_from_issue(match, text, event)]
    lexeme = match.slot("date")
    if lexeme is None:
        return []
    kind = match.rule.set.get("kind")
    record = draft(match, "deadline", _clause(match), lexeme.start)
    record.when = lexeme.when
    record.fields |= {"date_text": text[lexeme.start : lexeme.end], "action": None, "recipient": None}
    record.spans["date_text"] = Span(lexeme.start, lexeme.end)
    if kind == "submission" and _only_a_year(lexeme) and text[lexeme.end - 1] not in "前底":
        return []
    if kind == "duration" and lexeme.when is not None and lexeme.when.past:
        return []
    if kind == "milestone":
        return [record] if _milestone(record, match, text, filled) else []
    action = match.span("verb") or match.span("action")
    if action:
        record.fields["action"] = text[action.start : action.end].strip("，") or None
    recipient = match.span("recipient")
    if recipient:
        words = text[recipient.start : recipient.end]
        record.fields["recipient"] = words if _BODY.search(words) else None
    if anchor := match.span("anchor"):
        record.fields["anchor"] = text[anchor.start : anchor.end]
    if side := match.span("side"):
        record.fields["_after"] = "后" in text[side.start : side.end]
    _offset(record, lexeme)
    return [record]


def _lacks_year(when: When) -> bool:
    return when.kind == "day" and when.end is not None and when.end.year is None


def _only_a_year(lexeme: Lexeme) -> bool:
    when = lexeme.when
    return when is not None and when.kind == "day" and when.end is not None and when.end.precision == "year"


def _from_issue(match: Match, text: str, event: Span) -> Draft:
    """Make the draft of 自印发之日起: counted from the day of the paper itself, which `settle` knows."""
    record = draft(match, "deadline", _clause(match), event.start)
    verb = match.span("verb")
    words = text[event.start : event.end]
    record.fields |= {
        "date_text": words,
        "action": text[verb.start : verb.end] if verb else None,
        "anchor": words.removeprefix("自").removesuffix("起"),
        "offset_days": 0,
        "workdays": False,
        "recipient": None,
    }
    record.spans["date_text"] = event
    return record


def _offset(record: Draft, lexeme: Lexeme) -> None:
    """Fill offset_days and workdays from a span or duration of days."""
    count = unit = None
    if lexeme.when and lexeme.when.kind == "every" and lexeme.when.number:
        record.fields |= {"offset_days": lexeme.when.number, "workdays": False}
    if lexeme.when and lexeme.when.kind == "span":
        count, unit = lexeme.when.number, lexeme.when.unit or ""
    elif lexeme.quantity:
        count, unit = int(lexeme.quantity.value), lexeme.quantity.unit or ""
    if count is not None and unit and (_WORKDAYS.search(unit) or _DAYS.search(unit)):
        record.fields |= {"offset_days": count, "workdays": bool(_WORKDAYS.search(unit))}


def _milestone(record: Draft, match: Match, text: str, filled: Sequence[int]) -> bool:
    """Find the goal: the first clause behind the date that holds no number. False where there is none."""
    slots, position = match.sentence.slots, match.groups["date"].start
    lexeme = match.slot("date")
    when = lexeme.when if lexeme else None
    if lexeme is None or when is None or (_lacks_year(when) and text[lexeme.end - 1] not in "前底"):
        return False
    before = slots[max(0, position - 4) : position]
    if _PAST.search(before):
        return False
    if when.kind == "every" and text[lexeme.end - 1] not in "前底":
        return False
    if when.kind == "span" and (when.past or not _FUTURE.search(before)):
        return False
    within, due = bool(_FUTURE.search(before)), text[lexeme.start : lexeme.end].endswith(("前", "底", "末"))
    led = within or due
    record.fields["_cue"] = due or (within and not before.endswith("在"))
    dates = re.compile(atoms()["date"])
    low = position + 1
    if not led and not _VERBAL.match(slots, low):
        return False
    for _ in range(_CLAUSES):
        high = clauses.clause_end(slots, low)
        start = low + len(_LEAD.match(slots[low:high])[0])  # type: ignore[index]  # every part of it is optional
        clause = slots[start:high]
        numbered = holds(filled, start, high) or dates.search(clause) or clause.startswith(_NO_GOAL)
        if len(clause) >= 4 and not numbered:
            owner = clause.startswith("的") and not before.endswith(("到", "至"))
            if owner or clause.endswith("的"):  # 1957年的价格; 三年内未实施的: no goal
                return False
            if _DONE.match(clause):
                record.fields["kind"] = "eligibility"
            span = match.place(start, high)
            record.fields["action"] = text[span.start : span.end]
            record.spans["action"] = span
            record.quote = Span(record.quote.start, span.end)
            return True
        if high >= len(slots) or slots[high] in "；）":
            return False
        low = high + 1
    return False


def _clause(match: Match) -> Span:
    slots = match.sentence.slots
    low = clauses.clause_start(slots, match.start, 0)
    return match.place(
        min(low, match.start), max(clauses.clause_end(slots, max(match.start, match.end - 1)), match.end)
    )
