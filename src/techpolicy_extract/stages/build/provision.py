"""Numbers that are a rule, a right, a limit or a condition."""

from __future__ import annotations

from techpolicy_extract.nouns.model import Draft, Match
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.build import clauses
from techpolicy_extract.stages.build.comparators import comparator, cue_after, cue_before
from techpolicy_extract.stages.build.context import draft, number


def build(match: Match, text: str) -> list[Draft]:
    """Make the draft of a provision; its kind is set by the rule."""
    lexeme = match.slot("value")
    if lexeme is None or lexeme.quantity is None:
        return []
    quantity, slots = lexeme.quantity, match.sentence.slots
    position = match.groups["value"].start
    low = clauses.clause_start(slots, position, 0)
    high = clauses.clause_end(slots, position)
    record = draft(match, "provision", match.place(min(low, match.start), max(high, match.end)), lexeme.start)
    before = cue_before(slots[max(0, position - 8) : position])
    after = cue_after(slots, position + 1)
    cue = match.groups.get("cue")
    if before is None and cue is not None and "base" in match.groups:  # 不超过项目总投资的30%
        before = cue_before(slots[cue.start : cue.end])
    operator = comparator(before[0] if before else None, after[0] if after else None, quantity)
    if record.fields["kind"] == "limit" and operator == "=" and before is None:
        operator = "<="
    if match.rule.set.get("reached") and operator == "=" and "达" in slots[position - 2 : position]:
        operator = ">="
    subject = match.span("subject")
    record.fields |= {
        "subject": text[subject.start : subject.end].removeprefix("的") if subject else None,
        "scope": "国家" if "国家" in slots[match.start : position] else None,
        "comparator": operator, "value": number(quantity.value), "value_max": number(quantity.value_max),
        "unit": quantity.unit, "amount": number(quantity.amount), "amount_max": number(quantity.amount_max),
        "dimension": quantity.dimension,
    }  # fmt: skip
    record.spans["value"] = Span(lexeme.start, lexeme.end)
    if subject:
        record.spans["subject"] = subject
    return [record]
