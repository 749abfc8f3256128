"""Funds: whether they are planned, in force or achieved, and the name that an earlier clause gave."""

from __future__ import annotations

from re import Match

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.doers import names_receiver
from techpolicy_extract.lexicon.instruments import instrument_of, recipient, to_whom
from techpolicy_extract.lexicon.worded import worded, words
from techpolicy_extract.nouns.drafts import FundDraft
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.settle.classes import decide_money
from techpolicy_extract.stages.settle.times import Clock
from techpolicy_extract.syntax.edges import EDGE, stretch_start

_GIVEN = worded(
    "instruments",
    r"{handled}{grades}?“?(?P<name>(?:(?!每)[\u4e00-\u9fff]){1,10}(?P<end>{award_ends}))”?(?:(?=[（支每最])|"
    + EDGE
    + ")",
)
_EACH = worded("awards", "^(?:{per_heads}|每{per_units}|单{single_units})")
_OFTEN = worded("awards", "(?:{per_times}|每{per_units})$")
_SKIPPED = worded("awards", "(?:{name_skips})+$")
_USES = ("raised", "invested", "lent", "leveraged")


def settle(drafts: list[FundDraft], clock: Clock) -> list[FundDraft]:
    """Set the status of funds, and the name of money raised or invested: the instrument that its sentence names."""
    named: FundDraft | None = None
    before: FundDraft | None = None
    for draft in sorted(drafts, key=lambda d: d.number):
        if before is not None and draft.beneficiary is None:
            _whom_before(draft, before, clock.text)
        before = draft
        if not draft.name and draft.total_role not in _USES:
            _name_before(draft, clock.text)
        if draft.name:
            named = draft
        elif named is not None and named.sentence is draft.sentence and draft.total_role in _USES:
            draft.name = draft.name or named.name
            draft.instrument = draft.instrument or named.instrument
            if "name" in named.spans:
                draft.spans["name"] = named.spans["name"]
        draft.status = draft.status or _status(draft, clock)
    return drafts


def _whom_before(draft: FundDraft, before: FundDraft, text: str) -> None:
    """Fill whom a rule is for off the one before it, where its own words name nobody.

    Such is a rule without a condition, 单个企业每年最高20万元, if its noun is that one's, and one behind a semicolon:
    企业与高校签订协议的，给予5万元奖励；签订两份以上的，给予10万元奖励.
    """
    whom = before.beneficiary
    if whom is None or before.numbered != draft.numbered or not before.numbered:
        return
    same = draft.sentence is before.sentence
    bare = draft.condition is None and draft.threshold is None and draft.total is None
    bounds = draft.cap is not None and draft.rate is None and draft.sentence.paragraph == before.sentence.paragraph
    if bare and (same or bounds):
        noun = _EACH.sub("", _OFTEN.sub("", draft.per or ""))
        takes = whom.endswith(noun) if noun else same
    else:
        said = draft.condition or ""
        opened = text[draft.quote.start : draft.quote.end].startswith(words("awards", "opening_heads"))
        behind = same and stretch_start(text, before.number, draft.number) > before.number
        takes = behind and bool(said) and not (opened or names_receiver(said))
    if takes:
        draft.beneficiary = whom
        if place := before.spans.get("beneficiary"):
            draft.spans["beneficiary"] = place


def _name_before(draft: FundDraft, text: str) -> None:
    """Name a grant after the instrument that an earlier clause of its sentence gives (发放租房补贴，博士每月2400元)."""
    low = draft.sentence.start
    given = list(_GIVEN.finditer(text, low, draft.number))
    if not given or given[-1]["name"].strip("“”") in load("instruments")["generic"]["words"]:
        return
    start, end = given[-1].span("name")
    if whom := to_whom(given[-1]["name"]) or _receiver(given[-1]):
        if not draft.beneficiary:
            draft.beneficiary = whom
            draft.spans["beneficiary"] = Span(start, start + len(whom))
        return
    draft.name = text[start:end]
    draft.instrument = instrument_of(text[start:end]) or draft.instrument
    draft.spans["name"] = Span(start, end)


def _receiver(given: Match[str]) -> str | None:
    """Return whom the words before 奖励 name: 给予运营管理单位奖励20万元 names no instrument."""
    whom = _SKIPPED.sub("", given["name"].removesuffix(given["end"]))
    return whom if recipient().search(whom) else None


def _status(draft: FundDraft, clock: Clock) -> str | None:
    """Return planned, in_force or achieved: a rule that gives money is in force, a fund may be still to be set up."""
    role = draft.total_role
    if draft.change in ("enlarge", "pilot", "reform"):
        return None
    aimed = decide_money(draft, clock).type == "target"
    told = clock.begun(draft.sentence.section) is not None and draft.condition is None  # a report sets no rules
    if role in ("size", "allocated", *_USES) or (told and role == "granted" and not aimed):
        return "planned" if aimed else "achieved"
    if draft.change == "set_up":
        return "planned" if aimed else "in_force"
    return "in_force"
