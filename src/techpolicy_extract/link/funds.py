"""Funds: whether they are planned, in force or achieved, and the name that an earlier clause gave."""

from __future__ import annotations

from techpolicy_extract.link.classes import classify
from techpolicy_extract.link.times import Clock
from techpolicy_extract.model import Draft

_USES = ("raised", "invested", "lent", "leveraged")


def settle(drafts: list[Draft], clock: Clock) -> list[Draft]:
    """Give funds their status, and money raised or invested the name of the instrument that its sentence names."""
    named: Draft | None = None
    for draft in sorted(drafts, key=lambda d: d.number):
        if draft.fields.get("name"):
            named = draft
        elif named is not None and named.sentence is draft.sentence and draft.fields.get("total_role") in _USES:
            for field in ("name", "instrument"):
                draft.fields[field] = draft.fields.get(field) or named.fields.get(field)
            if "name" in named.spans:
                draft.spans["name"] = named.spans["name"]
        draft.fields["status"] = draft.fields.get("status") or _status(draft, clock)
    return drafts


def _status(draft: Draft, clock: Clock) -> str | None:
    """Say planned, in_force or achieved: a rule that gives money is in force, a fund may be still to be set up."""
    role = draft.fields.get("total_role")
    if role not in (None, "granted", "size") or draft.fields.get("change") in ("enlarge", "pilot", "reform"):
        return None
    aimed = classify(draft, clock)[0] == "target"
    if role == "size":
        return "planned" if aimed else "achieved"
    if draft.fields.get("change") == "set_up":
        return "planned" if aimed else "in_force"
    return "in_force"
