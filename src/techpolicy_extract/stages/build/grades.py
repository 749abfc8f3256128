"""Grades of an award whose thresholds and sums are two lists: 达到1000万元、3000万元的，分别奖励5万元、10万元."""

from __future__ import annotations

from itertools import groupby, pairwise

from techpolicy_extract.nouns.model import Draft
from techpolicy_extract.nouns.text import Span


def pair(drafts: list[Draft], text: str) -> list[Draft]:
    """Put each threshold of a list into the record of its grade: the list behind it, in one sentence, of equal length.

    `drafts` are in order of position. Thresholds that no such list follows stay records of their own.
    """
    groups = [list(group) for _, group in groupby(drafts, key=lambda d: (d.rule, d.quote, id(d.sentence)))]
    paired: set[int] = set()
    for first, second in pairwise(groups):
        if not first[0].fields.get("_thresholds"):
            continue
        _share_comparator(first)
        if len(first) == len(second) and _is_one_rule(first[-1], second[0], text):
            for threshold, award in zip(first, second, strict=True):
                _put(threshold, award)
                paired.add(id(threshold))
    return [draft for draft in drafts if id(draft) not in paired]


def _share_comparator(thresholds: list[Draft]) -> None:
    """Give all thresholds the comparator of the first (超过1亿元、2亿元); `>=` says nothing of its own."""
    shared = thresholds[0].fields["threshold_comparator"]
    for draft in thresholds:
        draft.fields["threshold_comparator"] = shared


def _is_one_rule(last: Draft, award: Draft, text: str) -> bool:
    return last.sentence is award.sentence and "；" not in text[last.number : award.number]


def _put(threshold: Draft, award: Draft) -> None:
    fields = {name: value for name, value in threshold.fields.items() if name.startswith("threshold_")}
    award.fields |= fields
    award.spans |= {name: span for name, span in threshold.spans.items() if name.startswith("threshold_")}
    award.quote = Span(min(threshold.quote.start, award.quote.start), award.quote.end)
