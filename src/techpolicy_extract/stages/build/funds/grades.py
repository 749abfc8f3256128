"""Grades of an award whose thresholds and sums are two lists: 达到1000万元、3000万元的，分别奖励5万元、10万元."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

from techpolicy_extract.nouns.drafts import FundDraft
from techpolicy_extract.nouns.text import Span


def pair(drafts: list[FundDraft], text: str) -> list[FundDraft]:
    """Put each threshold of a list into the record of its grade: the list behind it, in one sentence, of equal length.

    `drafts` are in order of position. Thresholds that no such list follows stay records of their own.
    """
    groups = [list(group) for _, group in groupby(drafts, key=lambda d: (d.rule, d.quote, id(d.sentence)))]
    paired: set[int] = set()
    for first, second in pairwise(groups):
        if not first[0].notes.thresholds:
            continue
        _share_comparator(first)
        if len(first) == len(second) and _is_one_rule(first[-1], second[0], text):
            for threshold, award in zip(first, second, strict=True):
                _put(threshold, award)
                paired.add(id(threshold))
    return [draft for draft in drafts if id(draft) not in paired]


def _share_comparator(thresholds: list[FundDraft]) -> None:
    """Set the comparator of all thresholds to that of the first (超过1亿元、2亿元); `>=` says nothing of its own."""
    first = thresholds[0].threshold
    for draft in thresholds:
        if first is not None and draft.threshold is not None:
            draft.threshold = replace(draft.threshold, comparator=first.comparator)


def _is_one_rule(last: FundDraft, award: FundDraft, text: str) -> bool:
    return last.sentence is award.sentence and "；" not in text[last.number : award.number]


def _put(threshold: FundDraft, award: FundDraft) -> None:
    award.threshold = threshold.threshold
    award.threshold_max = threshold.threshold_max or award.threshold_max
    award.spans |= {name: span for name, span in threshold.spans.items() if name.startswith("threshold_")}
    award.quote = Span(min(threshold.quote.start, award.quote.start), award.quote.end)
