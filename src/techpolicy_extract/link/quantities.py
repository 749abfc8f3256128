"""Targets and results: indicators left out, times, and which of the two a number is."""

from __future__ import annotations

from techpolicy_extract.build.quantity import is_elided, measure_of
from techpolicy_extract.indicators import identify
from techpolicy_extract.link.classes import classify, is_rule, names_eligibility
from techpolicy_extract.link.times import Clock, period
from techpolicy_extract.model import Draft

_AGAINST = ("growth", "gap", "change", "multiple")


def settle(drafts: list[Draft], clock: Clock) -> list[Draft]:
    """Give drafts of numbers their indicator, period and class."""
    drafts = sorted(drafts, key=lambda d: d.number)
    previous: Draft | None = None
    for draft in drafts:
        _indicator(draft, previous)
        draft.fields.setdefault("measure", measure_of(draft))
        _time(draft, clock)
        draft.type, inferred = classify(draft, clock)
        if inferred:
            draft.flags.append("class_inferred")
        if is_rule(draft, clock, inferred):
            _as_provision(draft, clock)
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
        draft.fields["indicator_id"] = identify(str(draft.fields.get("indicator") or ""))
        previous = draft
    return drafts


def _as_provision(draft: Draft, clock: Clock) -> None:
    """Turn a number that delimits what a rule is for, and that nothing dates, into a provision."""
    comparator = str(draft.fields["comparator"])
    heading = str(draft.sentence.section.heading or "")
    kind = "limit" if comparator in ("<=", "<") else "requirement"
    if comparator not in ("<=", "<") and names_eligibility(heading):
        kind = "eligibility"
    kept = ("comparator", "value", "value_max", "unit", "amount", "amount_max", "dimension", "scope")
    subject = draft.fields.get("indicator")
    draft.fields = {name: draft.fields.get(name) for name in kept} | {"subject": subject, "kind": kind}
    span = draft.spans.get("indicator")
    draft.spans = {"value": draft.spans["value"]} | ({"subject": span} if span and subject else {})
    draft.flags = [flag for flag in draft.flags if flag == "class_inferred"]
    draft.type = "provision"


def _indicator(draft: Draft, previous: Draft | None) -> None:
    """Fill an indicator that stands in an earlier clause: 比上年增长72%; 达到115亿元; 其中国家级10家."""
    own = draft.fields.get("indicator")
    near = previous is not None and previous.sentence is draft.sentence
    if previous is None or not near or not previous.fields.get("indicator"):
        return
    before = str(previous.fields["indicator"])
    if isinstance(own, str) and is_elided(own):
        if draft.fields.get("unit") == previous.fields.get("unit") and not is_elided(before):
            draft.fields["indicator"] = own + before
            _inherit_scope(draft, previous)
            draft.flags.append("indicator_inherited")
        return
    if own:
        return
    same_kind = draft.fields.get("unit") == previous.fields.get("unit") and draft.fields.get("dimension") not in (
        "person",
        "person_time",
    )
    if draft.fields.get("measure") in _AGAINST or same_kind:
        draft.fields["indicator"] = before
        if "indicator" in previous.spans:
            draft.spans["indicator"] = previous.spans["indicator"]
        _inherit_scope(draft, previous)
        draft.flags.append("indicator_inherited")


def _inherit_scope(draft: Draft, previous: Draft) -> None:
    if draft.fields.get("scope") is None:
        draft.fields["scope"] = previous.fields.get("scope")


def _time(draft: Draft, clock: Clock) -> None:
    horizon = clock.horizon(draft)
    clause = clock.text[draft.quote.start : draft.quote.end]
    draft.fields |= period(clock.text, horizon, clock.year(draft.sentence.section), "当年" in clause)
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
