"""Say why a number is a target, a result, a provision or no record: the evidence, its weights, the sums."""

from __future__ import annotations

from typing import Any

from techpolicy_extract.lexicon.classes import entries, words_of
from techpolicy_extract.nouns.drafts import Draft, FundDraft, ProvisionDraft, QuantityDraft
from techpolicy_extract.nouns.evidence import Evidence, Verdict
from techpolicy_extract.nouns.model import Normalized, Sentence
from techpolicy_extract.nouns.text import Span
from techpolicy_extract.pipeline import Trace

Row = dict[str, Any]
_PLACES = ("value", "total_value", "rate_percent", "cap_value", "floor_value")  # the first that is there stands for all


def classes(sentence: Sentence, position: int, traced: Trace) -> list[Row]:
    """Return a row for each number of a sentence whose class was weighed, in order.

    A row holds the number's `start`, `end` and `text` in the source, `here` (it stands at `position`), its `class`,
    what it `decides` (of money only the status: target is planned), the `margin`, whether the class is `inferred`, the
    `sums` by class, and as `evidence` a row for each thing that was weighed: `name`, `weights` by class, `reason`, the
    stretch `looked_at`, and the `words` that were found in it.
    """
    settled = traced.settled
    drafts: list[Draft] = [*settled.drafts, *settled.withheld, *settled.dropped]
    rows = []
    for draft in {id(each): each for each in drafts}.values():
        verdict = _verdict(draft) if draft.sentence is sentence else None
        if verdict is not None:
            row = _row(draft, verdict, traced.matched.segmented.normalized)
            rows.append(row | {"here": row["start"] <= position < row["end"]})
    return sorted(rows, key=lambda row: (row["start"], row["end"]))


def _verdict(draft: Draft) -> Verdict | None:
    """Return what decided the class of a number, or the status of money; None where nothing was weighed."""
    return draft.notes.verdict if isinstance(draft, QuantityDraft | ProvisionDraft | FundDraft) else None


def _row(draft: Draft, verdict: Verdict, normalized: Normalized) -> Row:
    value = next((span for name in _PLACES if isinstance(span := draft.spans.get(name), Span)), None)
    return _place(value or Span(draft.number, draft.number + 1), normalized) | {
        "decides": "status" if isinstance(draft, FundDraft) else "class",
        "class": verdict.type, "margin": verdict.margin, "inferred": verdict.thin, "sums": dict(verdict.sums),
        "evidence": [_evidence(each, normalized) for each in verdict.evidence],
    }  # fmt: skip


def _evidence(evidence: Evidence, normalized: Normalized) -> Row:
    entry = entries()[evidence.name]
    words = words_of(evidence, normalized.mapped.text)
    return {
        "name": evidence.name, "weights": dict(entry.weights), "reason": entry.reason,
        "looked_at": _place(evidence.place, normalized) if evidence.place else None,
        "words": _place(words, normalized) if words else None,
    }  # fmt: skip


def _place(span: Span, normalized: Normalized) -> Row:
    start, end = normalized.mapped.source_span(*span)
    return {"start": start, "end": end, "text": normalized.source.text[start:end]}
