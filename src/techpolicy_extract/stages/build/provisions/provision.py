"""Numbers that are a rule, a right, a limit or a condition."""

from __future__ import annotations

from techpolicy_extract.lexing.comparators import comparator, cue_after, cue_before
from techpolicy_extract.nouns.drafts import ProvisionDraft
from techpolicy_extract.nouns.model import Match
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.stages.build.context import said_by_rule, set_by_rule
from techpolicy_extract.syntax.edges import clause_around


def build(match: Match, text: str) -> list[ProvisionDraft]:
    """Return the draft of a provision; its kind is set by the rule."""
    lexeme = match.slot("value")
    if lexeme is None or lexeme.quantity is None:
        return []
    quantity, slots = lexeme.quantity, match.sentence.slots
    position = match.groups["value"].start
    low, high = clause_around(slots, position)
    before = cue_before(slots[max(0, position - 8) : position])
    after = cue_after(slots, position + 1)
    cue = match.groups.get("cue")
    if before is None and cue is not None and "base" in match.groups:  # 不超过项目总投资的30%
        before = cue_before(slots[cue.start : cue.end])
    quote = match.place(min(low, match.start), max(high, match.end))
    record = ProvisionDraft(
        match.rule.id, quote, match.sentence, lexeme.start,
        comparator=comparator(before[0] if before else None, after[0] if after else None, quantity),
        quantity=quantity, kind=said_by_rule(match.rule, "kind"),
    )  # fmt: skip
    set_by_rule(record, match.rule)
    if record.kind == "limit" and record.comparator == "=" and before is None:
        record.comparator = "<="
    subject = match.span("subject")
    record.subject = text[subject.start : subject.end].removeprefix("的") if subject else None
    record.scope = "国家" if "国家" in slots[match.start : position] else None
    record.spans["value"] = Span(lexeme.start, lexeme.end)
    if subject:
        record.spans["subject"] = subject
    return [record]
