"""Targets and results: indicators left out, times, and which of the two a number is."""

from __future__ import annotations

import re

from techpolicy_extract.lexicon.indicators import identify
from techpolicy_extract.nouns.model import Draft
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.build.quantity import is_elided, measure_of
from techpolicy_extract.stages.settle.classes import classify, is_rule, names_eligibility
from techpolicy_extract.stages.settle.horizons import names_no_year, period
from techpolicy_extract.stages.settle.times import Clock

_GRADED = lazy(
    r"(?:自治区|自治州|盟市|地市|市州|国家|省|市|区|县|州|盟|旗|部|厅|校|世界)级(?:以上)?|[^，；。]{0,12}?元(?:以上|以下)的?"
)
_COUNTED = (None, "count")  # of these the unit says what is counted; others are one kind in any unit (亿元, 万亿元)
_OF = lazy(r"占(?![地比用])")  # what a share without a subject is of: 占规模以上工业比重
_SHARES = ("比重", "比例", "份额")
_REACHED = ("达到", "达", "突破")
_LISTS = ("名单", "清单", "目录", "汇总表", "一览表", "名册")
_ENTRIES = ("家", "个", "项", "人", "名", "件", "条", "种")
_COMPARED = ("growth", "gap", "multiple")  # what is said of another number
_LIST_REACH = 20  # numbers before a list
_AGAINST = ("growth", "gap", "change", "multiple")


def settle(drafts: list[Draft], clock: Clock, awarding: set[int]) -> list[Draft]:
    """Give drafts of numbers their indicator, period and class.

    `awarding`: identities of the sentences that give something; what else they count is a condition of it.
    """
    drafts = sorted(drafts, key=lambda d: d.number)
    previous: Draft | None = None
    for i, draft in enumerate(drafts):
        _indicator(draft, _before(drafts, i) or _shared_out(drafts, i) or previous, clock)
        own = str(draft.fields.get("indicator") or "")
        if _OF.match(own) and not own.endswith(_SHARES):  # of what the share is, and not what it is
            draft.fields["indicator"] = None
            draft.spans.pop("indicator", None)
        if _says_nothing(draft, clock.text):
            continue
        draft.fields.setdefault("measure", measure_of(draft))
        _time(draft, clock)
        draft.type, inferred = classify(draft, clock)
        if _goes_with(draft, previous):
            draft.type, inferred = "target", False
        if inferred:
            draft.flags.append("class_inferred")
        grown = draft.fields["measure"] in ("growth", "change")  # 比上年增长20%的企业，给予…
        condition = (inferred or grown) and id(draft.sentence) in awarding and _is_condition(draft, clock)
        if condition or is_rule(draft, clock):
            _as_provision(draft, clock, condition)
            previous = draft
            continue
        if draft.type == "target" and draft.fields.get("comparator") is None:
            draft.fields["comparator"] = "="
        if (
            clock.text[draft.quote.start : draft.quote.end].startswith("其中")
            and previous
            and previous.sentence is draft.sentence
        ):
            draft.part_of = previous.part_of or previous
        indicator = str(draft.fields.get("indicator") or "")
        draft.fields["indicator_id"] = identify(indicator)
        if "新增" in indicator and draft.fields["measure"] == "level":
            draft.fields["measure"] = "change"  # the verb is part of the name: 城镇新增就业
        previous = draft
    return [draft for draft in drafts if draft.type != "quantity"]


def _is_condition(draft: Draft, clock: Clock) -> bool:
    """Whether a number of a sentence that gives something is what it is given for: no time of its own dates it."""
    dated = any(draft.fields.get(name) for name in ("period_start", "period_end"))
    return clock.genre(draft.sentence.section) != "报告" and (not dated or "period_inherited" in draft.flags)


def _goes_with(draft: Draft, previous: Draft | None) -> bool:
    """Whether a number says more of a target before it: 突破6.5亿元，同比增长30%."""
    if previous is None or previous.type != "target" or previous.sentence is not draft.sentence:
        return False
    same_time = draft.fields.get("period_end") == previous.fields.get("period_end")
    return same_time and draft.fields["measure"] in _COMPARED and "indicator_inherited" in draft.flags


def _says_nothing(draft: Draft, text: str) -> bool:
    """Whether a number has neither unit nor noun: a coordinate, a serial number, a rest of a damaged table.

    Nor does one say anything that tells in brackets how long a list is: 附件：认定名单（186家）.
    """
    fields, place = draft.fields, draft.spans["value"]
    if isinstance(place, Span) and text.endswith(_LISTS, 0, place.start - 1) and text[place.start - 1] == "（":
        return fields.get("indicator") is None and fields.get("unit") in _ENTRIES
    return fields.get("unit") is None and fields.get("indicator") is None and "baseline_value" not in draft.spans


def _as_provision(draft: Draft, clock: Clock, condition: bool) -> None:
    """Turn a number that delimits what a rule is for, and that nothing dates, into a provision.

    In the condition of an award 达到 is `>=`.
    """
    if condition and draft.fields["comparator"] == "=" and draft.fields.get("action") in (*_REACHED, "实现", "完成"):
        draft.fields["comparator"] = ">="
    comparator = str(draft.fields["comparator"])
    heading = str(draft.sentence.section.heading or "")
    kind = "limit" if comparator in ("<=", "<") else "requirement"
    if comparator not in ("<=", "<") and (condition or names_eligibility(heading)):
        kind = "eligibility"
    kept = ("comparator", "value", "value_max", "unit", "amount", "amount_max", "dimension", "scope")
    subject = draft.fields.get("indicator")
    draft.fields = {name: draft.fields.get(name) for name in kept} | {"subject": subject, "kind": kind}
    span = draft.spans.get("indicator")
    draft.spans = {"value": draft.spans["value"]} | ({"subject": span} if span and subject else {})
    draft.flags = [flag for flag in draft.flags if flag == "class_inferred"]
    draft.type = "provision"


def _indicator(draft: Draft, previous: Draft | None, clock: Clock) -> None:
    """Fill an indicator that stands in an earlier clause: 比上年增长72%; 达到115亿元; 其中国家级10家."""
    own = draft.fields.get("indicator")
    near = previous is not None and previous.sentence is draft.sentence
    if previous is None or not near or not previous.fields.get("indicator"):
        return
    before = str(previous.fields["indicator"])
    if isinstance(own, str) and is_elided(own):
        if draft.fields.get("unit") == previous.fields.get("unit") and not is_elided(before):
            draft.fields["indicator"] = own + _without_grade(before)
            _inherit_scope(draft, previous)
            draft.flags.append("indicator_inherited")
        return
    if own:
        if _OF.match(str(own)) and not _OF.match(before):
            draft.fields["indicator"] = before + str(own)
            _inherit_scope(draft, previous)
            draft.flags.append("indicator_inherited")
        return
    kinds = [
        d.fields.get("dimension" if d.fields.get("dimension") not in _COUNTED else "unit") for d in (draft, previous)
    ]
    same_kind = kinds[0] == kinds[1] and draft.fields.get("dimension") not in ("person", "person_time")
    total = draft.fields.get("action") in _REACHED and previous.fields.get("measure") in _AGAINST  # 翻一番，突破120家
    of_it = (
        draft.fields.get("_indicator_before") or clock.text[draft.number - 1] == "/"
    )  # 占全市的四分之一, 千瓦/千瓦时
    if draft.fields.get("measure") in _AGAINST or same_kind or total or of_it:
        draft.fields["indicator"] = before
        if "indicator" in previous.spans:
            draft.spans["indicator"] = previous.spans["indicator"]
        _inherit_scope(draft, previous)
        draft.flags.append("indicator_inherited")


def _before(drafts: list[Draft], i: int) -> Draft | None:
    """Find the draft whose noun a grade (国家级3家) leaves out: the last one before of the same sentence and unit."""
    own = drafts[i]
    if not isinstance(own.fields.get("indicator"), str) or not is_elided(str(own.fields["indicator"])):
        return None
    for other in drafts[max(0, i - 6) : i][::-1]:
        named = isinstance(other.fields.get("indicator"), str) and not is_elided(str(other.fields["indicator"]))
        if other.sentence is own.sentence and named and other.fields.get("unit") == own.fields.get("unit"):
            return other
    return None


def _shared_out(drafts: list[Draft], i: int) -> Draft | None:
    """Find the draft of which a number of a list without nouns speaks: the first of three of the third last one.

    合同143项，成交额5亿元，分别增长21%、36%: the growth of the contracts is 21 %.
    """
    own = drafts[i]
    if own.index is None or own.fields.get("indicator"):
        return None
    place, size = own.index
    named = [
        other
        for other in drafts[max(0, i - place - _LIST_REACH) : i - place]
        if other.sentence is own.sentence
        and other.fields.get("indicator")
        and other.fields.get("measure") not in _COMPARED
        and "indicator_inherited" not in other.flags
    ]
    return named[place - size] if len(named) >= size else None


def _without_grade(noun: str) -> str:
    """Take its own grade off a noun, and what is listed behind it (省级平台和市级平台 → 平台)."""
    graded = _GRADED.match(noun)
    return re.split(r"[、和及]", noun[graded.end() :])[0] if graded else noun


def _inherit_scope(draft: Draft, previous: Draft) -> None:
    if draft.fields.get("scope") is None:
        draft.fields["scope"] = previous.fields.get("scope")


def _time(draft: Draft, clock: Clock) -> None:
    horizon = clock.horizon(draft)
    clause = clock.text[draft.quote.start : draft.quote.end]
    section = draft.sentence.section
    year = clock.year_told(section) if names_no_year(clock.text, horizon) else None
    draft.fields |= period(clock.text, horizon, year or clock.year(section), "当年" in clause)
    end = draft.fields["period_end"]
    if horizon and horizon.inherited and end and "全年" in clock.text[draft.sentence.start : draft.number]:
        draft.fields["period_start"] = f"{str(end)[:4]}-01-01"
    if horizon is None:
        return
    if horizon.inherited:
        draft.flags.append("period_inherited")
    draft.when = horizon.lexeme.when
    span = type(draft.quote)(horizon.lexeme.start, horizon.lexeme.end)
    for name in ("period_text", "period_start", "period_end"):
        if draft.fields[name] is not None:
            draft.spans[name] = span
    draft.flags += [flag for flag in horizon.lexeme.flags if flag in ("date_repaired", "date_ambiguous")]
