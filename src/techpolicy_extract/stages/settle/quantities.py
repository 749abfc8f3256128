"""Targets and results: indicators left out, times, and which of the two a number is."""

from __future__ import annotations

import re

from techpolicy_extract.lexicon.indicators import identify
from techpolicy_extract.lexicon.measures import is_elided, measure_of
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.drafts import ProvisionDraft, QuantityDraft
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.patterns.lazy import lazy
from techpolicy_extract.stages.settle.classes import decide, ruling_of
from techpolicy_extract.stages.settle.horizons import Horizon, names_no_year, period
from techpolicy_extract.stages.settle.times import Clock
from techpolicy_extract.syntax.ruled.drafts import draft_of
from techpolicy_extract.syntax.ruled.ruling import Ruling
from techpolicy_extract.syntax.shared import headed

_GRADED = worded("measures", "{grades}级(?:以上)?|[^，；。]{0,12}?元(?:以上|以下)的?")
_COUNTED = (None, "count")  # of these the unit says what is counted; others are one kind in any unit (亿元, 万亿元)
_OF = lazy(r"占(?![地比用])|与.{2,16}之比$")  # what a share without a subject is of: 占规模以上工业比重
_COMPARED = ("growth", "gap", "multiple")  # what is said of another number
_GRADE_REACH = 6  # numbers before one whose noun is left out
_LIST_REACH = 20  # numbers before a list
Numbered = QuantityDraft | ProvisionDraft
_AGAINST = ("growth", "gap", "change", "multiple")


def settle(drafts: list[QuantityDraft], clock: Clock, awarding: set[int]) -> list[Numbered]:
    """Return the targets, results and provisions that the drafts of numbers turn out to be, in order of position.

    Numbers that say nothing are left out. `awarding`: identities of the sentences that give something; what else they
    count is a condition of it.
    """
    drafts = sorted(drafts, key=lambda d: d.number)
    known: list[Numbered] = [*drafts]  # a provision in the place of each number that is one
    previous: Numbered | None = None
    settled: list[Numbered] = []
    for i, draft in enumerate(drafts):
        _indicator(draft, _before(draft, known, i) or _shared_out(draft, known, i) or previous, clock)
        own = draft.indicator or ""
        if _OF.match(own) and not own.endswith(
            words("measures", "share_nouns")
        ):  # of what the share is, and not what it is
            draft.indicator = None
            draft.spans.pop("indicator", None)
        if _says_nothing(draft, clock.text):
            continue
        if draft.measure is None:
            draft.measure = measure_of(draft.indicator or "", draft.quantity.dimension, draft.action or "")
        _time(draft, clock)
        _place(draft, clock)
        verdict = decide(draft, clock, previous, id(draft.sentence) in awarding)
        draft.type = verdict.type
        if verdict.thin:
            draft.flags.append("class_inferred")
        ruled = ruling_of(draft, verdict) if verdict.type == "provision" else None
        if ruled is not None:
            previous = known[i] = _as_provision(draft, ruled, clock.text)
            settled.append(previous)
            continue
        if clock.text.startswith("其中", draft.quote.start) and previous and previous.sentence is draft.sentence:
            draft.part_of = _whole(draft, previous, settled)
        indicator = draft.indicator or ""
        draft.indicator_id = identify(indicator)
        if "新增" in indicator and draft.measure == "level":
            draft.measure = "change"  # the verb is part of the name: 城镇新增就业
        previous = draft
        settled.append(draft)
    return settled


def _whole(part: QuantityDraft, previous: Numbered, settled: list[Numbered]) -> Numbered:
    """Return what a number is a part of: the number before it, or that of which it is told how it has changed.

    人口380万人，比上年减少1万人，其中城镇人口262万人: a part of 380万人.
    """
    if not isinstance(previous, QuantityDraft):
        return previous
    if previous.part_of:
        return previous.part_of
    if part.measure != "level" or previous.measure not in _AGAINST:
        return previous
    levels = (
        one
        for one in reversed(settled)
        if isinstance(one, QuantityDraft) and one.sentence is part.sentence and one.measure == "level"
    )
    whole = next(levels, None)
    return whole if whole is not None and whole.indicator == previous.indicator else previous


def _says_nothing(draft: QuantityDraft, text: str) -> bool:
    """Return whether a number has neither unit nor noun: a coordinate, a serial number, a rest of a damaged table.

    Nor does one say anything that tells in brackets how long a list is: 附件：认定名单（186家）.
    """
    place, unit = draft.spans["value"], draft.quantity.unit
    lists = words("measures", "lists")
    if isinstance(place, Span) and text.endswith(lists, 0, place.start - 1) and text[place.start - 1] == "（":
        return draft.indicator is None and unit in words("measures", "entries")
    return unit is None and draft.indicator is None and "baseline_value" not in draft.spans


def _as_provision(draft: QuantityDraft, ruled: Ruling, text: str) -> ProvisionDraft:
    """Return the provision that a number turns out to be.

    Where the clause names no noun, it is the one that an earlier clause gives.
    """
    made = draft_of(ruled, draft.rule, text)
    if made.subject is None and draft.indicator and (span := draft.spans.get("indicator")):
        made.subject, made.spans["subject"] = draft.indicator, span
    made.quote, made.scope, made.when = draft.quote, draft.scope, draft.when
    made.flags = [flag for flag in draft.flags if flag == "class_inferred"]
    made.notes.made_from, made.notes.verdict = draft, draft.notes.verdict
    return made


def _indicator(draft: QuantityDraft, previous: Numbered | None, clock: Clock) -> None:
    """Fill an indicator that stands in an earlier clause: 比上年增长72%; 达到115亿元; 其中国家级10家."""
    own = draft.indicator
    if own is None and draft.notes.topic:
        draft.indicator, draft.spans["indicator"] = clock.text[slice(*draft.notes.topic)], draft.notes.topic
        draft.flags.append("indicator_inherited")
        return
    if not isinstance(previous, QuantityDraft) or previous.sentence is not draft.sentence or not previous.indicator:
        return
    before = previous.indicator
    if own is not None and is_elided(own):
        if draft.quantity.unit == previous.quantity.unit and not is_elided(before):
            draft.indicator = own + _without_grade(before)
            _inherit_scope(draft, previous)
            draft.flags.append("indicator_inherited")
        return
    if own and _is_part(draft, previous, clock.text) and (named := headed(own, before)):
        draft.indicator = named
        draft.flags.append("indicator_inherited")
        return
    if own:
        if _OF.match(own) and not _OF.match(before):
            draft.indicator = before + own
            _inherit_scope(draft, previous)
            draft.flags.append("indicator_inherited")
        return
    same_kind = _kind(draft) == _kind(previous) and draft.quantity.dimension not in ("person", "person_time")
    total = draft.action in words("measures", "reached") and previous.measure in _AGAINST  # 翻一番，突破120家
    # 占全市的四分之一, 千瓦/千瓦时
    of_it = draft.notes.indicator_before or clock.text[draft.number - 1] == "/"
    if draft.measure in _AGAINST or same_kind or total or of_it:
        draft.indicator = before
        if "indicator" in previous.spans:
            draft.spans["indicator"] = previous.spans["indicator"]
        _inherit_scope(draft, previous)
        draft.flags.append("indicator_inherited")


def _is_part(draft: QuantityDraft, whole: QuantityDraft, text: str) -> bool:
    """Return whether 其中 makes a number a part of one before it, or tells how a part of it has changed."""
    if not text.startswith("其中", draft.quote.start):
        return False
    same = draft.quantity.unit == whole.quantity.unit
    return draft.measure == "growth" if whole.measure == "growth" else same and draft.measure in (None, "level")


def _kind(draft: QuantityDraft) -> str | None:
    """Return the dimension of a number; of one that counts things the unit, which says of what."""
    unit = draft.quantity.unit
    return (
        (unit and unit.lstrip("".join(words("measures", "scales"))))
        if draft.quantity.dimension in _COUNTED
        else draft.quantity.dimension
    )


def _before(own: QuantityDraft, known: list[Numbered], i: int) -> QuantityDraft | None:
    """Find the draft whose noun a grade (国家级3家) leaves out: the last one before of the same sentence and unit."""
    if own.indicator is None or not is_elided(own.indicator):
        return None
    for other in known[max(0, i - _GRADE_REACH) : i][::-1]:
        if not isinstance(other, QuantityDraft) or other.indicator is None or is_elided(other.indicator):
            continue
        if other.sentence is own.sentence and other.quantity.unit == own.quantity.unit:
            return other
    return None


def _shared_out(own: QuantityDraft, known: list[Numbered], i: int) -> QuantityDraft | None:
    """Find the draft of which a number of a list without nouns speaks: the first of three of the third last one.

    合同143项，成交额5亿元，分别增长21%、36%: the growth of the contracts is 21 %.
    """
    if own.notes.index is None or own.indicator:
        return None
    place, size = own.notes.index
    named = [
        other
        for other in known[max(0, i - place - _LIST_REACH) : i - place]
        if isinstance(other, QuantityDraft)
        and other.sentence is own.sentence
        and other.indicator
        and other.measure not in _COMPARED
        and "indicator_inherited" not in other.flags
    ]
    return named[place - size] if len(named) >= size else None


def _without_grade(noun: str) -> str:
    """Take its own grade off a noun, and what is listed behind it (省级平台和市级平台 → 平台)."""
    graded = _GRADED.match(noun)
    return re.split(r"[、和及]", noun[graded.end() :])[0] if graded else noun


def _inherit_scope(draft: QuantityDraft, previous: QuantityDraft) -> None:
    if draft.scope is None:
        draft.scope = previous.scope


def _time(draft: QuantityDraft, clock: Clock) -> None:
    horizon = clock.horizon(draft)
    clause = clock.text[draft.quote.start : draft.quote.end]
    section = draft.sentence.section
    year = clock.scope(section).year if names_no_year(clock.text, horizon) else None
    begun = clock.begun(section)
    told = period(clock.text, horizon, year or clock.year(section), "当年" in clause, begun)
    draft.period_text, draft.period_start, draft.period_end = told.text, told.start, told.end
    if horizon and told.end and _says_whole_year(draft, horizon, clock.text):
        draft.period_start, draft.period_end = f"{told.end[:4]}-01-01", f"{told.end[:4]}-12-31"
    if horizon is None:
        return
    if horizon.inherited:
        draft.flags.append("period_inherited")
    draft.when = horizon.lexeme.when
    span = Span(horizon.lexeme.start, horizon.lexeme.end)
    held = {"period_text": draft.period_text, "period_start": draft.period_start, "period_end": draft.period_end}
    draft.spans |= {name: span for name, value in held.items() if value is not None}
    draft.flags += [flag for flag in horizon.lexeme.flags if flag in ("date_repaired", "date_ambiguous")]


def _place(draft: QuantityDraft, clock: Clock) -> None:
    """Give a number that names no scope the place that the nearest heading is: 一、杭州市."""
    label = clock.scope(draft.sentence.section).label("place")
    if label is None or label.said is None or draft.scope is not None:
        return
    holder = clock.sections[label.section_id]
    start = clock.text.find(label.said, holder.marker.end, holder.end)
    if start < 0:  # the heading has no marker
        start = clock.text.find(label.said, holder.start, holder.end)
    draft.scope, draft.spans["scope"] = label.said, Span(start, start + len(label.said))


def _says_whole_year(draft: QuantityDraft, horizon: Horizon, text: str) -> bool:
    """Return whether 全年 stands between a time and a number: 上半年建成5个，全年建成20个."""
    start = draft.sentence.start if horizon.inherited else horizon.lexeme.end
    return any(text.find(word, start, draft.number) >= 0 for word in words("times", "whole_year"))
