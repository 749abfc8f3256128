"""Funds: whether they are planned, in force or achieved, and the name that an earlier clause gave."""

from __future__ import annotations

from techpolicy_extract.lexicon import load
from techpolicy_extract.lexicon.instruments import instrument_of, to_whom
from techpolicy_extract.lexicon.worded import worded
from techpolicy_extract.nouns.drafts import Draft
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.settle.classes import classify
from techpolicy_extract.stages.settle.times import Clock

_GIVEN = worded("instruments", r"{handled}{grades}?“?(?P<name>[\u4e00-\u9fff]{1,10}{award_ends})”?(?=[，、；（支]|$)")
_USES = ("raised", "invested", "lent", "leveraged")


def settle(drafts: list[Draft], clock: Clock) -> list[Draft]:
    """Set the status of funds, and the name of money raised or invested: the instrument that its sentence names."""
    named: Draft | None = None
    for draft in sorted(drafts, key=lambda d: d.number):
        if not draft.fields.get("name") and draft.fields.get("total_role") not in _USES:
            _name_before(draft, clock.text)
        if draft.fields.get("name"):
            named = draft
        elif named is not None and named.sentence is draft.sentence and draft.fields.get("total_role") in _USES:
            for field in ("name", "instrument"):
                draft.fields[field] = draft.fields.get(field) or named.fields.get(field)
            if "name" in named.spans:
                draft.spans["name"] = named.spans["name"]
        draft.fields["status"] = draft.fields.get("status") or _status(draft, clock)
    return drafts


def _name_before(draft: Draft, text: str) -> None:
    """Name a grant after the instrument that an earlier clause of its sentence gives (发放租房补贴，博士每月2400元)."""
    low = draft.sentence.start
    given = list(_GIVEN.finditer(text, low, draft.number))
    if not given or given[-1]["name"].strip("“”") in load("instruments")["generic"]["words"]:
        return
    start, end = given[-1].span("name")
    if whom := to_whom(given[-1]["name"]):
        if not draft.fields.get("beneficiary"):
            draft.fields["beneficiary"] = whom
            draft.spans["beneficiary"] = Span(start, start + len(whom))
        return
    draft.fields["name"] = text[start:end]
    draft.fields["instrument"] = instrument_of(text[start:end]) or draft.fields.get("instrument")
    draft.spans["name"] = Span(start, end)


def _status(draft: Draft, clock: Clock) -> str | None:
    """Return planned, in_force or achieved: a rule that gives money is in force, a fund may be still to be set up."""
    role = draft.fields.get("total_role")
    if draft.fields.get("change") in ("enlarge", "pilot", "reform"):
        return None
    aimed = classify(draft, clock)[0] == "target"
    if role in ("size", *_USES):
        return "planned" if aimed else "achieved"
    if draft.fields.get("change") == "set_up":
        return "planned" if aimed else "in_force"
    return "in_force"
